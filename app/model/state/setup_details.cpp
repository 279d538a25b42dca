#include "app/model/state/setup_details.h"

#include <fmt/format.h>

#include <cmath>
#include <vector>

#include "app/model/state/number_text.h"
#include "core/activation.h"
#include "core/check.h"

namespace twofold::model::inline state {
namespace {

/// Numbers with commas between them.
template <class Number>
std::optional<std::vector<Number>> numbers(std::string_view text) {
  std::vector<Number> all;
  for (;;) {
    const std::size_t comma = text.find(',');
    if (!read_number(text.substr(0, comma), all.emplace_back())) return std::nullopt;
    if (comma == std::string_view::npos) return all;
    text.remove_prefix(comma + 1);
  }
}

/// Indices from 0 on, as many as there are limits, each below its own.
std::optional<std::vector<int>> indices(std::string_view text, std::initializer_list<int> below) {
  auto all = numbers<int>(text);
  if (!all || all->size() != below.size()) return std::nullopt;
  std::size_t i = 0;
  for (const int limit : below) {
    const int index = (*all)[i++];
    if (index < 0 || index >= limit) return std::nullopt;
  }
  return all;
}

std::string choice_text(const KernelChoice& choice) {
  if (!choice.typed) return std::string(core::row_of(choice.preset).name);
  return fmt::format("{}x{}:{}", choice.typed->size.height, choice.typed->size.width,
                     fmt::join(choice.typed->values, ","));
}

/// "3x3:1,0,-1,..." as cells.
std::optional<core::Kernel> read_cells(std::string_view text) {
  const std::size_t cross = text.find('x');
  const std::size_t colon = text.find(':');
  if (cross == std::string_view::npos || colon == std::string_view::npos || cross > colon)
    return std::nullopt;
  core::Kernel kernel;
  const bool sizes = read_number(text.substr(0, cross), kernel.size.height) &&
                     read_number(text.substr(cross + 1, colon - cross - 1), kernel.size.width);
  if (!sizes || kernel.size.height < 1 || kernel.size.height > core::kMaxKernel ||
      kernel.size.width < 1 || kernel.size.width > core::kMaxKernel)
    return std::nullopt;
  auto cells = numbers<float>(text.substr(colon + 1));
  if (!cells || static_cast<std::int64_t>(cells->size()) !=
                    static_cast<std::int64_t>(kernel.size.height) * kernel.size.width)
    return std::nullopt;
  for (const float cell : *cells)
    if (!std::isfinite(cell)) return std::nullopt;
  kernel.values = std::move(*cells);
  return kernel;
}

bool read_kernel(std::string_view at, std::string_view what, FilterBank& bank) {
  const auto qr = indices(at, {core::kMaxChannels, core::kMaxMultiplier});
  if (!qr) return false;
  KernelChoice choice;
  if (auto cells = read_cells(what)) {
    choice.typed = std::move(cells);
  } else {
    const auto preset = core::kernel_preset(what);
    if (!preset) return false;
    choice.preset = *preset;
  }
  bank.kernels[{(*qr)[0], (*qr)[1]}] = std::move(choice);
  return true;
}

bool read_finite(std::string_view text, float& value) {
  return read_number(text, value) && std::isfinite(value);
}

bool read_weight(std::string_view at, std::string_view what, FilterBank& bank) {
  const auto qrk = indices(at, {core::kMaxChannels, core::kMaxMultiplier, core::kMaxChannels});
  float value = 0;
  if (!qrk || !read_finite(what, value)) return false;
  bank.weights[{(*qrk)[0], (*qrk)[1], (*qrk)[2]}] = value;
  return true;
}

bool read_bias(std::string_view at, std::string_view what, FilterBank& bank) {
  const auto k = indices(at, {core::kMaxChannels});
  float value = 0;
  if (!k || !read_finite(what, value)) return false;
  bank.bias[(*k)[0]] = value;
  return true;
}

bool read_activation(std::string_view name, FilterBank& bank) {
  for (const core::ActivationNames& row : core::kActivations) {
    if (row.word != name) continue;
    bank.activation = row.activation;
    return true;
  }
  return false;
}

/// A letter, a digit and a '=' somewhere: a name that looks so stands in quotes.
bool assigns(std::string_view word, char letter) {
  return word.size() > 2 && word[0] == letter && word[1] >= '0' && word[1] <= '9' &&
         word.find('=') != std::string_view::npos;
}

}  // namespace

std::string details_text(const FilterBank& bank) {
  std::string text;
  for (const auto& [key, choice] : bank.kernels)
    text += fmt::format(" D{},{}={}", key.first, key.second, choice_text(choice));
  for (const auto& [key, value] : bank.weights)
    text += fmt::format(" w{},{},{}={}", key[0], key[1], key[2], value);
  for (const auto& [k, value] : bank.bias) text += fmt::format(" b{}={}", k, value);
  for (const core::ActivationNames& row : core::kActivations)
    if (row.activation == bank.activation && bank.activation != core::Activation::none)
      text += fmt::format(" after-{}", row.word);
  return text;
}

DetailRead read_detail(std::string_view word, FilterBank& bank) {
  const auto verdict = [](bool read) { return read ? DetailRead::done : DetailRead::cannot_be; };
  if (word.starts_with("after-")) return verdict(read_activation(word.substr(6), bank));
  const std::size_t equals = word.find('=');
  std::string_view at = word.substr(0, equals);
  if (!at.empty()) at.remove_prefix(1);
  if (assigns(word, 'D')) return verdict(read_kernel(at, word.substr(equals + 1), bank));
  if (assigns(word, 'w')) return verdict(read_weight(at, word.substr(equals + 1), bank));
  if (assigns(word, 'b')) return verdict(read_bias(at, word.substr(equals + 1), bank));
  return DetailRead::not_one;
}

}  // namespace twofold::model::inline state
