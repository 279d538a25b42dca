// A long lesson in simulated time: what is played, dragged and undone for an hour leaves nothing
// behind.
#pragma once

#include <string>

namespace twofold::tests {

/// Runs `minutes` of sixty frames a second in the working folder and prints ten lines of figures:
/// memory in use, time a frame. Empty, or what has grown.
std::string endure(int minutes);

}  // namespace twofold::tests
