// "Layers people know": one click each, in rows of buttons.
#include "app/model/known_layers.h"
#include "app/ui/buttons.h"
#include "app/ui/cost_pages.h"
#include "app/ui/draw.h"

namespace twofold::ui {
namespace {

/// What a click does, beside what the layer is known for.
std::string explanation(const model::KnownLayer& known) {
  std::string words(known.says);
  if (known.input == model::KnownInput::noise)
    words += " No picture has its channels: it is fed by seeded noise, and the lanes say so.";
  return words;
}

}  // namespace

float known_layer_buttons(Frame& frame, const Rect& room) {
  const float row_height = control_height(frame);
  const float gap = frame.px(6);
  float x = text(frame, frame.fonts.strong, {room.min.x, room.min.y + row_height / 2},
                 frame.palette.text, "Layers people know") +
            frame.px(14);
  float top = room.min.y;
  for (const model::KnownLayer& known : model::known_layers()) {
    const float width = button_width(frame, known.name);
    if (x + width > room.max.x) {
      x = room.min.x;
      top += row_height + gap;
    }
    const std::string help = explanation(known);
    if (button(frame, {{x, top}, {x + width, top + row_height}},
               {.id = std::string(known.name),
                .label = known.name,
                .on = model::shows(frame.document(), known),
                .help = help}))
      frame.emit(model::ReplaceDocument{model::with_known_layer(frame.document(), known)});
    x += width + gap;
  }
  return top + row_height - room.min.y;
}

}  // namespace twofold::ui
