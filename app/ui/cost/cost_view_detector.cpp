// The page of a network on the user's picture: the photograph with what was found in it, and the
// layers as a strip, each with its shape, what it costs, how much of the picture one of its values
// sees, and its first channels.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "app/ui/controls/buttons.h"
#include "app/ui/cost/cost_pages.h"
#include "app/ui/cost/cost_parts.h"
#include "app/ui/cost/network_boxes.h"
#include "app/ui/draw/numbers.h"

namespace twofold::ui::inline cost {
namespace {

using model::NetworkShow;

constexpr std::array<int, 4> kSides{224, 416, 608, 1280};
constexpr std::array<std::string_view, 4> kSideNames{"224", "416", "608", "1280"};

/// The pixels that one value of the layer depends on, where the mouse is or else in the middle.
void draw_field(Frame& frame, const NetworkSquare& square, const NetworkShow& show, int layer) {
  const model::LayerFacts& facts = show.facts[static_cast<std::size_t>(layer)];
  const core::ReceptiveField& field = facts.field;
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const ImVec2 at = square.rect.contains(mouse) && !frame.present() ? mouse : square.rect.centre();
  const float scale = static_cast<float>(square.side) / square.rect.width();
  const auto index = [&](float offset, int first, int size, int step, int count) {
    const float centre = offset * scale - static_cast<float>(first) - static_cast<float>(size) / 2;
    return std::clamp(static_cast<int>(std::lround(centre / static_cast<float>(step))), 0,
                      count - 1);
  };
  const int row = index(at.y - square.rect.min.y, field.top, field.size.height, field.step.height,
                        facts.out.height);
  const int column = index(at.x - square.rect.min.x, field.left, field.size.width, field.step.width,
                           facts.out.width);
  const float top = static_cast<float>(field.top + row * field.step.height);
  const float left = static_cast<float>(field.left + column * field.step.width);
  const Rect seen{square.at(left, top), square.at(left + static_cast<float>(field.size.width),
                                                  top + static_cast<float>(field.size.height))};
  frame.draw->PushClipRect(square.rect.min, square.rect.max, true);
  outline(frame, seen, frame.palette.accent, frame.px(2));
  frame.draw->PopClipRect();
}

std::string field_words(const NetworkShow& show, int layer) {
  const std::size_t i = static_cast<std::size_t>(layer);
  const core::ReceptiveField& field = show.facts[i].field;
  return fmt::format(
      "One value of {} sees {}×{} pixels of the square (the frame on the picture; point at it), "
      "and the next value's window begins {} further.",
      show.network->layers[i].name, field.size.height, field.size.width, field.step.height);
}

void sides(Frame& frame, const Rect& row) {
  const int side = frame.view().cost.network_side;
  const auto at = std::find(kSides.begin(), kSides.end(), side);
  const int chosen = at == kSides.end() ? -1 : static_cast<int>(at - kSides.begin());
  const float x = text(frame, frame.fonts.body, {row.min.x, middle(row)}, frame.palette.text_quiet,
                       "longer side") +
                  frame.px(10);
  const Rect body{{x, row.min.y}, {x + segmented_width(frame, kSideNames), row.max.y}};
  if (const auto next = segmented(frame, body,
                                  {.id = "network side",
                                   .labels = kSideNames,
                                   .chosen = chosen,
                                   .title = "The picture as the network sees it",
                                   .help = "Pixels of the longer side; black fills the square. "
                                           "Small faces need a larger one."}))
    frame.look(model::SetNetworkSide{kSides[static_cast<std::size_t>(*next)]});
}

/// The words beside the picture: what the network is, what it found, what the chosen layer sees.
void words(Frame& frame, const Rect& room, const NetworkShow& show, int layer) {
  const Palette& p = frame.palette;
  std::int64_t params = 0;
  std::int64_t macs = 0;
  for (const model::LayerFacts& f : show.facts) {
    params += f.params + f.biases;
    macs += f.macs;
  }
  sides(frame, room.top(control_height(frame)));
  float y = room.min.y + control_height(frame) + line_height(frame.fonts.title);
  text(frame, frame.fonts.title, {room.min.x, y}, p.text, found_words(show));
  y += line_height(frame.fonts.title);
  const std::string facts = fmt::format(
      "A face detector: a standard 3×3 layer, five separable ones, a 1×1. {} weights, {} "
      "multiply-adds at this size. All of it took {} ms here.",
      count(params), rounded_count(static_cast<double>(macs)), fixed(1e3 * show.seconds, 0));
  y += paragraph(frame, frame.fonts.body, {room.min.x, y}, p.text, facts, room.width()) +
       frame.px(8);
  paragraph(frame, frame.fonts.body, {room.min.x, y}, p.text_quiet, field_words(show, layer),
            room.width());
}

/// Puts a layer on stage, with the network behind it.
void open_layer(Frame& frame, const model::NetworkPlace& place) {
  frame.emit(model::ReplaceDocument{frame.session.network_layer(place)});
  frame.look(model::ShowOperation{model::OperationView::separable});
  frame.look(model::CloseCost{});
}

/// One layer of the strip.
void layer_column(Frame& frame, const Rect& column, const NetworkShow& show, int layer,
                  bool is_chosen) {
  const Palette& p = frame.palette;
  const std::size_t i = static_cast<std::size_t>(layer);
  const model::TrainedLayer& trained = show.network->layers[i];
  const model::LayerFacts& f = show.facts[i];
  const float line = line_height(frame.fonts.mono_small);
  // The line with the name has a button of its own.
  const Pressable state = pressable(frame, "network layer " + trained.name,
                                    column.without_top(line * 1.7f), true, trained.name, "");
  card(frame, column, is_chosen || state.hovered ? p.panel_hovered : p.panel,
       is_chosen ? p.accent : p.panel_border);
  const Rect inside = column.shrunk(frame.px(6));
  float y = inside.min.y + line / 2;
  const bool separable = trained.list.stages.size() > 1;
  const float opens = button_width(frame, "Open");
  text_within(frame, frame.fonts.strong, {inside.min.x, y}, p.text, trained.name,
              inside.width() - opens);
  if (button(frame, column.shrunk(frame.px(2)).right(opens).top(line * 1.5f),
             {.id = "open " + trained.name,
              .label = "Open",
              .look = ButtonLook::quiet,
              .help = "This layer in the lanes, fed by what the layers before it make of your "
                      "picture. Change a weight there: what comes after changes too."}))
    open_layer(frame, {layer, show.side});
  y += line * 1.2f;
  for (const std::string& row :
       {std::string(separable ? "separable" : "standard"),
        fmt::format("{}×{}×{}", f.out.height, f.out.width, f.out.channels),
        fmt::format("{} weights", rounded_count(static_cast<double>(f.params + f.biases))),
        fmt::format("{} MACs", rounded_count(static_cast<double>(f.macs))),
        fmt::format("sees {}×{}", f.field.size.height, f.field.size.width)}) {
    text_within(frame, frame.fonts.mono_small, {inside.min.x, y}, p.text_quiet, row,
                inside.width());
    y += line;
  }
  const Rect pictures{{inside.min.x, y}, inside.max};
  constexpr int kAcross = 2;
  const float gap = frame.px(3);
  const float side = (pictures.width() - gap) / kAcross;
  const int count = static_cast<int>(show.channels[i].size());
  for (int c = 0; c < count; ++c) {
    const int row = c / kAcross;
    const float left = pictures.min.x + static_cast<float>(c % kAcross) * (side + gap);
    const float top = pictures.min.y + static_cast<float>(row) * (side + gap);
    if (top + side > pictures.max.y) break;
    network_picture(frame, {{left, top}, {left + side, top + side}},
                    1 + layer * model::kPaintedChannels + c);
  }
  if (state.hovered && !frame.present())
    explain(frame, trained.name,
            fmt::format("Output {}: the first channels, each on a scale of its own (orange above "
                        "zero, purple below). Click to see how much of the picture one value sees; "
                        "Open puts the layer on stage.",
                        shape_text(f.out.batch, f.out.height, f.out.width, f.out.channels)));
  if (state.clicked) frame.look(model::ChooseNetworkLayer{layer});
}

std::string_view why_nothing_is_shown(const Frame& frame) {
  if (frame.session.has_network()) return "The network is being run on your picture.";
  return frame.around.has_folders
             ? "The network's weights are missing; install Twofold again, or name its folder in "
               "TWOFOLD_ASSETS."
             : "The network's weights are on their way.";
}

}  // namespace

void cost_page_detector(Frame& frame, const Rect& room) {
  const auto show = frame.session.network_show();
  if (!show) {
    paragraph(frame, frame.fonts.body, {room.min.x, room.min.y + frame.px(12)},
              frame.palette.text_quiet, why_nothing_is_shown(frame), room.width());
    return;
  }
  const int layers = static_cast<int>(show->facts.size());
  const int layer = std::clamp(frame.view().cost.network_layer, 0, layers - 1);
  const float gap = frame.px(8);
  const float side = std::min(room.height() * 0.56f, room.width() * 0.5f);
  const NetworkSquare square{{room.min, {room.min.x + side, room.min.y + side}}, show->side};
  network_picture(frame, square.rect, 0);
  frame.registry.add({"network picture", square.rect.min, square.rect.max, 0});
  draw_field(frame, square, *show, layer);
  network_boxes(frame, square, *show);
  words(frame, {{square.rect.max.x + frame.px(20), room.min.y}, {room.max.x, square.rect.max.y}},
        *show, layer);

  const Rect strip{{room.min.x, square.rect.max.y + gap}, room.max};
  const float width =
      (strip.width() - gap * static_cast<float>(layers - 1)) / static_cast<float>(layers);
  for (int i = 0; i < layers; ++i) {
    const float left = strip.min.x + (width + gap) * static_cast<float>(i);
    layer_column(frame, {{left, strip.min.y}, {left + width, strip.max.y}}, *show, i, i == layer);
  }
}

}  // namespace twofold::ui::inline cost
