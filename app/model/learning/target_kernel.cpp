#include "app/model/learning/target_kernel.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/model/numbers/evaluation.h"
#include "core/equivalent.h"
#include "core/learn/kernels.h"

namespace twofold::model {
inline namespace learning {
namespace {

constexpr int kPresetOutputs = 16;
constexpr int kGaborSide = 5;
constexpr int kOtherSide = 3;

using SharedFilter = std::shared_ptr<const core::Filter>;

TargetLayer preset(core::StandardPreset which, std::string name, int channels, std::uint64_t seed) {
  const int side = which == core::StandardPreset::gabor ? kGaborSide : kOtherSide;
  return {std::move(name),
          {},
          std::make_shared<const core::Filter>(
              core::make_standard(which, {side, side, channels, kPresetOutputs}, seed)),
          ""};
}

/// What D and P come to, without what is added and applied after them.
TargetLayer on_stage(const LearningInputs& inputs, const core::Shape& in) {
  const Document& d = inputs.document;
  if (const auto problems = problems_of(d); !problems.empty())
    return {"", {}, nullptr, problems.front().sentence};
  const core::Filters filters =
      build_filters(d.bank, inputs.learned, d.layer, in.channels, d.bypass);
  return {
      "W on stage", d.layer,
      std::make_shared<const core::Filter>(core::collapse(filters.depthwise, filters.pointwise)),
      ""};
}

TargetLayer chosen(const LearningInputs& inputs, const core::Shape& in) {
  const TargetKernel& target = inputs.look.target;
  using core::StandardPreset;
  switch (target.source) {
    case KernelSource::trained:
      if (inputs.trained) return {"conv0, trained", {}, inputs.trained, ""};
      return {"", {}, nullptr, "the trained kernel is not installed with this program"};
    case KernelSource::stage: return on_stage(inputs, in);
    case KernelSource::edges:
      return preset(StandardPreset::edges, "oriented edges", in.channels, 1);
    case KernelSource::blobs: return preset(StandardPreset::blobs, "colour blobs", in.channels, 1);
    case KernelSource::gabor: return preset(StandardPreset::gabor, "Gabor-like", in.channels, 1);
    case KernelSource::random:
      return preset(StandardPreset::random, fmt::format("random, seed {}", target.seed),
                    in.channels, target.seed);
    case KernelSource::given: break;
  }
  if (target.kernel) return {target.name, {}, target.kernel, ""};
  return {"", {}, nullptr, "no kernel was given"};
}

}  // namespace

TargetLayer target_layer(const LearningInputs& inputs, const core::Shape& in) {
  TargetLayer target = chosen(inputs, in);
  if (!target.kernel) return target;
  const core::FilterShape& w = target.kernel->shape;
  target.layer.kernel = {w.height, w.width};
  target.layer.out_channels = w.out;
  if (w.in != in.channels) {
    target.why_not =
        fmt::format("the kernel reads {} channels, and the picture has {}", w.in, in.channels);
  } else if (const auto problems = core::check_standard(target.layer, in, w); !problems.empty()) {
    target.why_not = problems.front().sentence;
  }
  return target;
}

Document learning_document(const Document& document, int b, KernelSource source) {
  Document d = document;
  if (source != KernelSource::stage) {
    d.layer = {};
    d.bypass = {};
    const std::uint64_t seed = d.bank.seed;
    d.bank = {};
    // Noise comes from the document's seed.
    if (d.source == InputSource::noise) d.bank.seed = seed;
  }
  // These pages learn from pictures; what a network's layer reads is none.
  if (d.source == InputSource::network) d.source = InputSource::pictures;
  if (d.source != InputSource::pictures) return d;
  const PictureRef shown =
      d.batch[static_cast<std::size_t>(std::clamp(b, 0, static_cast<int>(d.batch.size()) - 1))];
  // All pictures are worked on at the first one's size.
  const PictureRef first = d.batch.front();
  d.batch = {shown};
  d.batch.front().width = first.width;
  d.batch.front().height = first.height;
  if (d.longest_side == 0 || d.longest_side > kLearningSide) d.longest_side = kLearningSide;
  return d;
}

}  // namespace learning
}  // namespace twofold::model
