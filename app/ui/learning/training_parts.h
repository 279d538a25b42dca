// The parts of the page "Training".
#pragma once

#include <string>

#include "app/model/learning/classroom.h"
#include "app/ui/frame/frame.h"

namespace twofold::ui::inline learning {

/// Why the students end where they do; `is_short` leaves out what the standard one has learned.
std::string training_reason(const model::Classroom& room, bool is_short);

/// Where the settings of a run end, in one line or two.
struct SettingsEnd {
  float bottom = 0;
  bool has_seed = false;  ///< false where the seed has no room at their end
};

/// Task, teacher, and how it is learned, from the line `rect` on.
SettingsEnd training_settings(Frame& frame, const Rect& rect);

/// The seed that all students begin from.
void training_seed(Frame& frame, const Rect& rect);
float training_seed_width(const Frame& frame);

/// Play, pause, one step on and back, and the run as a bar; plays on while it plays.
void training_transport(Frame& frame, const model::Classroom& room, const Rect& row);

/// The losses of all students over steps, multiply-adds or seconds; a press shows the step there.
void training_losses(Frame& frame, const model::Classroom& room, const Rect& rect);

/// Target and input, then every student: filters, result, difference, loss.
void training_students(Frame& frame, const model::Classroom& room, const Rect& rect);

/// What stands beside the losses, chosen by its tabs.
void training_side(Frame& frame, const model::Classroom& room, const Rect& rect);

/// The gradient of the student that is looked at, and of its pinned weight.
void training_gradients(Frame& frame, const model::Classroom& room, const Rect& rect);

/// "Can materially speed up training": what was counted here, and what others measured.
void training_sentence(Frame& frame, const model::Classroom& room, const Rect& rect);

/// Time of forward and backward of this layer here, and the memory that training must keep.
void training_cost(Frame& frame, const model::Classroom& room, const Rect& rect);

/// "m = 2, 168 weights"; and the colour of a student's line.
std::string pupil_name(const model::Pupil& pupil);
ImU32 pupil_colour(const Palette& palette, std::size_t number);

}  // namespace twofold::ui::inline learning
