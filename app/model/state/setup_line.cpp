#include "app/model/state/setup_line.h"

#include <fmt/format.h>

#include <limits>

#include "app/model/state/number_text.h"
#include "app/model/state/setup_details.h"
#include "core/chain/blocks.h"
#include "core/chain/conventions.h"
#include "core/check.h"

namespace twofold::model::inline state {
namespace {

constexpr const char* kExample = "try: citrus m2 k3 s1 o8 seed7";

std::string pair_text(core::Extent e) {
  return e.height == e.width ? fmt::format("{}", e.height)
                             : fmt::format("{}x{}", e.height, e.width);
}

bool read_count(std::string_view text, int most, int& count) {
  int read = 0;
  if (!read_number(text, read) || read < 1 || read > most) return false;
  count = read;
  return true;
}

/// "3" or "3x5", each from 1 to `most`.
bool read_pair(std::string_view text, int most, core::Extent& pair) {
  const std::size_t cross = text.find('x');
  core::Extent read;
  if (!read_count(text.substr(0, cross), most, read.height)) return false;
  read.width = read.height;
  if (cross != std::string_view::npos && !read_count(text.substr(cross + 1), most, read.width))
    return false;
  pair = read;
  return true;
}

/// A setting that is letters and a number, such as m2 or k3x5.
struct Setting {
  std::string_view letters;
  const char* wants;  ///< ends the sentence of an error
  bool (*read)(std::string_view number, Document& document);
};

constexpr Setting kSettings[] = {
    {"seed", "the seed is a whole number",
     [](std::string_view n, Document& d) { return read_number(n, d.bank.seed); }},
    {"side", "the longest side is a whole number of pixels",
     [](std::string_view n, Document& d) {
       return read_count(n, std::numeric_limits<int>::max(), d.longest_side);
     }},
    {"t", "the expansion is a whole number from 1 to 4096",
     [](std::string_view n, Document& d) {
       return read_count(n, core::kMaxMultiplier, d.block.expansion);
     }},
    {"g", "the groups are a whole number from 1 to 4096",
     [](std::string_view n, Document& d) {
       return read_count(n, core::kMaxChannels, d.block.groups);
     }},
    {"c", "the channels made of the picture are a whole number from 1 to 4096",
     [](std::string_view n, Document& d) {
       d.source = InputSource::made;
       d.noise = {1, 1, 1, 1};
       return read_count(n, core::kMaxChannels, d.noise.channels);
     }},
    {"m", "the multiplier is a whole number from 1 to 4096",
     [](std::string_view n, Document& d) {
       return read_count(n, core::kMaxMultiplier, d.layer.channel_multiplier);
     }},
    {"o", "the outputs are a whole number from 1 to 4096",
     [](std::string_view n, Document& d) {
       return read_count(n, core::kMaxChannels, d.layer.out_channels);
     }},
    {"k", "a kernel is like 3 or 3x5, each side from 1 to 4096",
     [](std::string_view n, Document& d) {
       return read_pair(n, core::kMaxKernel, d.layer.kernel);
     }},
    {"s", "strides are like 2 or 2x1, each from 1 to 4096",
     [](std::string_view n, Document& d) {
       return read_pair(n, core::kMaxStride, d.layer.strides);
     }},
    {"d", "dilations are like 2 or 2x1, each from 1 to 4096",
     [](std::string_view n, Document& d) {
       return read_pair(n, core::kMaxDilation, d.layer.dilations);
     }},
};

/// The setting whose letters and a digit the word begins with; null if none.
const Setting* setting_of(std::string_view word) {
  for (const Setting& setting : kSettings) {
    const std::size_t length = setting.letters.size();
    if (word.starts_with(setting.letters) && word.size() > length && word[length] >= '0' &&
        word[length] <= '9')
      return &setting;
  }
  return nullptr;
}

bool read_mix(std::string_view name, MixPreset& mix) {
  for (const MixPresetRow& row : mix_presets()) {
    if (row.name != name) continue;
    mix = row.preset;
    return true;
  }
  return false;
}

/// Before the name of a block: "block-convnext".
constexpr std::string_view kBlockWord = "block-";

/// Before the zeros of each side: "pads1,1,0,0".
constexpr std::string_view kPadsWord = "pads";

/// "1,1,0,0": top, bottom, left, right.
bool read_pads(std::string_view text, core::Pads& pads) {
  for (int* side : {&pads.top, &pads.bottom, &pads.left, &pads.right}) {
    const std::size_t comma = text.find(',');
    if ((comma == std::string_view::npos) != (side == &pads.right)) return false;
    if (!read_number(text.substr(0, comma), *side) || *side < 0 || *side > core::kMaxKernel)
      return false;
    if (comma != std::string_view::npos) text.remove_prefix(comma + 1);
  }
  return true;
}

std::string zeros_text(const Zeros& zeros) {
  std::string text;
  if (zeros.convention != Zeros{}.convention) text += " " + zeros.convention;
  if (const auto& p = zeros.typed)
    text += fmt::format(" {}{},{},{},{}", kPadsWord, p->top, p->bottom, p->left, p->right);
  return text;
}

/// The words of a block; none where there is nothing around the layer.
std::string block_text(const Document& document) {
  const core::Block* block = core::find_block(document.block.name);
  if (!block || document.block.name == BlockChoice{}.name) return {};
  std::string text = fmt::format(" {}{}", kBlockWord, block->name);
  if (block->expansion > 0) text += fmt::format(" t{}", document.block.expansion);
  if (block->takes_groups) text += fmt::format(" g{}", document.block.groups);
  return text;
}

/// The words of a line about the block's stages; empty where there are none.
struct BlockNumbers {
  std::string_view expansion;
  std::string_view groups;
};

/// Gives the block the expansion that it was published with, unless another is said. A sentence, or
/// empty: what is said of a block that has nothing of the kind would be kept without a word.
std::string fit_block(const BlockNumbers& said, BlockChoice& choice) {
  const core::Block& block = *core::find_block(choice.name);
  if (!said.expansion.empty() && block.expansion == 0)
    return fmt::format("\"{}\" cannot be: the block {} does not widen", said.expansion, block.name);
  if (!said.groups.empty() && !block.takes_groups)
    return fmt::format("\"{}\" cannot be: the block {} has no groups", said.groups, block.name);
  if (said.expansion.empty()) choice.expansion = std::max(block.expansion, 1);
  return {};
}

/// Words that stand for themselves.
bool read_word(std::string_view word, Document& document) {
  if (word == "valid") {
    document.layer.padding = core::Padding::valid;
  } else if (word == "same") {
    document.layer.padding = core::Padding::same;
  } else if (const core::Convention* convention = core::find_convention(word)) {
    document.zeros.convention = convention->name;
  } else if (word.starts_with(kPadsWord)) {
    core::Pads pads;
    if (!read_pads(word.substr(kPadsWord.size()), pads)) return false;
    document.zeros.typed = pads;
  } else if (word == "grey") {
    document.grey = true;
  } else if (word == "full") {
    document.longest_side = 0;
  } else if (word == "no-depthwise") {
    document.bypass.depthwise = true;
  } else if (word == "no-pointwise") {
    document.bypass.pointwise = true;
  } else if (word.starts_with(kBlockWord) && core::find_block(word.substr(kBlockWord.size()))) {
    document.block.name = word.substr(kBlockWord.size());
  } else if (const auto filters = filter_word(word)) {
    take_filters(document.bank, *filters);
  } else {
    return false;
  }
  return true;
}

/// A word of a line, and whether it stood in quotes: then it is a picture's name.
struct Word {
  std::string text;
  bool quoted = false;
};

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// Reads a quoted word from `at`, the place after its first quote; a backslash takes the next
/// character as it is.
Word quoted_word(std::string_view line, std::size_t& at) {
  Word word{"", true};
  for (; at < line.size() && line[at] != '"'; ++at) {
    if (line[at] == '\\' && at + 1 < line.size()) ++at;
    word.text.push_back(line[at]);
  }
  if (at < line.size()) ++at;
  return word;
}

std::vector<Word> words_of(std::string_view line) {
  std::vector<Word> words;
  std::size_t at = 0;
  while (at < line.size()) {
    if (is_space(line[at])) {
      ++at;
    } else if (line[at] == '"') {
      words.push_back(quoted_word(line, ++at));
    } else {
      const std::size_t first = at;
      while (at < line.size() && !is_space(line[at])) ++at;
      words.push_back({std::string(line.substr(first, at - first)), false});
    }
  }
  return words;
}

/// The name as it is read back: in quotes where it would be taken for something else.
std::string picture_word(const std::string& name) {
  Document ignored;
  bool plain = !name.empty() && read_detail(name, ignored.bank) == DetailRead::not_one &&
               name.front() != '"' && !setting_of(name) && !name.starts_with("mix-") &&
               !read_word(name, ignored);
  for (const char c : name) plain = plain && !is_space(c);
  if (plain) return name;
  std::string quoted = "\"";
  for (const char c : name) {
    if (c == '"' || c == '\\') quoted.push_back('\\');
    quoted.push_back(c);
  }
  return quoted + '"';
}

std::string filters_text(const FilterBank& bank) {
  std::string text;
  FilterWord word{bank.origin, bank.preset};
  if (bank.origin == FilterOrigin::loaded) word = {};
  if (word.origin != FilterOrigin::hand_made) text += fmt::format(" {}", filter_word_of(bank));
  if (bank.mix == mix_of(word)) return text;
  for (const MixPresetRow& row : mix_presets())
    if (row.preset == bank.mix) text += fmt::format(" mix-{}", row.name);
  return text;
}

}  // namespace

std::string setup_line(const Document& document) {
  const core::Layer& layer = document.layer;
  std::string line = document.batch.empty() ? "noise" : picture_word(document.batch.front().name);
  if (document.source == InputSource::made) line += fmt::format(" c{}", document.noise.channels);
  line += fmt::format(" m{} k{} s{} o{}", layer.channel_multiplier, pair_text(layer.kernel),
                      pair_text(layer.strides), layer.out_channels);
  if (layer.dilations != core::Extent{1, 1})
    line += fmt::format(" d{}", pair_text(layer.dilations));
  if (layer.padding == core::Padding::valid) line += " valid";
  line += zeros_text(document.zeros);
  line += block_text(document);
  line += fmt::format(" seed{}", document.bank.seed);
  line += filters_text(document.bank);
  if (document.grey) line += " grey";
  if (document.longest_side == 0) line += " full";
  if (document.longest_side != 0 && document.longest_side != kWorkingSide)
    line += fmt::format(" side{}", document.longest_side);
  if (document.bypass.depthwise) line += " no-depthwise";
  if (document.bypass.pointwise) line += " no-pointwise";
  line += details_text(document.bank);
  return line;
}

bool setup_line_is_complete(const Document& document) {
  const BlockChoice& block = document.block;
  const bool is_named =
      document.source == InputSource::pictures || document.source == InputSource::made;
  return document.bank.expansion.empty() && block.after.empty() && block.values.empty() &&
         block.bits.empty() && document.bank.origin != FilterOrigin::loaded && is_named &&
         document.batch.size() == 1;
}

std::variant<SetUp, std::string> parse_setup(std::string_view line, const Document& base) {
  const std::vector<Word> words = words_of(line);
  if (words.empty()) return fmt::format("the set-up line is empty; {}", kExample);
  SetUp setup;
  setup.document = opening_document({});
  setup.document.batch = base.batch;
  std::optional<MixPreset> mix;
  FilterBank details;  // over the filters' rule, wherever in the line that stands
  BlockNumbers said;   // likewise
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto& [word, quoted] = words[i];
    const Setting* setting = quoted ? nullptr : setting_of(word);
    if (setting) {
      if (setting->letters == "t") said.expansion = word;
      if (setting->letters == "g") said.groups = word;
      if (setting->read(std::string_view(word).substr(setting->letters.size()), setup.document))
        continue;
      return fmt::format("\"{}\" cannot be: {}", word, setting->wants);
    }
    if (!quoted && word.starts_with("mix-")) {
      if (read_mix(std::string_view(word).substr(4), mix.emplace())) continue;
      return fmt::format("\"{}\" is no mix; try mix-identity, mix-swap_red_blue or mix-grey", word);
    }
    if (!quoted && read_word(word, setup.document)) continue;
    const DetailRead detail = quoted ? DetailRead::not_one : read_detail(word, details);
    if (detail == DetailRead::done) continue;
    if (detail == DetailRead::cannot_be)
      return fmt::format("\"{}\" cannot be: try D0,0=sobel_x, w0,0,1=0.5, b0=0.1 or after-relu",
                         word);
    if (i > 0) return fmt::format("\"{}\" is not part of a set-up; {}", word, kExample);
    setup.picture = word;
  }
  if (std::string wrong = fit_block(said, setup.document.block); !wrong.empty()) return wrong;
  FilterBank& bank = setup.document.bank;
  if (mix) bank.mix = *mix;
  bank.kernels = std::move(details.kernels);
  bank.weights = std::move(details.weights);
  bank.bias = std::move(details.bias);
  bank.activation = details.activation;
  settle_zeros(setup.document);
  return setup;
}

}  // namespace twofold::model::inline state
