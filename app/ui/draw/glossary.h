// What words on the screen mean: a student points at a word and is told. One table; names of
// channels, shapes and places are read.
#pragma once

#include <string>
#include <string_view>

namespace twofold::ui::inline draw {

struct Meaning {
  std::string title;
  std::string sentence;  ///< empty: the words speak for themselves
  bool is_number = false;
};

/// What a word, or a term within a sentence, means.
Meaning meaning_of(std::string_view words);

/// What a control means that says nothing itself, by its name in the registry.
Meaning meaning_of_control(std::string_view name);

/// Whether a thing of that name is a picture of a channel, the photograph or the result.
bool is_picture(std::string_view name);

}  // namespace twofold::ui::inline draw
