// The pages about learning: over the lanes, one chosen by the tabs at the top.
#include <array>

#include "app/ui/controls/buttons.h"
#include "app/ui/learning/learning_pages.h"
#include "app/ui/learning/learning_parts.h"
#include "app/ui/learning/panels.h"

namespace twofold::ui::inline learning {
namespace {

constexpr std::array<std::string_view, 2> kTabs{"What is lost", "Training"};

void tabs(Frame& frame, const Rect& row) {
  const float x = text(frame, frame.fonts.title, {row.min.x, middle(row)}, frame.palette.text,
                       "What is lost, and what is learned") +
                  frame.px(24);
  const Rect body{{x, row.min.y}, {x + segmented_width(frame, kTabs), row.max.y}};
  const int page = static_cast<int>(frame.view().learning.page);
  if (const auto chosen = segmented(
          frame, body,
          {.id = "lesson page", .labels = kTabs, .chosen = page, .title = "", .help = ""}))
    frame.learn(model::OpenLearning{static_cast<model::LearningPage>(*chosen)});
  constexpr const char* kBack = "Back to the picture (Esc)";
  if (link_button(frame, {row.max.x, middle(row)}, kBack)) frame.learn(model::CloseLearning{});
  if (frame.present()) return;
  const float left = row.max.x - text_width(frame.fonts.small, kBack) - frame.px(20);
  if (link_button(frame, {left, middle(row)}, "Export charts"))
    frame.request(model::ExportCharts{});
}

}  // namespace

void learning_view(Frame& frame, const Rect& rect) {
  card(frame, rect, frame.palette.panel, frame.palette.panel_border);
  frame.registry.add({"learning view", rect.min, rect.max, 0});
  const Rect inside = rect.shrunk(frame.px(16));
  ImGui::PushClipRect(rect.min, rect.max, true);
  tabs(frame, inside.top(frame.px(26)));
  const Rect room = inside.without_top(frame.px(36));
  if (frame.view().learning.page == model::LearningPage::lost)
    lost_page(frame, room);
  else
    training_page(frame, room);
  ImGui::PopClipRect();
}

}  // namespace twofold::ui::inline learning
