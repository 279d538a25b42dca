// "Layers people know": one click each, in rows of buttons.
#include "app/model/state/known_layers.h"
#include "app/ui/controls/buttons.h"
#include "app/ui/cost/cost_pages.h"
#include "app/ui/draw/draw.h"
#include "app/ui/draw/numbers.h"
#include "core/known/known_layers.h"

namespace twofold::ui::inline cost {
namespace {

/// What the layer is known for, and what it is fed.
std::string explanation(const core::KnownLayer& known) {
  std::string words =
      shape_text(known.in.batch, known.in.height, known.in.width, known.in.channels) + ": " +
      std::string(known.says) + ". (" + std::string(known.source) + ")";
  switch (model::known_input(known.in)) {
    case model::KnownInput::picture:
    case model::KnownInput::grey: return words + " Here it works on your picture at its size.";
    case model::KnownInput::crops: return words + " Here they are pieces of your picture.";
    case model::KnownInput::noise: break;
  }
  return words + " Cost only: no picture has its channels, so the lanes show seeded noise.";
}

/// Its title, marked where no picture can feed it.
std::string label_of(const core::KnownLayer& known) {
  const bool is_cost_only = model::known_input(known.in) == model::KnownInput::noise;
  return std::string(known.title) + (is_cost_only ? " (cost only)" : "");
}

}  // namespace

float known_layer_buttons(Frame& frame, const Rect& room) {
  const float row_height = control_height(frame);
  const float gap = frame.px(6);
  float x = text(frame, frame.fonts.strong, {room.min.x, room.min.y + row_height / 2},
                 frame.palette.text, "Layers people know") +
            frame.px(14);
  float top = room.min.y;
  for (const core::KnownLayer& known : core::known_layers()) {
    const std::string label = label_of(known);
    const float width = button_width(frame, label);
    if (x + width > room.max.x) {
      x = room.min.x;
      top += row_height + gap;
    }
    const std::string help = explanation(known);
    if (button(frame, {{x, top}, {x + width, top + row_height}},
               {.id = std::string(known.name),
                .label = label,
                .on = model::shows(frame.document(), known.layer, known.in),
                .help = help}))
      frame.emit(
          model::ReplaceDocument{model::with_layer(frame.document(), known.layer, known.in)});
    x += width + gap;
  }
  return top + row_height - room.min.y;
}

}  // namespace twofold::ui::inline cost
