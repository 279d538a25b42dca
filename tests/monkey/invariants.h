// What has to hold after every frame, whatever was done.
#pragma once

#include <imgui.h>

#include <string>

#include "app/model/session/session.h"
#include "app/ui/frame/registry.h"

namespace twofold::tests {

/// Document, look and highlight fit each other. Empty, or a sentence about what does not hold.
std::string wrong_in_state(const model::Session& session);

/// What is pinned is what the reference gives there, and One value's sum is the same bits.
std::string wrong_at_pin(const model::Session& session);

/// Every place on the screen is a number, and nothing is inside out.
std::string wrong_in_layout(const ui::Registry& registry, const ImDrawData* frame);

/// In windows of the sizes that are in use (kWindowSizes), with letters as large as the window has
/// them, no word is over another, half on something else or cut off.
std::string wrong_with_words(const ui::Registry& registry, const model::ViewState& view,
                             ImVec2 window);

/// The sums that One value writes out are, digit by digit, what the reference gives for the places
/// it names; of the separable layer whose numbers were drawn, for picture `b` of its batch.
std::string wrong_on_screen(const ui::Registry& registry, const model::Evaluation& numbers, int b);

}  // namespace twofold::tests
