#include "app/io/document_parts.h"

#include <fmt/format.h>

#include "core/chain/blocks.h"
#include "core/chain/conventions.h"
#include "core/check.h"
#include "core/quantise.h"

namespace twofold::io {

void read_zeros(JsonFields& fields, model::Document& document) {
  model::Zeros& zeros = document.zeros;
  if (fields.has("pads")) {
    JsonFields pads(fields.object("pads"));
    const auto side = [&](const char* key) { return pads.whole(key, 0, core::kMaxKernel); };
    zeros.typed = core::Pads{side("top"), side("bottom"), side("left"), side("right")};
    fields.take_problem("pads", pads);
  }
  if (fields.has("convention")) {
    zeros.convention = fields.text("convention");
    if (!core::find_convention(zeros.convention) && !fields.problem())
      fields.refuse("convention", fmt::format("names no convention: \"{}\"", zeros.convention));
  }
  if (!fields.problem()) model::settle_zeros(document);
}

namespace {

constexpr int kMostStages = 64;

/// What is typed behind the stages.
void read_values(JsonFields& fields, model::BlockChoice& block) {
  read_list(fields, "after_values", [&](JsonFields& entry) {
    model::AfterValues& values = block.values[entry.whole("stage", 0, kMostStages)];
    values.epsilon = entry.number("epsilon");
    if (!(values.epsilon > 0)) entry.refuse("epsilon", "must be above 0");
    values.folded = entry.truth("folded");
    read_list(entry, "channels", [&](JsonFields& one) {
      model::ChannelAfter& typed = values.channels[one.whole("channel", 0, core::kMaxAxis)];
      typed = {one.number("bias"), one.number("scale"), one.number("shift"), one.number("mean"),
               one.number("variance")};
      if (typed.variance < 0) one.refuse("variance", "must not be below 0");
    });
  });
}

void read_bits(JsonFields& fields, model::BlockChoice& block) {
  read_list(fields, "bits", [&](JsonFields& entry) {
    core::WeightBits& kept = block.bits[entry.whole("stage", 0, kMostStages)];
    kept.bits = entry.whole("bits", core::kLeastBits, core::kMostBits);
    kept.scale_per_channel = entry.word("scales", {"tensor", "channel"}) == 1;
  });
}

}  // namespace

void read_block(JsonFields& fields, model::BlockChoice& block) {
  if (!fields.has("block")) return;
  block.name = fields.text("block");
  if (!core::find_block(block.name) && !fields.problem())
    fields.refuse("block", fmt::format("names no block: \"{}\"", block.name));
  block.expansion = fields.whole("expansion", 1, core::kMaxMultiplier);
  block.groups = fields.whole("groups", 1, core::kMaxChannels);
  if (fields.has("after_values")) read_values(fields, block);
  if (fields.has("bits")) read_bits(fields, block);
  if (!fields.has("after")) return;
  read_list(fields, "after", [&](JsonFields& entry) {
    core::AfterSum& after = block.after[entry.whole("stage", 0, kMostStages)];
    after.bias = entry.truth("bias");
    after.normalisation =
        read_word<core::Normalisation>(entry, "normalisation", words::normalisations());
    after.activation = read_word<core::Activation>(entry, "activation", words::activations());
  });
}

}  // namespace twofold::io
