#include "app/model/state/stages.h"

#include <algorithm>
#include <utility>

#include "core/chain/blocks.h"
#include "core/chain/collapse.h"
#include "core/equivalent.h"

namespace twofold::model::inline state {
namespace {

using core::Operation;

/// What follows the last sums of a separable, standard or grouped document.
core::AfterSum after_all(const Document& document) {
  return {!document.bank.bias.empty(), core::Normalisation::none, document.bank.activation};
}

/// Blocks that are one operation, and nothing around it but what the user has put there.
bool is_plain(const Document& document) {
  const std::string& name = document.block.name;
  return name == "separable" || name == "standard" || name == "grouped";
}

core::Chain with_user_after(core::Chain list, const Document& document) {
  for (const auto& [stage, after] : document.block.after)
    if (stage >= 0 && stage < static_cast<int>(list.stages.size()))
      list.stages[static_cast<std::size_t>(stage)].after = after;
  return list;
}

/// What is kept for a stage; null where nothing is.
template <class Value>
const Value* kept_for(const std::map<int, Value>& kept, int stage) {
  const auto found = kept.find(stage);
  return found == kept.end() ? nullptr : &found->second;
}

/// Whether a stage's normalisation is worked into its filter and bias.
bool is_folded(const Document& document, const core::Chain& as_set, int stage) {
  const AfterValues* values = kept_for(document.block.values, stage);
  return values && values->folded &&
         as_set.stages[static_cast<std::size_t>(stage)].after.normalisation ==
             core::Normalisation::channel;
}

/// Gamma and the others of `channels` channels, one of which is typed or not.
core::BatchStatistics statistics(const AfterValues& values, int channels) {
  const auto count = static_cast<std::size_t>(channels);
  core::BatchStatistics all{std::vector<float>(count, 0.0f), std::vector<float>(count, 1.0f),
                            std::vector<float>(count, 1.0f), std::vector<float>(count, 0.0f),
                            values.epsilon};
  for (const auto& [channel, typed] : values.channels) {
    const auto k = static_cast<std::size_t>(channel);
    if (channel < 0 || k >= count) continue;
    all.mean[k] = typed.mean;
    all.variance[k] = typed.variance;
    all.gamma[k] = typed.scale;
    all.beta[k] = typed.shift;
  }
  return all;
}

/// Builds the filters of a document's list, stage by stage.
class Builder {
 public:
  Builder(const Document& document, const LearnedFilters& learned, const core::Chain& list)
      : document_(document),
        learned_(learned),
        list_(list),
        as_set_(stages_as_set(document)),
        in_channels_(input_shape(document).channels),
        shapes_(core::result_shapes(list, input_shape(document))) {}

  core::Fold fold(int i) const {
    const core::Stage& stage = list_.stages[static_cast<std::size_t>(i)];
    core::Fold made;
    made.filter = filter(i, stage);
    if (as_set_.stages[static_cast<std::size_t>(i)].after.bias) made.bias = bias(i);
    made = normalised(i, std::move(made));
    if (const core::WeightBits* bits = kept_for(document_.block.bits, i))
      made.filter =
          core::quantised(std::move(made.filter), stage.operation == Operation::depthwise, *bits);
    return made;
  }

 private:
  std::vector<float> bias(int i) const {
    std::vector<float> bias(static_cast<std::size_t>(channels(i + 1)), 0.0f);
    const auto put = [&](int k, float value) {
      if (k >= 0 && k < channels(i + 1)) bias[static_cast<std::size_t>(k)] = value;
    };
    if (i + 1 == static_cast<int>(list_.stages.size())) {
      for (const auto& [k, value] : document_.bank.bias) put(k, value);
    } else if (const AfterValues* values = kept_for(document_.block.values, i)) {
      for (const auto& [k, typed] : values->channels) put(k, typed.bias);
    }
    return bias;
  }

