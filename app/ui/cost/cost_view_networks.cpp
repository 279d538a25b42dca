// The page of networks: one network layer by layer, standard against separable, with the shares
// that the two folds have; a click on a row puts that layer on stage.
#include <fmt/format.h>

#include <array>
#include <cmath>

#include "app/model/state/known_layers.h"
#include "app/ui/controls/widgets.h"
#include "app/ui/cost/cost_pages.h"
#include "app/ui/cost/cost_parts.h"
#include "app/ui/draw/numbers.h"
#include "app/ui/frame/window_state.h"
#include "core/known/network_fields.h"

namespace twofold::ui::inline cost {
namespace {

using core::Network;
using core::NetworkLayer;

constexpr int kColumns = 6;
constexpr float kTallestRow = 46;
/// Rows besides those of layers: the header, the sums and what is said of them.
constexpr float kOtherRows = 7.2f;

/// Where the columns of the table end, and the bar behind them.
struct Grid {
  Rect area;
  float row_height;

  float name_right() const { return area.min.x + area.width() * 0.29f; }
  float column(int i) const {
    return name_right() + area.width() * 0.084f * static_cast<float>(i + 1);
  }
  float bar_left() const { return column(kColumns - 1) + area.width() * 0.03f; }
  Rect row(float at) const {
    const float top = area.min.y + row_height * at;
    return {{area.min.x, top}, {area.max.x, top + row_height}};
  }
};

void numbers_row(Frame& frame, const Grid& grid, const Rect& row,
                 const std::array<std::string, kColumns>& words, bool strong, ImU32 colour) {
  for (int i = 0; i < kColumns; ++i)
    text(frame, strong ? frame.fonts.mono_strong : frame.fonts.mono_small,
         {grid.column(i), middle(row)}, colour, words[static_cast<std::size_t>(i)], Align::right);
}

void header(Frame& frame, const Grid& grid) {
  static constexpr std::array<const char*, kColumns> kTitles{"params", "params", "MACs",
                                                             "MACs",   "ratio",  "sees"};
  static constexpr std::array<const char*, kColumns> kKinds{"separable", "standard", "separable",
                                                            "standard",  "",         ""};
  const Palette& p = frame.palette;
  for (int i = 0; i < kColumns; ++i) {
    const std::size_t k = static_cast<std::size_t>(i);
    text(frame, frame.fonts.small, {grid.column(i), middle(grid.row(0))}, p.text_quiet, kTitles[k],
         Align::right);
    text(frame, frame.fonts.small, {grid.column(i), middle(grid.row(0.85f))}, p.text_quiet,
         kKinds[k], Align::right);
  }
  text(frame, frame.fonts.small, {grid.bar_left(), middle(grid.row(0.85f))}, p.text_quiet,
       "separable over standard");
  const Rect both{grid.row(0).min, grid.row(0.85f).max};
  explain_on(frame, both, "network header", "Parameters, multiply-adds, and bars of these",
             "Every layer as it is, separable, and with a standard convolution in its place. Bars: "
             "depthwise and pointwise above, standard below, on one scale for the network. Sees: "
             "the receptive field, rows by columns of the input that a value depends on.");
}

/// "43×43", or "all" where it is no smaller than the input.
std::string field_words(const core::ReceptiveField& field, const core::Shape& input) {
  if (field.size.height >= 2 * input.height) return "all";
  return fmt::format("{}×{}", field.size.height, field.size.width);
}

/// "14×14×512 → 1024 3×3 s2"; in large letters, and in little room, without the kernel.
std::string layer_words(const Frame& frame, const NetworkLayer& layer, float room) {
  const core::Layer& l = layer.layer();
  const std::string in =
      fmt::format("{}×{}×{}", layer.in.height, layer.in.width, layer.in.channels);
  const std::string stride = l.strides.height > 1 ? fmt::format(" s{}", l.strides.height) : "";
  const std::string brief = fmt::format("{}→{}{}", in, l.out_channels, stride);
  if (frame.present()) return brief;
  return longest_fitting(
      frame.fonts.mono_small, room,
      {fmt::format("{} → {} {}×{}{}", in, l.out_channels, l.kernel.height, l.kernel.width, stride),
       brief});
}

/// Marks a layer whose channels no picture has, between the sizes and the numbers; returns where
/// the room for the sizes ends.
float cost_only_mark(Frame& frame, const Grid& grid, const Rect& row) {
  constexpr std::string_view kWords = "cost only";
  const float right = grid.name_right() + grid.area.width() * 0.025f;
  text(frame, frame.fonts.small, {right, middle(row)}, frame.palette.text_faint, kWords,
       Align::right);
  return right - text_width(frame.fonts.small, kWords) - frame.px(8);
}

/// Bars of one layer on the scale of the most expensive one.
void bars(Frame& frame, const Grid& grid, const Rect& row, const core::Cost& c, double most) {
  const Palette& p = frame.palette;
  const float width = grid.area.max.x - grid.bar_left();
  const auto length = [&](std::int64_t macs) {
    return static_cast<float>(static_cast<double>(macs) / most) * width;
  };
  const float half = row.height() * 0.3f;
  const float y = middle(row);
  const float first = grid.bar_left() + length(c.depthwise.macs);
  fill(frame, {{grid.bar_left(), y - half}, {first, y - 1}}, p.cost_depthwise);
  fill(frame, {{first, y - half}, {first + length(c.pointwise.macs), y - 1}}, p.cost_pointwise);
  fill(frame, {{grid.bar_left(), y + 1}, {grid.bar_left() + length(c.standard.macs), y + half}},
       p.cost_standard);
}

void layer_row(Frame& frame, const Grid& grid, const Rect& row, const NetworkLayer& layer,
               const std::string& sees, double most) {
  const Palette& p = frame.palette;
  const core::Cost c = core::layer_cost(layer);
  const bool is_separable = layer.is_separable();
  const std::string id = "network " + std::string(layer.name);
  const Pressable state = pressable(frame, id, row, is_separable, layer.name, "");
  const bool shown = is_separable && model::shows(frame.document(), layer.layer(), layer.in);
  if (shown) fill(frame, row, p.accent_soft, frame.px(4));
  if (!shown && state.hovered && is_separable) fill(frame, row, p.panel_hovered, frame.px(4));
  const ImU32 ink = is_separable ? p.text : p.text_quiet;
  const float split = row.min.x + grid.area.width() * 0.11f;
  text_within(frame, frame.fonts.small, {row.min.x + frame.px(6), middle(row)}, ink, layer.name,
              split - row.min.x - frame.px(8));
  const bool is_marked =
      model::known_input(layer.in) == model::KnownInput::noise && !frame.present();
  const float end = is_marked ? cost_only_mark(frame, grid, row) : grid.name_right();
  text_within(frame, frame.fonts.mono_small, {split, middle(row)}, p.text_quiet,
              layer_words(frame, layer, end - split), end - split);
  const auto number = [](std::int64_t v) { return rounded_count(static_cast<double>(v)); };
  const std::string none = "—";
  numbers_row(frame, grid, row,
              {is_separable ? number(c.separable.params) : none, number(c.standard.params),
               is_separable ? number(c.separable.macs) : none, number(c.standard.macs),
               is_separable ? percent(c.ratio) : none, sees},
              false, ink);
  bars(frame, grid, row, c, most);
  if (state.hovered && !frame.present())
    explain(
        frame, layer.name,
        is_separable
            ? "Click to put this layer on stage. Cost only: no picture has its channels, so the "
              "lanes show seeded noise, and say so."
            : "A standard convolution, not a separable one: it stands here for the sums.");
  if (state.clicked)
    frame.emit(
        model::ReplaceDocument{model::with_layer(frame.document(), layer.layer(), layer.in)});
}

/// Sums, and the shares of the 1x1 convolutions.
void sums(Frame& frame, const Grid& grid, const Network& network, float at) {
  const core::NetworkCost n = core::network_cost(network);
  const Palette& p = frame.palette;
  const Rect row = grid.row(at);
  frame.draw->AddLine(row.min, {row.max.x, row.min.y}, p.panel_border);
  text(frame, frame.fonts.strong, {row.min.x + frame.px(6), middle(row)}, p.text, "Whole network");
  const auto number = [](std::int64_t v) { return rounded_count(static_cast<double>(v)); };
  const core::Amount now = n.total();
  const core::Amount standard = n.total_as_standard();
  const auto share = [](std::int64_t a, std::int64_t b) {
    return percent(static_cast<double>(a) / static_cast<double>(b));
  };
  numbers_row(frame, grid, row,
              {number(now.params), number(standard.params), number(now.macs), number(standard.macs),
               share(now.macs, standard.macs), ""},
              true, p.text);
  explain_on(frame, row, "network sums", "Whole network",
             "All layers together; standard: with a standard convolution in place of every "
             "separable one. Convolutions that are standard anyway and the classifier count in "
             "both.");
  const float y = grid.row(at + 1).min.y + line_height(frame.fonts.small) * 0.8f;
  paragraph(frame, frame.fonts.small, {row.min.x + frame.px(6), y}, p.text_quiet,
            network_sentence(network), row.width() - frame.px(12), 5);
}

double most_macs(const Network& network) {
  double most = 1;
  for (const NetworkLayer& layer : network.layers)
    most = std::max(most, static_cast<double>(core::layer_cost(layer).standard.macs));
  return most;
}

/// Width and resolution of a network that has them.
void scale_controls(Frame& frame, const Rect& room) {
  const core::NetworkScale& now = frame.view().cost.network_scale;
  core::NetworkScale to = now;
  const float track = frame.px(110);
  const Rect width = room.left(slider_width(frame, "alpha", track, 4));
  if (const auto chosen =
          slider(frame, width,
                 FloatSlider{.id = "network alpha",
                             .label = "alpha",
                             .value = static_cast<float>(now.width),
                             .lowest = static_cast<float>(core::kLeastWidth),
                             .highest = static_cast<float>(core::kMostWidth),
                             .step = 0.05f,
                             .help = "Width multiplier: so many times the channels of every layer. "
                                     "Multiply-adds and weights go with its square."}))
    to.width = std::round(20.0 * chosen->value) / 20;
  const Rect rest = room.without_left(width.width() + frame.px(14));
  if (const auto chosen = slider(
          frame, rest.left(slider_width(frame, "side", track)),
          IntSlider{.id = "network resolution",
                    .label = "side",
                    .value = now.side,
                    .lowest = core::kLeastSide,
                    .highest = core::kMostSide,
                    .highest_typed = core::kMostSide,
                    .help = "Resolution multiplier rho: pictures of this side, where rho = 1 "
                            "is 224. Multiply-adds go with its square, weights do not change."}))
    to.side = chosen->value;
  if (to != now) frame.look(model::ScaleNetwork{to});
}

/// Which network, and how large.
Network choose(Frame& frame, const Rect& row) {
  std::vector<std::string> titles;
  for (const Network& network : core::networks()) titles.emplace_back(network.title);
  const int chosen = std::clamp(frame.view().cost.network, 0, static_cast<int>(titles.size()) - 1);
  const float width = combo_width(frame, "", titles);
  if (const auto next = combo(frame, row.left(width),
                              {.id = "cost network",
                               .label = "",
                               .options = titles,
                               .chosen = chosen,
                               .help = "For one picture of the size it was published with."}))
    frame.look(model::ChooseNetwork{*next});
  const Network& network = core::networks()[static_cast<std::size_t>(chosen)];
  Rect rest = row.without_left(width + frame.px(14));
  if (network.scales) {
    const float controls = slider_width(frame, "alpha", frame.px(110), 4) +
                           slider_width(frame, "side", frame.px(110)) + frame.px(14);
    scale_controls(frame, rest.left(controls));
    rest = rest.without_left(controls + frame.px(14));
  }
  text_within(frame, frame.fonts.small, {rest.min.x, middle(rest)}, frame.palette.text_quiet,
              network.source, rest.width());
  return core::scaled(network, frame.view().cost.network_scale);
}

}  // namespace

void cost_page_networks(Frame& frame, const Rect& room) {
  const float row = control_height(frame);
  const Network network = choose(frame, room.top(row));
  const std::vector<core::ReceptiveField> fields = core::receptive_fields(network);
  const Rect area = room.without_top(row + frame.px(6));
  const float rows = static_cast<float>(network.layers.size()) + kOtherRows;
  const float least = cap_height(*frame.fonts.mono_small) + frame.px(7);
  const Grid grid{area, std::clamp(area.height() / rows, least, frame.px(kTallestRow))};
  header(frame, grid);
  // A network with more layers than there is room for is scrolled by the wheel.
  const int fit = how_many(area.height() - kOtherRows * grid.row_height, grid.row_height);
  const int hidden = std::max(0, static_cast<int>(network.layers.size()) - fit);
  int& first = frame.window.network_scroll;
  if (area.contains(ImGui::GetIO().MousePos) && ImGui::GetIO().MouseWheel != 0)
    first -= static_cast<int>(ImGui::GetIO().MouseWheel * 3);
  first = std::clamp(first, 0, hidden);
  const double most = most_macs(network);
  const int shown = static_cast<int>(network.layers.size()) - hidden;
  for (int i = 0; i < shown; ++i) {
    const std::size_t at = static_cast<std::size_t>(first) + static_cast<std::size_t>(i);
    layer_row(frame, grid, grid.row(static_cast<float>(i) + 1.9f), network.layers[at],
              field_words(fields[at], network.layers.front().in), most);
  }
  if (hidden > 0) {
    text(frame, frame.fonts.small, {area.max.x, middle(grid.row(static_cast<float>(shown) + 2))},
         frame.palette.text_faint, fmt::format("{} more layers: wheel", hidden), Align::right);
  }
  sums(frame, grid, network, static_cast<float>(shown) + 2);
}

}  // namespace twofold::ui::inline cost
