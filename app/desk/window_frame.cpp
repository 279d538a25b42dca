#include "app/desk/window_frame.h"

#include "app/desk/window_cards.h"
#include "app/ui/frame/letters.h"

namespace twofold::desk {
namespace {

raster::OffscreenSettings settings_of(const model::ViewState& view, int width, int height) {
  const ImVec2 size{static_cast<float>(width), static_cast<float>(height)};
  return {width, height, view.theme, ui::letter_scale(view, size), ui::font_sizes(view)};
}

}  // namespace

WindowPictures::WindowPictures(model::Session& session, int width, int height,
                               const io::WindowCards& cards)
    : session_(session), screen_(settings_of(session.view(), width, height)) {
  put_cards(cards, ui_.window());
}

paint::Rgba8 WindowPictures::take() {
  session_.settle();
  for (int i = 0; i < kFramesToSettle; ++i) {
    const ui::PictureIds ids = screen_.sync(session_.painter().pictures());
    ui::DrawnFrame drawn;
    screen_.frame([&] { drawn = ui_.draw(session_, ids, screen_.fonts(), {}); });
    session_.want(drawn.wanted);
    session_.apply(drawn.edits);
    session_.settle();
  }
  return screen_.capture();
}

paint::Rgba8 window_picture(model::Session& session, int width, int height,
                            const io::WindowCards& cards) {
  session.settle();
  return WindowPictures(session, width, height, cards).take();
}

}  // namespace twofold::desk
