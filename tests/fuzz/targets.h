// Everything that reads what comes from outside, by name: made-up bytes go in, and what comes out
// has to be whole, or one sentence. A broken promise ends the program, which is how a finding looks
// to libFuzzer.
#pragma once

#include <span>
#include <string_view>

namespace twofold::fuzz {

struct Target {
  std::string_view name;  ///< the folder of its corpus, and the file of its dictionary
  void (*run)(std::string_view bytes);
};

/// All of them.
std::span<const Target> targets();

/// Null if there is none of this name.
const Target* target_named(std::string_view name);

/// Ends the program, saying which promise was broken, unless it holds.
void promise(bool holds, const char* what);

/// A picture of the format with this file ending; bytes that are not of it are passed over.
void picture(std::string_view ending, std::string_view bytes);

void npy(std::string_view bytes);
void evaluation_case(std::string_view text);
void document(std::string_view text);
void recording(std::string_view text);
void settings(std::string_view text);
void workloads(std::string_view text);
void path_text(std::string_view bytes);
void setup_line(std::string_view line);
void command_line(std::string_view lines);

}  // namespace twofold::fuzz
