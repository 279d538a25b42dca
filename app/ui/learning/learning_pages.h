// The pages about learning; each draws itself into the room below the tabs.
#pragma once

#include "app/model/learning/learner.h"
#include "app/ui/frame/frame.h"

namespace twofold::ui::inline learning {

/// What a separable convolution can keep of a standard kernel: the kernel, its singular values, the
/// best filters, and what they do to the picture.
void lost_page(Frame& frame, const Rect& room);

/// Students side by side, learning from the picture.
void training_page(Frame& frame, const Rect& room);

/// Parts of the page "What is lost".
void lost_kernel(Frame& frame, const model::Lost& lost, const Rect& room);
void lost_curves(Frame& frame, const model::Lost& lost, const Rect& room);
void lost_filters(Frame& frame, const model::Lost& lost, const Rect& room);
void lost_effect(Frame& frame, const model::Lost& lost, const Rect& room);

/// What people confuse, in two lines each; returns nothing drawn where there is no room.
void lost_notes(Frame& frame, const Rect& room);
float lost_notes_height(const Frame& frame);

}  // namespace twofold::ui::inline learning
