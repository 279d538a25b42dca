// LAYER OPTIONS: the settings of a layer on the command line, the same for every command.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/io/result.h"
#include "app/model/state/document.h"
#include "core/check.h"
#include "core/shape.h"

namespace twofold::cli {

/// The options' texts, as CLI11 fills them in; empty for what was not given.
struct LayerTexts {
  std::string multiplier;
  std::string out_channels;
  std::string kernel;
  std::string strides;
  std::string dilations;
  std::string padding;
  std::string filters;
  std::string seed;
  std::vector<std::string> bypass;
  std::string block;
  std::string expansion;
  std::string groups;

  bool operator==(const LayerTexts&) const = default;
};

/// Adds --multiplier, --out-channels, --kernel, --strides, --dilations and --padding.
void add_size_options(CLI::App& command, LayerTexts& texts);

/// Adds those, --filters, --seed, --bypass, --block, --expansion and --groups.
void add_layer_options(CLI::App& command, LayerTexts& texts);

/// `layer` with what the texts say; whether it fits an input is for core::check to say.
io::Result<core::Layer> with_sizes(core::Layer layer, const LayerTexts& texts);

/// `document` with all that the texts say.
io::Result<model::Document> with_options(model::Document document, const LayerTexts& texts);

/// The first problem that core::check finds, in the words of the command line.
std::optional<io::Error> problem_of(const core::Layer& layer, const core::Shape& in);

/// The first of these problems in the words of the command line.
std::optional<io::Error> problem_of(const std::vector<core::Problem>& problems);

}  // namespace twofold::cli
