#include "app/model/steps/path.h"

#include <algorithm>
#include <cmath>

#include "app/model/steps/pixel_sums.h"

namespace twofold::model::inline steps {
namespace {

/// The lit channel that adds most; the first one where all add nothing. NaN adds most of all.
int strongest(const std::vector<float>& adds, const std::vector<bool>& lit) {
  int best = -1;
  float most = -1;
  for (std::size_t i = 0; i < adds.size(); ++i) {
    const float size = std::isnan(adds[i]) ? INFINITY : std::abs(adds[i]);
    if (!lit[i] || size <= most) continue;
    best = static_cast<int>(i);
    most = size;
  }
  return std::max(best, 0);
}

/// What every channel that a stage reads adds to channel k of what it makes.
std::vector<float> shares_of(const StageSums& sums, int k) {
  std::vector<float> adds(static_cast<std::size_t>(sums.channels_read()));
  for (const Product& p : sums.products(k).products)
    adds[static_cast<std::size_t>(p.q)] += p.product;
  return adds;
}

/// `lit` where one is chosen, else `written` where it takes part, else nothing.
std::optional<int> chosen(int lit, int written, const std::vector<bool>& takes_part) {
  if (lit >= 0) return lit;
  const auto index = static_cast<std::size_t>(written);
  if (written >= 0 && index < takes_part.size() && takes_part[index]) return written;
  return std::nullopt;
}

/// Forward from the input along the first filter of each channel: what stands between the input and
/// the output while both folds are one.
void follow_first_filters(const Stages& stages, Path& path) {
  for (int i = 0; i + 1 < stages.count(); ++i) {
    const core::Stage& stage = stages.stage(i);
    if (stage.operation == core::Operation::depthwise)
      path.channels[static_cast<std::size_t>(i) + 1] =
          core::intermediate_channel(path.channel(stage.reads), 0, stage.layer.channel_multiplier);
  }
}

}  // namespace

Path looked_at_path(const Evaluation& e, const Highlight& lit, const ViewState& view) {
  const core::Chain& list = e.stages.list;
  const int count = e.stages.count();
  const int outputs = e.collapsed.stage(0).layer.out_channels;
  const int pinned = is_output(list, view.pin) ? view.pin.channel : 0;
  Path path{.pixel = lit.pixel, .channels = std::vector<int>(lit.channels.size(), 0)};
  path.channels.back() =
      std::clamp(lit.channels.back() >= 0 ? lit.channels.back() : pinned, 0, outputs - 1);
  const BatchPixel at{std::min(view.batch_index, e.x()->shape.batch - 1), lit.pixel};
  const auto from = [&](const Stages& stages, int stage, int k, int written) {
    const auto source = static_cast<std::size_t>(stages.stage(stage).reads);
    const auto c = chosen(lit.channels[source], written, lit.lit[source]);
    return c ? *c : strongest(shares_of({e, stages, stage, at}, k), lit.lit[source]);
  };
  if (view.operation == OperationView::regular) {
    path.channels.front() = from(e.collapsed, 0, path.k(), view.written_x);
    follow_first_filters(e.stages, path);
    return path;
  }
  for (int i = count - 1; i >= 0; --i) {
    const core::Stage& stage = e.stages.stage(i);
    const int made = path.channel(i + 1);
    int& source = path.channels[static_cast<std::size_t>(stage.reads)];
    if (stage.operation == core::Operation::depthwise) {
      const core::ChannelOrigin of = core::channel_origin(made, stage.layer.channel_multiplier);
      source = of.q;
      path.filter = of.r;
    } else {
      source = from(e.stages, i, made, i + 1 == count ? view.written_z : -1);
    }
  }
  return path;
}

}  // namespace twofold::model::inline steps
