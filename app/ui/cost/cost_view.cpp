// The cost view: pages over the lanes, one chosen by the tabs at the top; at the foot what this
// layer's numbers come to, in words.
#include <fmt/format.h>

#include <array>
#include <string>
#include <vector>

#include "app/model/state/stages.h"
#include "app/model/steps/prediction.h"
#include "app/ui/controls/cover.h"
#include "app/ui/controls/widgets.h"
#include "app/ui/cost/cost_pages.h"
#include "app/ui/cost/cost_parts.h"
#include "app/ui/cost/panels.h"
#include "app/ui/draw/numbers.h"

namespace twofold::ui::inline cost {
namespace {

using model::CostPage;

constexpr std::array<std::string_view, 7> kTabs{
    "Counts", "Curves", "Time on this machine", "Networks", "On your picture", "Groups", "Bits"};

void close(Frame& frame) { frame.look(model::CloseCost{}); }

constexpr const char* kExport = "Export charts";

/// The pages as tabs; as a list where there is no room for all.
void choose_page(Frame& frame, const Rect& room) {
  const int page = static_cast<int>(frame.view().cost.page);
  const std::vector<std::string> names(kTabs.begin(), kTabs.end());
  const float width = segmented_width(frame, kTabs);
  const auto chosen =
      width <= room.width()
          ? segmented(frame, room.left(width),
                      {.id = "cost page",
                       .labels = kTabs,
                       .chosen = page,
                       .title = "Pages about cost",
                       .help = "Counted, over a setting, measured, of whole networks, by groups, "
                               "with few bits."})
          : combo(frame, room.left(std::min(combo_width(frame, "", names), room.width())),
                  {.id = "cost page",
                   .label = "",
                   .options = names,
                   .chosen = page,
                   .help = "The pages about cost."});
  if (chosen) frame.look(model::OpenCost{static_cast<CostPage>(*chosen)});
}

/// Most pages are about the separable layer, whatever block there is.
std::string_view title_of(const Frame& frame) {
  switch (frame.view().cost.page) {
    case CostPage::detector: return "A whole network";
    case CostPage::groups: return "In groups";
    case CostPage::bits: return "Few bits";
    default: break;
  }
  return model::is_separable(frame.document()) ? "What this layer costs" : "As a separable layer";
}

void tabs(Frame& frame, const Rect& row) {
  const float x = text(frame, frame.fonts.title, {row.min.x, middle(row)}, frame.palette.text,
                       title_of(frame)) +
                  frame.px(24);
  constexpr const char* kBack = "Back to the picture (Esc)";
  const float links = text_width(frame.fonts.small, kBack) + frame.px(20) +
                      text_width(frame.fonts.small, kExport) + frame.px(20);
  choose_page(frame, {{x, row.min.y}, {row.max.x - links, row.max.y}});
  if (link_button(frame, {row.max.x, middle(row)}, kBack)) close(frame);
  if (frame.present()) return;
  const float left = row.max.x - text_width(frame.fonts.small, kBack) - frame.px(20);
  if (link_button(frame, {left, middle(row)}, kExport)) frame.request(model::ExportCharts{});
}

/// What x is, where it is not one picture itself.
std::string fed_by(const model::Document& document) {
  const std::string sentence = input_sentence(document);
  if (!sentence.empty() || document.batch.size() < 2) return sentence;
  return fmt::format("x is a batch of {} pictures", document.batch.size());
}

/// The layer as tensors: x -> D -> z -> P -> y.
void layer_line(Frame& frame, const LayerCost& c, const Rect& row) {
  const core::FilterShape d = core::depthwise_filter_shape(c.layer, c.in.channels);
  const core::FilterShape p = core::pointwise_filter_shape(c.layer, c.in.channels);
  const core::Shape z = core::depthwise_output_shape(c.layer, c.in);
  const core::Shape y = core::output_shape(c.layer, c.in);
  const std::string line =
      fmt::format("x {}  →  D {}  →  z {}  →  P {}  →  y {}",
                  shape_text(c.in.batch, c.in.height, c.in.width, c.in.channels),
                  shape_text(d.height, d.width, d.in, d.out),
                  shape_text(z.batch, z.height, z.width, z.channels),
                  shape_text(p.height, p.width, p.in, p.out),
                  shape_text(y.batch, y.height, y.width, y.channels));
  const std::string fed = fed_by(frame.document());
  const float room = row.width() - text_width(frame.fonts.small, fed) - frame.px(16);
  text_within(frame, frame.fonts.mono_small, {row.min.x, middle(row)}, frame.palette.text_quiet,
              line, room);
  explain_on(frame, row, "layer line", "The layer as tensors",
             "Input x, depthwise filter D, intermediates z, pointwise filter P, output y; pictures "
             "as [batch, height, width, channels].");
  text(frame, frame.fonts.small, {row.max.x, middle(row)}, frame.palette.text_quiet, fed,
       Align::right);
}

/// What this layer's numbers come to; the other pages have their own words.
std::string foot_sentence(CostPage page, const LayerCost& c) {
  return page == CostPage::counts || page == CostPage::curves ? cost_sentence(c) : "";
}

/// Whether a page is about the separable layer, whose tensors then stand above it.
bool is_of_layer(CostPage page) {
  return page != CostPage::detector && page != CostPage::groups && page != CostPage::bits;
}

void page(Frame& frame, const LayerCost& c, const Rect& room) {
  switch (frame.view().cost.page) {
    case CostPage::counts: return cost_page_counts(frame, c, room);
    case CostPage::curves: return cost_page_curves(frame, c, room);
    case CostPage::time: return cost_page_time(frame, c, room);
    case CostPage::networks: return cost_page_networks(frame, room);
    case CostPage::detector: return cost_page_detector(frame, room);
    case CostPage::groups: return;
    case CostPage::bits: return cost_page_bits(frame, room);
  }
}

}  // namespace

void cost_view(Frame& frame, const Rect& rect) {
  card(frame, rect, frame.palette.panel, frame.palette.panel_border);
  frame.registry.add({"cost view", rect.min, rect.max, 0});
  Rect inside = rect.shrunk(frame.px(16));
  ImGui::PushClipRect(rect.min, rect.max, true);
  tabs(frame, inside.top(frame.px(26)));
  inside = inside.without_top(frame.px(34));
  const auto& problems = frame.session.problems();
  const model::Playback& playback = frame.view().playback;
  if (model::hides_cost(playback) || playback.hidden.shape) {
    cover(frame, inside, "cost view", "What does this layer cost, and what a standard one?");
  } else if (frame.view().cost.page == CostPage::groups) {
    // Also where groups cannot be: they are chosen there.
    cost_page_groups(frame, inside);
  } else if (!problems.empty()) {
    paragraph(frame, frame.fonts.body, {inside.min.x, inside.min.y + frame.px(12)},
              frame.palette.text, problems.front().sentence, inside.width());
  } else {
    const LayerCost c = layer_cost(frame.document());
    // A whole network is not about the layer on stage.
    if (is_of_layer(frame.view().cost.page)) {
      layer_line(frame, c, inside.top(frame.px(18)));
      inside = inside.without_top(frame.px(28));
    }
    const std::string sentence = foot_sentence(frame.view().cost.page, c);
    const float lines =
        static_cast<float>(paragraph_lines(frame.fonts.body, sentence, inside.width()));
    const float foot = line_height(frame.fonts.body) * lines;
    const Rect words = inside.bottom(foot);
    paragraph(frame, frame.fonts.body,
              {words.min.x, words.min.y + line_height(frame.fonts.body) / 2}, frame.palette.text,
              sentence, words.width());
    page(frame, c, inside.without_bottom(foot + frame.px(10)));
  }
  ImGui::PopClipRect();
}

}  // namespace twofold::ui::inline cost