  /// The fold with what the user typed of a normalisation, beside the filter or worked into it.
  core::Fold normalised(int i, core::Fold made) const {
    const core::Stage& as_set = as_set_.stages[static_cast<std::size_t>(i)];
    const AfterValues* values = kept_for(document_.block.values, i);
    if (!values || as_set.after.normalisation == core::Normalisation::none) return made;
    core::BatchStatistics typed = statistics(*values, channels(i + 1));
    if (as_set.after.normalisation == core::Normalisation::pixel) {
      // Mean and variance are the pixel's own; only scale and shift are left to be typed.
      typed.mean.assign(typed.mean.size(), 0.0f);
      typed.variance.assign(typed.variance.size(), 1.0f);
      typed.epsilon = 0;
    }
    made = core::normalised(std::move(made), typed);
    return is_folded(document_, as_set_, i) ? core::folded(as_set, std::move(made)) : made;
  }

  int channels(int result) const { return shapes_[static_cast<std::size_t>(result)].channels; }

  core::Filter filter(int i, const core::Stage& stage) const {
    switch (stage.operation) {
      case Operation::depthwise: return depthwise(stage);
      case Operation::pointwise: return i == last_mix(list_) ? mix(stage) : expansion(stage);
      case Operation::standard:
      case Operation::grouped: break;
    }
    return parted(stage);
  }

  core::Filter depthwise(const core::Stage& stage) const {
    const core::Layer& layer = stage.layer;
    core::Filter d(core::filter_shape(stage, channels(stage.reads)));
    for (int c = 0; c < d.shape.in; ++c) {
      const ChannelKey from = key_of(list_, stage.reads, c, in_channels_);
      for (int r = 0; r < d.shape.out; ++r)
        core::set_kernel(
            d, c, r,
            document_.bypass.depthwise
                ? core::make_kernel(core::KernelPreset::identity, layer.kernel)
                : kernel_at(document_.bank, learned_, from.q,
                            core::intermediate_channel(from.r, r, d.shape.out), layer.kernel));
    }
    return d;
  }

  core::Filter mix(const core::Stage& stage) const {
    core::Filter p(core::filter_shape(stage, channels(stage.reads)));
    for (int t = 0; t < p.shape.in; ++t) {
      const ChannelKey from = key_of(list_, stage.reads, t, in_channels_);
      for (int k = 0; k < p.shape.out; ++k) {
        const MixKey key{from.q, from.r, k};
        p.at(0, 0, t, k) = document_.bypass.pointwise
                               ? identity_weight(key, in_channels_)
                               : weight_at(document_.bank, learned_, key, in_channels_);
      }
    }
    return p;
  }

  core::Filter expansion(const core::Stage& stage) const {
    core::Filter e(core::filter_shape(stage, channels(stage.reads)));
    for (int q = 0; q < e.shape.in; ++q)
      for (int k = 0; k < e.shape.out; ++k)
        e.at(0, 0, q, k) = expansion_weight_at(document_.bank, q, k, e.shape.in);
    return e;
  }

  /// Of a standard or grouped convolution: what D and P come to, as far as its groups reach.
  core::Filter parted(const core::Stage& stage) const {
    const core::Filters both =
        build_filters(document_.bank, learned_, document_.layer, in_channels_, document_.bypass);
    const core::Filter whole = core::collapse(both.depthwise, both.pointwise);
    core::Filter w(core::filter_shape(stage, in_channels_));
    const int groups = core::groups_of(stage, in_channels_);
    const int outputs = w.shape.out / groups;
    for (int ky = 0; ky < w.shape.height; ++ky)
      for (int kx = 0; kx < w.shape.width; ++kx)
        for (int q = 0; q < w.shape.in; ++q)
          for (int k = 0; k < w.shape.out; ++k)
            w.at(ky, kx, q, k) = whole.at(ky, kx, k / outputs * w.shape.in + q, k);
    return w;
  }

