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

}  // namespace twofold::tests
