#include "app/desk/live_window.h"

#include "app/ui/frame/letters.h"

namespace twofold::desk {

platform::Appearance appearance_of(const model::ViewState& view, ImVec2 size, float display) {
  return {view.theme, ui::letter_scale(view, size, display), ui::font_sizes(view)};
}

ui::DrawnFrame LiveWindow::frame(model::Session& session, std::chrono::milliseconds patience) {
  window_.set_appearance(appearance_of(session.view(), window_.size(), window_.content_scale()));
  session.tick(patience);
  const ui::PictureIds pictures = textures_.sync(session.painter().pictures());
  window_.begin_frame();
  ui::DrawnFrame drawn = ui_.draw(session, pictures, window_.fonts(), window_.take_keys());
  window_.end_frame(ui::palette(session.view().theme).ground);
  return drawn;
}

}  // namespace twofold::desk
