#include "app/model/numbers/memory_need.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/model/numbers/input_tensor.h"

namespace twofold::model::inline numbers {
namespace {

/// Where a filter is while a layer is computed: in the numbers, with what computes single values,
/// and packed in the plan.
constexpr std::int64_t kFilterCopies = 3;
/// What one frame takes besides: letters, pictures on screen, threads, working memory of the plans.
constexpr std::int64_t kBesides = std::int64_t{48} << 20;

std::int64_t filter_floats(const core::Chain& list, const std::vector<core::Shape>& shapes) {
  std::int64_t floats = 0;
  for (const core::Stage& stage : list.stages)
    floats +=
        core::filter_shape(stage, shapes[static_cast<std::size_t>(stage.reads)].channels).count();
  return floats;
}

/// Of the results: whole, or what is sampled of them; a first look goes before either.
std::int64_t result_floats(const Inputs& inputs, const std::vector<core::Shape>& shapes) {
  const Document& document = inputs.document;
  const std::int64_t compared = inputs.wants_standard ? 2 : 0;
  const bool is_whole = is_held_whole(document, inputs.wants_standard);
  // Sums and means of what is seen, by thread and as a whole.
  const LookedAt at = looked_at(document, inputs.looked);
  const int window = core::window_stage(stages_of(document));
  const auto floats = [&](std::size_t i) {
    if (is_whole) return shapes[i].count();
    const bool is_before = static_cast<int>(i) <= window;
    return 2 * (is_before ? at.input : at.stages).size().area() * shapes[i].channels;
  };
  std::int64_t sum = compared * floats(shapes.size() - 1);
  for (std::size_t i = 1; i < shapes.size(); ++i) sum += floats(i);
  return sum;
}

std::string spoken(std::int64_t bytes) {
  constexpr double kMega = 1e6;
  const double megabytes = static_cast<double>(bytes) / kMega;
  return megabytes < 1000 ? fmt::format("{:.0f} MB", megabytes)
                          : fmt::format("{:.1f} GB", megabytes / 1000);
}

}  // namespace

std::int64_t memory_needed(const Inputs& inputs, const Evaluation* last) {
  const core::Shape in = input_shape(inputs.document);
  const core::Chain list = stages_of(inputs.document);
  const std::vector<core::Shape> shapes = core::result_shapes(list, in);
  const bool has_x = last != nullptr && same_input(last->document, inputs.document);
  const bool has_floats = inputs.wants_floats && is_quantised(inputs.document);
  const std::int64_t filters = (has_floats ? 2 : 1) * filter_floats(list, shapes) +
                               filter_floats(standard_stages_of(inputs.document), {in});
  const std::int64_t floats =
      (has_x ? 0 : in.count()) + kFilterCopies * filters + result_floats(inputs, shapes);
  return floats * static_cast<std::int64_t>(sizeof(float)) + kBesides;
}

std::string why_too_large(std::int64_t needed, std::int64_t left) {
  if (needed <= left) return {};
  return fmt::format(
      "This needs about {} of memory, and {} are left; choose a smaller picture, multiplier or "
      "number of outputs",
      spoken(needed), spoken(left));
}

}  // namespace twofold::model::inline numbers
