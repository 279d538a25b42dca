#include "app/desk/window_frame.h"

#include "app/raster/offscreen.h"

namespace twofold::desk {
namespace {

/// The first frame asks for its pictures, the second draws them, the third has settled layouts.
constexpr int kFrames = 4;

}  // namespace

const ui::FontSizes& font_sizes(const model::ViewState& view) {
  return view.present ? ui::kPresentSizes : ui::kScreenSizes;
}

ui::ThemeName theme_of(model::ThemeChoice choice) {
  return choice == model::ThemeChoice::dark ? ui::ThemeName::dark : ui::ThemeName::light;
}

paint::Rgba8 window_picture(model::Session& session, int width, int height) {
  session.settle();
  const model::ViewState& view = session.view();
  // Present mode's sizes are meant for 1080 lines.
  const float scale = view.present ? static_cast<float>(height) / 1080 : view.ui_zoom;
  raster::Offscreen screen({width, height, theme_of(view.theme), scale, font_sizes(view)});
  ui::Ui ui;
  for (int i = 0; i < kFrames; ++i) {
    const ui::PictureIds ids = screen.sync(session.painter().pictures());
    model::Edits edits;
    screen.frame([&] { edits = ui.draw(session, ids, screen.fonts(), {}); });
    session.apply(edits);
    session.settle();
  }
  return screen.capture();
}

}  // namespace twofold::desk