  const Document& document_;
  const LearnedFilters& learned_;
  const core::Chain& list_;
  core::Chain as_set_;
  int in_channels_;
  std::vector<core::Shape> shapes_;
};

}  // namespace

bool is_separable(const Document& document) {
  return document.block.name == "separable" && document.block.after.empty();
}

core::Chain stages_of(const Document& document) {
  core::Chain list = stages_as_set(document);
  for (int i = 0; i < static_cast<int>(list.stages.size()); ++i) {
    if (!is_folded(document, list, i)) continue;
    core::AfterSum& after = list.stages[static_cast<std::size_t>(i)].after;
    after.normalisation = core::Normalisation::none;
    after.bias = true;
  }
  return list;
}

core::Chain stages_as_set(const Document& document) {
  const core::Block* block = core::find_block(document.block.name);
  if (document.block.name == "separable" || !block) {
    core::Chain list = core::separable_chain(document.layer);
    list.stages.back().after = after_all(document);
    return with_user_after(std::move(list), document);
  }
  core::Chain list = block->make({document.layer, input_shape(document).channels,
                                  document.block.expansion, document.block.groups});
  if (is_plain(document)) list.stages.back().after = after_all(document);
  return with_user_after(std::move(list), document);
}

core::Chain standard_stages_of(const Document& document) {
  const core::Stage last = stages_of(document).stages.back();
  core::Chain list = core::standard_chain(document.layer);
  list.stages.back().after = last.after;
  list.stages.back().adds = last.adds;
  return list;
}

core::Chain stages_of(const Document& document, OperationView operation) {
  switch (operation) {
    case OperationView::regular: return standard_stages_of(document);
    case OperationView::depthwise: return core::depthwise_chain(document.layer);
    case OperationView::separable: break;
  }
  return stages_of(document);
}

int last_mix(const core::Chain& list) {
  for (int i = static_cast<int>(list.stages.size()) - 1; i >= 0; --i)
    if (list.stages[static_cast<std::size_t>(i)].operation == Operation::pointwise) return i;
  return -1;
}

int last_mix_source(const core::Chain& list) {
  const int mix = last_mix(list);
  return mix < 0 ? -1 : list.stages[static_cast<std::size_t>(mix)].reads;
}

bool widens(const core::Chain& list) {
  const int window = core::window_stage(list);
  return window > 0 && last_mix(list) > window;
}

ChannelKey key_of(const core::Chain& list, int result, int channel, int in_channels) {
  if (result == 0) return {channel, 0};
  const core::Stage& stage = list.stages[static_cast<std::size_t>(result) - 1];
  if (stage.operation != Operation::depthwise)
    return {channel % in_channels, channel / in_channels};
  const int m = stage.layer.channel_multiplier;
  const ChannelKey from = key_of(list, stage.reads, channel / m, in_channels);
  return {from.q, core::intermediate_channel(from.r, channel % m, m)};
}

Stages built_stages(const Document& document, const LearnedFilters& learned) {
  Stages stages{stages_of(document), {}};
  const Builder builder(document, learned, stages.list);
  for (int i = 0; i < stages.count(); ++i) stages.folds.push_back(builder.fold(i));
  return stages;
}

Stages float_stages(Document document, const LearnedFilters& learned) {
  document.block.bits.clear();
  return built_stages(document, learned);
}

Stages collapsed_stages(const Document& document, const Stages& stages) {
  Stages collapsed{standard_stages_of(document), core::Folds(1)};
  core::Fold& fold = collapsed.folds.front();
  fold = stages.folds.back();
  fold.filter = core::collapse(stages.list, stages.folds, input_shape(document).channels);
  return collapsed;
}

std::string letter_of(const core::Chain& list, int result) {
  return result == 0 ? "x" : list.stages[static_cast<std::size_t>(result) - 1].letter;
}

std::string filter_letter(const core::Chain& list, int stage) {
  const auto at = list.stages.begin() + stage;
  switch (at->operation) {
    case core::Operation::depthwise: return "D";
    case core::Operation::standard:
    case core::Operation::grouped: return "W";
    case core::Operation::pointwise: break;
  }
  const bool is_last = std::none_of(at + 1, list.stages.end(), [](const core::Stage& later) {
    return later.operation == core::Operation::pointwise;
  });
  return is_last ? "P" : "E";
}

std::optional<int> input_behind(const core::Chain& list, int result, int channel) {
  int at = channel;
  for (int i = result; i > 0;) {
    const core::Stage& stage = list.stages[static_cast<std::size_t>(i) - 1];
    if (stage.operation != core::Operation::depthwise) return std::nullopt;
    at /= stage.layer.channel_multiplier;
    i = stage.reads;
  }
  return at;
}

core::Filters separable_filters(const Stages& stages) {
  const core::Fold& last = stages.folds.back();
  return {stages.folds.front().filter, last.filter, last.bias,
          stages.list.stages.back().after.activation};
}

}  // namespace twofold::model::inline state
