#include "app/ui/draw/glossary.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "app/ui/draw/glossary_words.h"

namespace twofold::ui::inline draw {
namespace {

bool is_letter(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }
bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

/// Whether `term` occurs in `words` as a word of its own.
bool contains(std::string_view words, std::string_view term) {
  for (std::size_t at = words.find(term); at != std::string_view::npos;
       at = words.find(term, at + 1)) {
    const std::size_t end = at + term.size();
    if ((at == 0 || !is_letter(words[at - 1])) && (end == words.size() || !is_letter(words[end])))
      return true;
  }
  return false;
}

/// "[1,211,320,3]" or "[85, 207]": how many numbers, all others being commas and spaces; else 0.
int numbers_in_brackets(std::string_view words) {
  if (words.size() < 3 || words.front() != '[' || words.back() != ']') return 0;
  const std::string_view inside = words.substr(1, words.size() - 2);
  const bool plain = std::all_of(inside.begin(), inside.end(),
                                 [](char c) { return is_digit(c) || c == ',' || c == ' '; });
  return plain ? static_cast<int>(std::count(inside.begin(), inside.end(), ',')) + 1 : 0;
}

/// Names of channels: "x0 R", "D1,0", "z2", "y0 at [85, 207]" ...
std::string_view channel_sentence(std::string_view words) {
  if (words.size() < 2 || !is_digit(words[1])) return {};
  switch (words[0]) {
    case 'x': return "An input channel, counted from 0, with its colour's letter where it has one.";
    case 'D': return "A filter of fold 1, D[:, :, q, r]: number r of those that channel q meets.";
    case 'W': return "A slice of a standard filter: it reads one input channel for one output.";
    case 'e': return "A channel that the expansion makes, counted from 0.";
    case 'z': return "An intermediate, counted from 0: what one filter makes of one channel.";
    case 'y': return "An output, counted from 0: a column of the mix, summed at every pixel.";
    default: return {};
  }
}

/// "i=85": an index of the formula with its value.
std::string_view index_sentence(std::string_view words) {
  const std::size_t equals = words.find('=');
  const auto row = std::find_if(kIndices.begin(), kIndices.end(), [&](const Row& r) {
    return r.words == words.substr(0, equals) && equals != std::string_view::npos;
  });
  return row == kIndices.end() ? std::string_view() : row->sentence;
}

/// Digits with a sign, a point, a unit of thousands ... and nothing else.
bool is_number(std::string_view words) {
  bool digit = false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const char c = words[i];
    digit = digit || is_digit(c);
    const bool sign = c == '.' || c == ',' || c == '-' || c == '=' || c == ' ' || c == '/' ||
                      (static_cast<unsigned char>(c) & 0x80) != 0;
    if (!is_digit(c) && !sign && std::string_view("eMk%").find(c) == std::string_view::npos)
      return false;
  }
  return digit;
}

std::string_view shape_sentence(std::string_view words) {
  // Of two shapes with an arrow between them, the first tells which kind it is.
  const std::size_t end = words.find(']');
  if (end == std::string_view::npos) return {};
  switch (numbers_in_brackets(words.substr(0, end + 1))) {
    case 2: return "A place: [row, column], counted from 0 at the top left.";
    case 4:
      return words.size() > end + 1 || words.substr(0, 5) == "[1,1,"
                 ? "The filters' shape, [kernel height, kernel width, channels in, filters for "
                   "each], and that of what they make, [batch, height, width, channels]."
                 : "A tensor's shape: [batch, height, width, channels].";
    default: return {};
  }
}

const Row* longest_term(std::string_view words) {
  const Row* best = nullptr;
  for (const Row& row : kTerms)
    if (contains(words, row.words) && (!best || row.words.size() > best->words.size())) best = &row;
  return best;
}

}  // namespace

Meaning meaning_of(std::string_view words) {
  while (!words.empty() && words.front() == ' ') words.remove_prefix(1);
  while (!words.empty() && words.back() == ' ') words.remove_suffix(1);
  const auto label = std::find_if(kLabels.begin(), kLabels.end(),
                                  [words](const Row& row) { return row.words == words; });
  if (label != kLabels.end()) return {std::string(words), std::string(label->sentence)};
  std::string_view sentence = channel_sentence(words);
  if (sentence.empty()) sentence = shape_sentence(words);
  if (sentence.empty()) sentence = index_sentence(words);
  if (!sentence.empty()) return {std::string(words), std::string(sentence)};
  if (const Row* term = longest_term(words))
    return {std::string(term->words), std::string(term->sentence)};
  if (words.starts_with("scale of ")) return meaning_of("scale");
  const std::size_t colon = words.find(": ");
  if (colon != std::string_view::npos && (words.starts_with("STAGE ") || colon == 1))
    return {std::string(words), meaning_of(words.substr(colon + 2)).sentence};
  if (words.ends_with(" more"))
    return {std::string(words), "Terms that have no room here; the sum has them all."};
  if (words.starts_with("x ") && words.size() == 3)
    return {std::string(words), "An input channel, by its colour's letter."};
  if (words.starts_with("slice "))
    return {std::string(words), "The part of a standard filter that reads this input channel."};
  if (words.find(" of ") != std::string_view::npos && is_digit(words[0]))
    return {std::string(words),
            "Multiply-adds that are done, of all that there are: taps in the padding, which the "
            "cost counts, are skipped."};
  if (words.find("products") != std::string_view::npos)
    return {std::string(words),
            "How many products enter the sum: one for each tap that is not in "
            "the padding."};
  if (is_number(words))
    return {
        std::string(words),
        "Rounded to what fits. The exact value stands where it is worked out, and in the loupe.",
        true};
  return {};
}

Meaning meaning_of_control(std::string_view name) {
  for (const ControlRow& row : kControls)
    if (name.starts_with(row.beginning)) return {std::string(row.title), std::string(row.sentence)};
  if (name.ends_with(".number"))
    return {"A number", "Click to type it; also larger ones than the slider has."};
  const bool cell = name.size() > 3 && is_digit(name[1]);
  if (cell && name[0] == 'P')
    return {std::string(name),
            "A weight of the mix, P[0, 0, t, k]: how much of intermediate t goes "
            "into output k. Drag it up or down, or double click to type."};
  if (cell && name[0] == 'D' && contains(name, "cell"))
    return {std::string(name),
            "A tap: one weight of this filter. Drag it up or down, or double click "
            "to type."};
  return {};
}

bool is_picture(std::string_view name) {
  if (name == "photograph" || name == "share" || name == "large" || name.starts_with("result"))
    return true;
  const bool one_letter =
      name.size() > 1 && std::string_view("xezy").find(name[0]) != std::string_view::npos;
  return one_letter && std::all_of(name.begin() + 1, name.end(), is_digit);
}

}  // namespace twofold::ui::inline draw
