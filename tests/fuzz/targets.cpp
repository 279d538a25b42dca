#include "tests/fuzz/targets.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>

namespace twofold::fuzz {

std::span<const Target> targets() {
  using Bytes = std::string_view;
  static constexpr std::array kTargets{
      Target{"png", [](Bytes b) { picture("png", b); }},
      Target{"jpeg", [](Bytes b) { picture("jpeg", b); }},
      Target{"webp", [](Bytes b) { picture("webp", b); }},
      Target{"heic", [](Bytes b) { picture("heic", b); }},
      Target{"avif", [](Bytes b) { picture("avif", b); }},
      Target{"gif", [](Bytes b) { picture("gif", b); }},
      Target{"bmp", [](Bytes b) { picture("bmp", b); }},
      Target{"psd", [](Bytes b) { picture("psd", b); }},
      Target{"pnm", [](Bytes b) { picture("pnm", b); }},
      Target{"tga", [](Bytes b) { picture("tga", b); }},
      // Of no format, or of one that is known and not read.
      Target{"other", [](Bytes b) { picture("", b); }},
      Target{"npy", npy},
      Target{"case", evaluation_case},
      Target{"document", document},
      Target{"recording", recording},
      Target{"settings", settings},
      Target{"workloads", workloads},
      Target{"path_text", path_text},
      Target{"setup_line", setup_line},
      Target{"command_line", command_line},
  };
  return kTargets;
}

const Target* target_named(std::string_view name) {
  const std::span<const Target> all = targets();
  const auto at = std::find_if(all.begin(), all.end(),
                               [&](const Target& target) { return target.name == name; });
  return at == all.end() ? nullptr : &*at;
}

void promise(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "BROKEN PROMISE: %s\n", what);
  std::abort();
}

}  // namespace twofold::fuzz
