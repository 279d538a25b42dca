// What is wrong with the words of a frame: over each other, half on another thing, cut off, cut in
// a number.
#pragma once

#include <imgui.h>

#include <string>
#include <vector>

#include "app/ui/frame/registry.h"

namespace twofold::tests {

/// A line with name and place, for messages.
std::string place_of(const ui::Drawn& drawn);

/// Words over words, words half under another thing, words cut off at a side, words shortened in
/// the midst of a number, in a window of this size; empty if every word stands free and whole.
std::vector<std::string> word_faults(const ui::Registry& registry, ImVec2 window);

}  // namespace twofold::tests
