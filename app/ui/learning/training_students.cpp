// Target and input, then all students side by side: what they are, what they make of the input, how
// far that is off.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/ui/controls/press_area.h"
#include "app/ui/controls/widgets.h"
#include "app/ui/draw/numbers.h"
#include "app/ui/learning/learning_parts.h"
#include "app/ui/learning/training_parts.h"

namespace twofold::ui::inline learning {
namespace {

/// Loss as percents, or that it is none.
std::string loss_text(double loss) {
  if (!std::isfinite(loss)) return "not a number";
  return loss > 10 ? fmt::format("{:.2g} %", 100 * loss) : fmt::format("{:.3g} %", 100 * loss);
}

std::string state_text(const model::Pupil& pupil) {
  if (const auto at = pupil.outcome.diverged_at; at && pupil.step >= *at)
    return fmt::format("diverged at step {}", *at);
  return fmt::format("{} left", loss_text(pupil.loss));
}

/// Two pictures narrower than this say less than one.
constexpr float kLeastTwo = 56;

/// Two pictures with their captions, one below the other or side by side, whichever leaves larger
/// ones; the first alone where there is no room for both.
struct Column {
  std::string first;
  paint::PictureKey upper;
  std::string second;
  paint::PictureKey lower;
};

void pictures(Frame& frame, const model::Classroom& room, const Rect& rect, const Column& c) {
  const float tall = static_cast<float>(room.out.height);
  const float wide = static_cast<float>(room.out.width);
  const float gap = frame.px(6);
  const Rect stacked = rect.top((rect.height() - gap) / 2);
  const Rect beside = rect.left((rect.width() - gap) / 2);
  const float caption = line_height(frame.fonts.small) + frame.px(2);
  const auto width_in = [&](const Rect& at) {
    return std::min(at.width(), (at.height() - caption) * wide / tall);
  };
  const bool is_stacked = width_in(stacked) >= width_in(beside);
  const Rect first = is_stacked ? stacked : beside;
  if (width_in(first) < frame.px(kLeastTwo)) {
    captioned_picture(frame, rect, {c.first, c.upper, tall, wide});
    return;
  }
  captioned_picture(frame, first, {c.first, c.upper, tall, wide});
  captioned_picture(frame, is_stacked ? rect.bottom(first.height()) : rect.right(first.width()),
                    {c.second, c.lower, tall, wide});
}

/// Name, loss and filters of a student; large letters leave the filters out.
float head_height(const Frame& frame) {
  const float line = line_height(frame.fonts.body);
  // The first column has a control below its name.
  return std::max(2 * line + frame.px(frame.present() ? 2 : 24),
                  line + frame.px(4) + control_height(frame));
}

/// The filters of a student as small pictures, as many as fit.
void filters(Frame& frame, const model::Pupil& pupil, const Rect& rect, std::size_t number) {
  const core::Filter& f =
      pupil.student.is_standard() ? pupil.filters.standard : pupil.filters.depthwise;
  const float side = rect.height();
  const float limit = limit_of(f);
  const int most = std::min(f.shape.in * f.shape.out, how_many(rect.width(), side));
  for (int i = 0; i < most; ++i) {
    const float left = rect.min.x + side * static_cast<float>(i);
    slice_grid(frame, {{left, rect.min.y}, {left + side - frame.px(3), rect.max.y - frame.px(3)}},
               f, i / f.shape.out, i % f.shape.out, limit,
               fmt::format("pupil {} filter {}", number, i));
  }
}

void student(Frame& frame, const model::Classroom& room, const Rect& rect, std::size_t number) {
  const model::Pupil& pupil = room.pupils[number];
  const bool looked = frame.view().learning.training.student == static_cast<int>(number);
  const float line = line_height(frame.fonts.body);
  const Rect head = rect.top(head_height(frame));
  if (looked) fill(frame, rect.shrunk(-frame.px(4)), frame.palette.accent_soft, frame.px(5));
  const std::string id = fmt::format("student {}", number);
  frame.registry.add({id, head.min, head.max, 0});
  if (press_area(id, head)) frame.learn(model::LookAtStudent{static_cast<int>(number)});
  const bool hovered = ImGui::IsItemHovered();
  fill(frame,
       {{head.min.x, head.min.y + line * 0.2f},
        {head.min.x + frame.px(4), head.min.y + line * 0.8f}},
       pupil_colour(frame.palette, number));
  const float across = head.width() - frame.px(9);
  const std::string name =
      longest_fitting(frame.fonts.small, across,
                      {pupil_name(pupil),
                       fmt::format("{}, {}", core::name_of(pupil.student), pupil.outcome.weights)});
  ImFont* font =
      text_width(frame.fonts.strong, name) <= across ? frame.fonts.strong : frame.fonts.small;
  text_within(frame, font, {head.min.x + frame.px(9), head.min.y + line / 2},
              hovered ? frame.palette.accent : frame.palette.text, name, across);
  const bool diverged = pupil.outcome.diverged_at && pupil.step >= *pupil.outcome.diverged_at;
  text_within(frame, frame.fonts.mono_small, {head.min.x, head.min.y + line * 1.5f},
              diverged ? frame.palette.warning : frame.palette.text, state_text(pupil),
              head.width());
  if (!frame.present())
    filters(frame, pupil,
            {{head.min.x, head.min.y + 2 * line + frame.px(2)}, {head.max.x, head.max.y}}, number);
  if (hovered && !frame.present())
    explain(frame, name,
            "Click to look at its gradient. The small pictures are its filters, at this step.");
  const int n = static_cast<int>(number);
  pictures(frame, room, rect.without_top(head.height() + frame.px(2)),
           {"result", lesson_key(model::LessonPicture::result, n), "less the target",
            lesson_key(model::LessonPicture::miss, n)});
}

}  // namespace

std::string pupil_name(const model::Pupil& pupil) {
  return fmt::format("{}, {} weights", core::name_of(pupil.student), pupil.outcome.weights);
}

ImU32 pupil_colour(const Palette& palette, std::size_t number) {
  // As the lines of model::loss_chart have them.
  const ImU32 colours[] = {palette.text, palette.warning, palette.accent, palette.cost_pointwise,
                           palette.text_quiet};
  return colours[std::min<std::size_t>(number, std::size(colours) - 1)];
}

void training_students(Frame& frame, const model::Classroom& room, const Rect& rect) {
  const int columns = static_cast<int>(room.pupils.size()) + 1;
  const float gap = frame.px(14);
  const Rect first = nth_column(rect, 0, columns, gap);
  const float line = line_height(frame.fonts.body);
  const float head = head_height(frame);
  const bool copies = room.look.training.task == model::Task::copy;
  text_within(frame, frame.fonts.strong, {first.min.x, first.min.y + line / 2}, frame.palette.text,
              copies ? room.target.name : "the picture", first.width());
  if (copies && room.out.channels > 1) {
    const Stepper output{.id = "training output",
                         .label = "y",
                         .value = room.channel,
                         .lowest = 0,
                         .highest = room.out.channels - 1,
                         .help = "The output whose pictures are shown."};
    const Rect at{{first.min.x, first.min.y + line + frame.px(4)},
                  {first.max.x, first.min.y + line + frame.px(4) + control_height(frame)}};
    if (const auto k = stepper(frame, at, output)) frame.learn(model::LookAtOutput{k->value});
  }
  pictures(frame, room, first.without_top(head + frame.px(2)),
           {copies ? fmt::format("target: y{}", room.channel) : "target",
            lesson_key(model::LessonPicture::target),
            copies ? "x"
                   : (room.look.training.task == model::Task::mosaic ? "x: its Bayer dots, enlarged"
                                                                     : "x: with noise"),
            lesson_key(model::LessonPicture::input)});
  for (std::size_t i = 0; i < room.pupils.size(); ++i)
    student(frame, room, nth_column(rect, static_cast<int>(i) + 1, columns, gap), i);
}

}  // namespace twofold::ui::inline learning
