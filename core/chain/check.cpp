#include "core/chain/check.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <string>

namespace twofold::core {
inline namespace chain {
namespace {

/// Wide enough for every product of sizes within the limits.
__extension__ using Wide = __int128;

/// The largest number of groups, at most as many as given, that divides all channels.
int nearest_groups(int groups, int channels) {
  for (int g = std::min(groups, channels); g > 1; --g)
    if (channels % g == 0) return g;
  return 1;
}

void check_groups(const Stage& stage, const Shape& in, std::vector<Problem>& problems) {
  if (stage.operation != Operation::grouped) return;
  const int out = stage.layer.out_channels;
  const int groups = stage.groups;
  if (groups >= 1 && in.channels % groups == 0 && out % groups == 0) return;
  const std::string groups_text = std::to_string(groups);
  const bool of_inputs = groups < 1 || in.channels % groups != 0;
  problems.push_back(
      {Field::groups, groups < 1
                          ? "there are " + groups_text + " groups; there must be at least 1"
                          : groups_text + " groups do not divide " +
                                std::to_string(of_inputs ? in.channels : out) +
                                (of_inputs ? " input" : " output") + " channels; " +
                                std::to_string(nearest_groups(groups, std::gcd(in.channels, out))) +
                                " would divide both"});
}

/// The rules of the layer, with the setting that the stage does not read out of the way.
void check_layer(const Stage& stage, bool is_last, const Shape& in,
                 std::vector<Problem>& problems) {
  Layer layer = stage.layer;
  (stage.operation == Operation::depthwise ? layer.out_channels : layer.channel_multiplier) = 1;
  // Inside a block there may be more channels than a picture may bring or a layer be asked for.
  Shape within = in;
  if (stage.reads > 0) within.channels = std::min(in.channels, kMaxChannels);
  if (!is_last) layer.out_channels = std::min(layer.out_channels, kMaxChannels);
  problems = check(layer, within);
}

void check_counts(const Stage& stage, bool is_last, const Shape& in,
                  std::vector<Problem>& problems) {
  constexpr Wide kMost = std::numeric_limits<std::int64_t>::max();
  const Extent size = output_size(stage.layer, in);
  const Wide channels = stage.operation == Operation::depthwise
                            ? Wide(in.channels) * stage.layer.channel_multiplier
                            : Wide(stage.layer.out_channels);
  const Wide values = Wide(in.batch) * size.height * size.width * channels;
  const Wide terms = Wide(stage.layer.kernel.area()) * in.channels / groups_of(stage, in.channels);
  // Two FLOPs a product, four bytes a value; up to sixteen stages together.
  if (channels <= kMaxAxis && 16 * values * std::max<Wide>(4, 2 * terms) <= kMost) return;
  problems.push_back({stage.operation == Operation::depthwise ? Field::channel_multiplier
                      : is_last                               ? Field::out_channels
                                                              : Field::expansion,
                      "the " + stage.label +
                          " stage has more channels or multiply-adds than can be counted; choose "
                          "fewer channels, a smaller kernel or picture"});
}

void check_sum(const Stage& stage, const std::vector<Shape>& shapes, const Shape& out,
               std::vector<Problem>& problems) {
  if (!stage.adds || shapes[static_cast<std::size_t>(*stage.adds)] == out) return;
  const Shape& added = shapes[static_cast<std::size_t>(*stage.adds)];
  const bool of_channels = added.channels != out.channels;
  problems.push_back(
      {of_channels ? Field::out_channels : Field::strides,
       "the block adds its input to its result, so both must have one shape: " +
           (of_channels ? std::to_string(added.channels) + " channels come in and " +
                              std::to_string(out.channels) + " go out"
                        : std::to_string(added.height) + "x" + std::to_string(added.width) +
                              " comes in and " + std::to_string(out.height) + "x" +
                              std::to_string(out.width) + " goes out")});
}

}  // namespace

std::vector<Problem> check(const Chain& list, const Shape& in) {
  std::vector<Shape> shapes{in};
  std::vector<Problem> problems;
  for (const Stage& stage : list.stages) {
    const Shape from = shapes[static_cast<std::size_t>(stage.reads)];
    const bool is_last = &stage == &list.stages.back();
    check_layer(stage, is_last, from, problems);
    if (problems.empty()) check_groups(stage, from, problems);
    if (problems.empty()) check_counts(stage, is_last, from, problems);
    if (!problems.empty()) return problems;
    shapes.push_back(output_shape(stage, from));
    check_sum(stage, shapes, shapes.back(), problems);
    if (!problems.empty()) return problems;
  }
  return problems;
}

}  // namespace chain
}  // namespace twofold::core
