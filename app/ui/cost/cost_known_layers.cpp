// "Layers people know": one click each, in rows of buttons.
#include <string>
#include <vector>

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

constexpr const char* kTitle = "Layers people know";

/// Where the buttons stand: in rows, the first one behind the title.
std::vector<Rect> places(const Frame& frame, const Rect& room) {
  const float row_height = control_height(frame);
  const float gap = frame.px(6);
  std::vector<Rect> all;
  all.reserve(core::known_layers().size());
  float x = room.min.x + text_width(frame.fonts.strong, kTitle) + frame.px(14);
  float top = room.min.y;
  for (const core::KnownLayer& known : core::known_layers()) {
    const float width = button_width(frame, label_of(known));
    if (x + width > room.max.x) {
      x = room.min.x;
      top += row_height + gap;
    }
    all.push_back({{x, top}, {x + width, top + row_height}});
    x += width + gap;
  }
  return all;
}

}  // namespace

float known_layers_height(const Frame& frame, float width) {
  return places(frame, {{0, 0}, {width, 0}}).back().max.y;
}

void known_layer_buttons(Frame& frame, const Rect& room) {
  text(frame, frame.fonts.strong, {room.min.x, room.min.y + control_height(frame) / 2},
       frame.palette.text, kTitle);
  const std::vector<Rect> at = places(frame, room);
  std::size_t i = 0;
  for (const core::KnownLayer& known : core::known_layers()) {
    const std::string label = label_of(known);
    const std::string help = explanation(known);
    if (button(frame, at[i++],
               {.id = std::string(known.name),
                .label = label,
                .on = model::shows(frame.document(), known.layer, known.in),
                .help = help}))
      frame.emit(
          model::ReplaceDocument{model::with_layer(frame.document(), known.layer, known.in)});
  }
}

}  // namespace twofold::ui::inline cost
