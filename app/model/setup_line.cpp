#include "app/model/setup_line.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "core/check.h"

namespace twofold::model {
namespace {

std::string pair_text(core::Extent e) {
  return e.height == e.width ? fmt::format("{}", e.height)
                             : fmt::format("{}x{}", e.height, e.width);
}

template <class Number>
bool read_number(std::string_view text, Number& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size();
}

/// "3" or "3x5", each from 1 to `most`.
bool read_pair(std::string_view text, int most, core::Extent& pair) {
  const std::size_t cross = text.find('x');
  core::Extent read;
  if (!read_number(text.substr(0, cross), read.height)) return false;
  read.width = read.height;
  if (cross != std::string_view::npos && !read_number(text.substr(cross + 1), read.width))
    return false;
  if (read.height < 1 || read.width < 1 || read.height > most || read.width > most) return false;
  pair = read;
  return true;
}

bool read_count(std::string_view text, int most, int& count) {
  int read = 0;
  if (!read_number(text, read) || read < 1 || read > most) return false;
  count = read;
  return true;
}

bool read_mix(std::string_view name, MixPreset& mix) {
  for (const MixPresetRow& row : mix_presets()) {
    if (row.name != name) continue;
    mix = row.preset;
    return true;
  }
  return false;
}

/// Words that stand for themselves.
bool read_word(std::string_view word, Document& document) {
  if (word == "valid")
    document.layer.padding = core::Padding::valid;
  else if (word == "same")
    document.layer.padding = core::Padding::same;
  else if (word == "grey")
    document.grey = true;
  else if (word == "full")
    document.longest_side = 0;
  else if (word == "no-depthwise")
    document.bypass.depthwise = true;
  else if (word == "no-pointwise")
    document.bypass.pointwise = true;
  else if (word.starts_with("mix-"))
    return read_mix(word.substr(4), document.bank.mix);
  else if (const auto filters = filter_word(word)) {
    document.bank.origin = filters->origin;
    document.bank.preset = filters->preset;
  } else
    return false;
  return true;
}

/// A letter and a number: m2, k3x3, o8, seed7.
bool read_setting(std::string_view word, Document& document) {
  core::Layer& layer = document.layer;
  if (word.starts_with("seed")) return read_number(word.substr(4), document.bank.seed);
  const std::string_view value = word.substr(1);
  switch (word.front()) {
    case 'm': return read_count(value, core::kMaxMultiplier, layer.channel_multiplier);
    case 'o': return read_count(value, core::kMaxChannels, layer.out_channels);
    case 'k': return read_pair(value, core::kMaxKernel, layer.kernel);
    case 's': return read_pair(value, core::kMaxStride, layer.strides);
    case 'd': return read_pair(value, core::kMaxDilation, layer.dilations);
    default: return false;
  }
}

std::vector<std::string> words_of(std::string_view line) {
  std::vector<std::string> words;
  std::string word;
  const auto finish = [&] {
    if (!word.empty()) words.push_back(std::exchange(word, {}));
  };
  for (const char c : line) {
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r')
      finish();
    else
      word.push_back(c);
  }
  finish();
  return words;
}

}  // namespace

std::string setup_line(const Document& document) {
  const core::Layer& layer = document.layer;
  std::string line = document.batch.empty() ? "noise" : document.batch.front().name;
  std::replace(line.begin(), line.end(), ' ', '_');
  line += fmt::format(" m{} k{} s{} o{}", layer.channel_multiplier, pair_text(layer.kernel),
                      pair_text(layer.strides), layer.out_channels);
  if (layer.dilations != core::Extent{1, 1})
    line += fmt::format(" d{}", pair_text(layer.dilations));
  if (layer.padding == core::Padding::valid) line += " valid";
  line += fmt::format(" seed{}", document.bank.seed);
  const FilterBank& bank = document.bank;
  if (bank.origin != FilterOrigin::hand_made && bank.origin != FilterOrigin::loaded)
    line += fmt::format(" {}", filter_word_of(bank));
  if (bank.mix != MixPreset::own)
    for (const MixPresetRow& row : mix_presets())
      if (row.preset == bank.mix) line += fmt::format(" mix-{}", row.name);
  if (document.grey) line += " grey";
  if (document.longest_side == 0) line += " full";
  if (document.bypass.depthwise) line += " no-depthwise";
  if (document.bypass.pointwise) line += " no-pointwise";
  return line;
}

bool setup_line_is_complete(const Document& document) {
  const FilterBank& bank = document.bank;
  return bank.kernels.empty() && bank.weights.empty() && bank.bias.empty() &&
         bank.activation == core::Activation::none && bank.origin != FilterOrigin::loaded &&
         document.source == InputSource::pictures && document.batch.size() == 1;
}

std::variant<SetUp, std::string> parse_setup(std::string_view line, const Document& base) {
  const std::vector<std::string> words = words_of(line);
  if (words.empty()) return std::string("the set-up line is empty; try: citrus m2 k3 s1 o8 seed7");
  SetUp setup;
  setup.document = opening_document({});
  setup.document.batch = base.batch;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    if (read_setting(word, setup.document) || read_word(word, setup.document)) continue;
    if (i == 0) {
      setup.picture = word;
      continue;
    }
    return fmt::format("\"{}\" is not part of a set-up; try: citrus m2 k3 s1 o8 seed7", word);
  }
  return setup;
}

}  // namespace twofold::model
