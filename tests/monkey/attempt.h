// A list of events in a process of its own, so that whatever it ends in ends only that.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "tests/monkey/event.h"

namespace twofold::tests {

/// What came of running something in a process of its own.
struct Attempt {
  bool failed = false;
  std::string why;            ///< what did not hold, or which signal ended it
  std::vector<Event> events;  ///< all that happened, in order, the last included
};

/// Called for every event before it happens.
using Tell = std::function<void(const Event&)>;
/// Does something with a window, telling each event first; empty, or what does not hold.
using Deed = std::function<std::string(const Tell&)>;

/// Runs a deed in a new process, in a new working folder; ends it after `seconds`.
Attempt attempt(const Deed& deed, int seconds);

/// The events without those that are not needed to fail, by trying: at most `tries` runs of
/// `replay`.
std::vector<Event> shrunk(std::vector<Event> events,
                          const std::function<bool(const std::vector<Event>&)>& fails, int tries);

}  // namespace twofold::tests
