#include "app/model/session/look_words.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <utility>
#include <vector>

#include "app/model/steps/place.h"

namespace twofold::model::inline session {
namespace {

template <class Value, std::size_t n>
using Named = std::array<std::pair<std::string_view, Value>, n>;

constexpr Named<OperationView, 3> kOperations{{{"regular", OperationView::regular},
                                               {"depthwise", OperationView::depthwise},
                                               {"separable", OperationView::separable}}};
constexpr Named<CostPage, 7> kCostPages{{{"counts", CostPage::counts},
                                         {"curves", CostPage::curves},
                                         {"time", CostPage::time},
                                         {"networks", CostPage::networks},
                                         {"detector", CostPage::detector},
                                         {"groups", CostPage::groups},
                                         {"bits", CostPage::bits}}};
constexpr Named<LearningPage, 2> kLearningPages{
    {{"lost", LearningPage::lost}, {"training", LearningPage::training}}};

template <class Value, std::size_t n>
std::optional<Value> named(const Named<Value, n>& all, std::string_view name) {
  for (const auto& [word, value] : all)
    if (word == name) return value;
  return std::nullopt;
}

template <class Value, std::size_t n>
std::string_view name_of(const Named<Value, n>& all, Value value) {
  for (const auto& [word, of] : all)
    if (of == value) return word;
  return {};
}

std::vector<std::string_view> split(std::string_view text, char at) {
  std::vector<std::string_view> parts;
  for (std::size_t end = 0; end != std::string_view::npos;) {
    end = text.find(at);
    parts.push_back(text.substr(0, end));
    if (end != std::string_view::npos) text.remove_prefix(end + 1);
  }
  return parts;
}

bool read_whole(std::string_view text, int& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() && number >= 0;
}

/// A number as look_words writes it: digits, perhaps a point and more digits.
bool read_decimal(std::string_view text, double& number) {
  const auto point = std::min(text.find('.'), text.size());
  int whole = 0;
  if (!read_whole(text.substr(0, point), whole)) return false;
  number = whole;
  double place = 1;
  for (const char digit : text.substr(std::min(point + 1, text.size()))) {
    if (digit < '0' || digit > '9') return false;
    number += (digit - '0') * (place /= 10);
  }
  return true;
}

// Each reads what stands behind the = of a word.

bool read_pin(std::string_view text, const core::Chain& list, Edits& edits) {
  const auto parts = split(text, ',');
  const auto result = result_named(list, parts.front());
  Place place;
  if (parts.size() != 4 || !result || !read_whole(parts[1], place.row) ||
      !read_whole(parts[2], place.column) || !read_whole(parts[3], place.channel))
    return false;
  place.result = *result;
  edits.looks.emplace_back(SetPin{place});
  return true;
}

bool read_seen(std::string_view text, const core::Chain&, Edits& edits) {
  const auto parts = split(text, ',');
  Viewport v;
  if (parts.size() != 3 || !read_decimal(parts[0], v.centre_x) ||
      !read_decimal(parts[1], v.centre_y) || !read_decimal(parts[2], v.zoom) || v.zoom < 1)
    return false;
  v = model::clamped(v);
  if (v.zoom == 1) return true;
  // The point that stays where it is while the whole is magnified to this part of it.
  const auto fixed = [&](double centre) { return (centre - 0.5 / v.zoom) / (1 - 1 / v.zoom); };
  edits.looks.emplace_back(ZoomAbout{fixed(v.centre_x), fixed(v.centre_y), v.zoom});
  return true;
}

bool read_operation(std::string_view text, const core::Chain&, Edits& edits) {
  const auto operation = named(kOperations, text);
  if (operation) edits.looks.emplace_back(ShowOperation{*operation});
  return operation.has_value();
}

bool read_page(std::string_view text, const core::Chain&, Edits& edits) {
  if (const auto page = named(kCostPages, text)) {
    edits.looks.emplace_back(OpenCost{*page});
    return true;
  }
  const auto page = named(kLearningPages, text);
  if (page) edits.lessons.emplace_back(OpenLearning{*page});
  return page.has_value();
}

bool read_mode(std::string_view text, const core::Chain&, Edits& edits) {
  if (text == "present") edits.looks.emplace_back(Present{true});
  return text == "present";
}

struct LookWord {
  std::string_view begins;
  bool (*read)(std::string_view text, const core::Chain& list, Edits& edits);
  std::string_view wants;
};
constexpr std::array kLookWords{
    LookWord{"pin=", read_pin, "pin=STAGE,ROW,COLUMN,CHANNEL, such as pin=output,82,34,0"},
    LookWord{"seen=", read_seen, "seen=X,Y,ZOOM, such as seen=0.25,0.5,4"},
    LookWord{"as=", read_operation, "as=regular or as=depthwise"},
    LookWord{"page=", read_page, "page=counts, curves, time, networks, detector, lost or training"},
    LookWord{"mode=", read_mode, "mode=present"}};

const LookWord* look_word(std::string_view word) {
  for (const LookWord& known : kLookWords)
    if (word.starts_with(known.begins)) return &known;
  return nullptr;
}

std::string pin_word(const Place& pin, const core::Chain& list) {
  return fmt::format("pin={},{},{},{}", result_name(list, pin.result), pin.row, pin.column,
                     pin.channel);
}

}  // namespace

std::string moved_pin_word(const ViewState& view, const core::Chain& list) {
  return view.pin_was_dragged ? " " + pin_word(view.pin, list) : "";
}

std::string look_words(const ViewState& view, const core::Chain& list) {
  std::string words = pin_word(view.pin, list);
  const Viewport& v = view.viewport;
  if (v.zoom > 1)
    words += fmt::format(" seen={:.4f},{:.4f},{:.2f}", v.centre_x, v.centre_y, v.zoom);
  if (view.operation != OperationView::separable)
    words += fmt::format(" as={}", name_of(kOperations, view.operation));
  if (view.cost.open) words += fmt::format(" page={}", name_of(kCostPages, view.cost.page));
  if (view.learning.open)
    words += fmt::format(" page={}", name_of(kLearningPages, view.learning.page));
  if (view.present) words += " mode=present";
  return words;
}

PartedLine parted(std::string_view line) {
  constexpr std::string_view kSpace = " \t\r\n";
  PartedLine parts;
  for (;;) {
    line = line.substr(0, line.find_last_not_of(kSpace) + 1);
    const std::size_t begin = line.find_last_of(kSpace) + 1;  // 0 where there is none
    const std::string_view word = line.substr(begin);
    // A quote ends the name of a picture.
    if (!look_word(word) || word.find('"') != std::string_view::npos) break;
    parts.look = parts.look.empty() ? std::string(word) : fmt::format("{} {}", word, parts.look);
    line = line.substr(0, begin);
  }
  parts.set_up = line;
  return parts;
}

std::variant<Edits, std::string> edits_of_look(std::string_view words, const core::Chain& list) {
  Edits edits;
  edits.looks = {ShowOperation{OperationView::separable}, CloseCost{}, ShowWhole{}};
  edits.lessons = {CloseLearning{}};
  for (const std::string_view word : split(words, ' ')) {
    const LookWord* known = look_word(word);
    if (!known) return fmt::format("\"{}\" says nothing about what is looked at", word);
    if (!known->read(word.substr(known->begins.size()), list, edits))
      return fmt::format("\"{}\" is not understood; it is written {}", word, known->wants);
  }
  return edits;
}

}  // namespace twofold::model::inline session
