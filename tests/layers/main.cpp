// Random layers, fast against reference: twofold_layers [COUNT [FIRST]]
//
// Tries the trials FIRST, FIRST + 1 ... (10,000 from 0 if nothing is said), prints each that has a
// fault with the least layer that has one too, and how many there were. Trial N is the same on
// every machine with the same instruction sets.
#include <fmt/format.h>

#include <charconv>
#include <cstdio>
#include <string_view>

#include "tests/layers/trial.h"

namespace {

bool read_number(std::string_view text, std::uint64_t& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size();
}

}  // namespace

int main(int argc, char** argv) {
  using namespace twofold::layers;
  std::uint64_t count = 10'000;
  std::uint64_t first = 0;
  if ((argc > 1 && !read_number(argv[1], count)) || (argc > 2 && !read_number(argv[2], first))) {
    fmt::print(stderr, "twofold_layers [COUNT [FIRST]]\n");
    return 2;
  }
  int faults = 0;
  for (std::uint64_t n = first; n < first + count; ++n) {
    const Trial t = trial(n);
    const auto why = fault(t);
    if (!why) continue;
    ++faults;
    fmt::print("{}: {}\n  {}\n", n, t.text(), *why);
    const Trial small = least(t);
    std::fflush(stdout);
    fmt::print("  the least: {}\n  {}\n", small.text(), *fault(small));
  }
  fmt::print("{} layers from {} on, {} with a fault\n", count, first, faults);
  return faults == 0 ? 0 : 1;
}
