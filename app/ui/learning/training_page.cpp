// The page "Training": settings and the run's bar on top, losses beside what explains them, at the
// foot all students side by side.
#include <fmt/format.h>

#include <array>

#include "app/ui/controls/widgets.h"
#include "app/ui/learning/learning_pages.h"
#include "app/ui/learning/learning_parts.h"
#include "app/ui/learning/training_parts.h"
#include "core/equivalent.h"

namespace twofold::ui::inline learning {
namespace {

constexpr std::array<std::string_view, 3> kSides{"Gradients", "Both sides", "Time, memory"};

/// A student's filters as the document has them: those of a standard one taken apart exactly.
core::Filters taken(const model::Pupil& pupil) {
  if (!pupil.student.is_standard())
    return {pupil.filters.depthwise, pupil.filters.pointwise, {}, core::Activation::none};
  const core::Filter& w = pupil.filters.standard;
  const core::Factorised whole = core::factorise(w, core::exact_multiplier(w.shape));
  return {whole.depthwise, whole.pointwise, {}, core::Activation::none};
}

void take_button(Frame& frame, const Rect& rect, const model::Classroom& room) {
  const model::Pupil& pupil =
      room.pupils[static_cast<std::size_t>(frame.view().learning.training.student)];
  const bool diverged = pupil.outcome.diverged_at && pupil.step >= *pupil.outcome.diverged_at;
  if (!button(
          frame, rect,
          {.id = "training take",
           .label = "Take its filters",
           .look = ButtonLook::accent,
           .enabled = !diverged,
           .help = diverged ? "This student diverged: its weights are no numbers any more. Go back "
                              "to an earlier step, or look at another student."
                            : "The filters of the student that is looked at, at this step, become "
                              "the document's D and P; those of the standard one are taken apart "
                              "exactly. Undo brings yours back."}))
    return;
  core::Filters filters = taken(pupil);
  core::Layer layer = room.layer;
  layer.channel_multiplier = filters.depthwise.shape.out;
  frame.emit(
      model::TakeFilters{layer, {std::move(filters.depthwise), std::move(filters.pointwise)}});
  frame.learn(model::CloseLearning{});
}

}  // namespace

void training_side(Frame& frame, const model::Classroom& room, const Rect& rect) {
  const float row = control_height(frame);
  const model::TrainingSide side = frame.view().learning.training.side;
  const Rect head = rect.top(row);
  if (const auto chosen = segmented(frame, head.left(segmented_width(frame, kSides)),
                                    {.id = "training side",
                                     .labels = kSides,
                                     .chosen = static_cast<int>(side),
                                     .title = "",
                                     .help = ""}))
    frame.learn(model::ShowBeside{static_cast<model::TrainingSide>(*chosen)});
  take_button(frame, head.right(button_width(frame, "Take its filters") + frame.px(8)), room);
  const Rect body = rect.without_top(row + frame.px(8));
  switch (side) {
    case model::TrainingSide::gradients: return training_gradients(frame, room, body);
    case model::TrainingSide::sentence: return training_sentence(frame, room, body);
    case model::TrainingSide::cost: return training_cost(frame, room, body);
  }
}

void training_page(Frame& frame, const Rect& room) {
  const float row = control_height(frame);
  const SettingsEnd settings = training_settings(frame, room.top(row));
  Rect rest{{room.min.x, settings.bottom + frame.px(8)}, room.max};
  const auto shared = frame.session.classroom();
  if (!shared) return;
  if (!shared->why_not.empty()) return why_not(frame, rest, shared->why_not);
  Rect transport = rest.top(row);
  if (!settings.has_seed) {
    training_seed(frame, transport.right(training_seed_width(frame)));
    transport = transport.without_right(training_seed_width(frame) + frame.px(10));
  }
  training_transport(frame, *shared, transport);
  rest = rest.without_top(row + frame.px(8));
  const float line = line_height(frame.fonts.body);
  const float used =
      paragraph(frame, frame.fonts.body, {rest.min.x, rest.min.y + line / 2}, frame.palette.text,
                training_reason(*shared, frame.present()), rest.width());
  rest = rest.without_top(used + frame.px(8));
  const float gap = frame.px(18);
  const float upper = (rest.height() - gap) * 0.5f;
  const Rect top = rest.top(upper);
  const float left = rest.width() * 0.46f;
  training_losses(frame, *shared, top.left(left));
  training_side(frame, *shared, top.without_left(left + gap));
  training_students(frame, *shared, rest.without_top(upper + gap));
}

}  // namespace twofold::ui::inline learning
