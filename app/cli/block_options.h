// BLOCK OPTIONS: a block of convolutions on the command line, and what is counted of it.
#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>

#include "app/cli/layer_options.h"
#include "app/io/result.h"
#include "core/chain/blocks.h"
#include "core/chain/conventions.h"
#include "core/quantise.h"

namespace twofold::cli {

/// The options' texts, as CLI11 fills them in; empty for what was not given.
struct BlockTexts {
  std::string block;
  std::string expansion;
  std::string groups;
  std::string pads;
  std::string convention;
  std::string bits;
  std::string scales;
};

/// A block that can be computed.
struct BlockRequest {
  const core::Block* block = nullptr;
  core::Chain chain;
  core::Shape in;
  core::Layer layer;  ///< of its spatial stage: the standard convolution that it is compared with
  const core::Convention* convention = nullptr;  ///< null where none was asked for
  std::optional<core::WeightBits> quantised;
};

/// Adds --block, --expansion, --groups, --pads, --convention, --bits and --scales.
void add_block_options(CLI::App& command, BlockTexts& texts);

/// Whether any of them was given.
bool any_given(const BlockTexts& texts);

/// The block that the texts describe, on an input of shape `in`; without --block the separable one.
io::Result<BlockRequest> block_request(const BlockTexts& texts, const LayerTexts& layer,
                                       const core::Shape& in);

}  // namespace twofold::cli
