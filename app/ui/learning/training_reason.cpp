// Why the students end where they do, in two sentences above the page.
#include <fmt/format.h>

#include "app/ui/draw/numbers.h"
#include "app/ui/learning/training_parts.h"

namespace twofold::ui::inline learning {
namespace {

/// "6.6 %", or that it is not known yet: floors are found last.
std::string floor_of(const model::Classroom& room, int multiplier) {
  for (const model::Pupil& pupil : room.pupils) {
    if (pupil.student.multiplier != multiplier || pupil.outcome.floor <= 0) continue;
    constexpr double kRounding = 1e-9;
    return pupil.outcome.floor < kRounding ? "0 %"
                                           : fmt::format("{:.2g} %", 100 * pupil.outcome.floor);
  }
  return "\u2026";
}

std::string so_far(const model::Classroom& room) {
  if (room.pupils.empty() || room.pupils.front().step == 0) return "";
  return fmt::format(
      "Of what the standard student has learned at this step one pattern a channel makes {}, two "
      "make {}.",
      percent(room.patterns[0]), percent(room.patterns[1]));
}

}  // namespace

std::string training_reason(const model::Classroom& room, bool is_short) {
  const std::string learned = is_short ? "" : so_far(room);
  switch (room.look.training.task) {
    case model::Task::copy:
      if (room.teacher_rank == 1) {
        return fmt::format(
            "Copy {}: its {} slices a channel are one pattern, stronger or weaker, and m = 1 has "
            "one: it can make them all. {}",
            room.target.name, room.out.channels, learned);
      }
      return fmt::format(
          "Copy {}: its {} slices a channel are mixtures of {} patterns. m = 1 has one a channel, "
          "stronger or weaker, and can never leave less than {} (dashed), m = 2 than {}. {}",
          room.target.name, room.out.channels, room.teacher_rank, floor_of(room, 1),
          floor_of(room, 2), learned);
    case model::Task::mosaic:
      return fmt::format(
          "Undo the mosaic: a channel's dots are wanted in two ways. Its own colour fills the gaps "
          "between them; the other two take its fine detail, both nearly alike. m = 2 has these "
          "two "
          "patterns and can come down to {} (dashed), standard to {}; m = 1 has one for both and "
          "keeps colour fringes, never less than {}. {}",
          floor_of(room, 2), floor_of(room, 0), floor_of(room, 1), learned);
    case model::Task::denoise:
      return fmt::format(
          "Denoise: every colour is a mean of its neighbours, with a little of the other two, "
          "whose "
          "noise is another one. m = 1 can come down to {} (dashed), m = 2 to {}, standard to {}. "
          "{}",
          floor_of(room, 1), floor_of(room, 2), floor_of(room, 0), learned);
  }
  return {};
}

}  // namespace twofold::ui::inline learning
