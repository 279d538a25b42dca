#include "tests/monkey/event.h"

#include <fmt/format.h>

#include <array>
#include <sstream>
#include <string_view>

namespace twofold::tests {
namespace {

constexpr std::array<std::string_view, 11> kWords{"nothing", "move",   "press",  "release",
                                                  "wheel",   "key",    "letter", "type",
                                                  "drop",    "resize", "rest"};

}  // namespace

std::string line_of(const Event& event) {
  return fmt::format("{} {} {} {} {}{}{}- {}", kWords[static_cast<std::size_t>(event.kind)],
                     event.x, event.y, event.number, event.ctrl ? "c" : "", event.shift ? "s" : "",
                     event.alt ? "a" : "", event.text);
}

std::optional<Event> event_of(const std::string& line) {
  std::istringstream in(line);
  std::string word;
  std::string modifiers;
  Event event;
  if (!(in >> word >> event.x >> event.y >> event.number >> modifiers)) return std::nullopt;
  in.get();
  std::getline(in, event.text);
  for (std::size_t kind = 0; kind < kWords.size(); ++kind) {
    if (kWords[kind] != word) continue;
    event.kind = static_cast<Event::Kind>(kind);
    event.ctrl = modifiers.find('c') != std::string::npos;
    event.shift = modifiers.find('s') != std::string::npos;
    event.alt = modifiers.find('a') != std::string::npos;
    return event;
  }
  return std::nullopt;
}

std::string lines_of(const std::vector<Event>& events) {
  std::string lines;
  for (const Event& event : events) lines += line_of(event) + "\n";
  return lines;
}

}  // namespace twofold::tests
