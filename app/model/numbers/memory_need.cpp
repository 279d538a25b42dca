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

std::int64_t filter_floats(const Document& document, int channels) {
  return core::depthwise_filter_shape(document.layer, channels).count() +
         core::pointwise_filter_shape(document.layer, channels).count() +
         core::standard_filter_shape(document.layer, channels).count();
}

/// Of the stages: whole, or what is sampled of them; a first look goes before either.
std::int64_t stage_floats(const Inputs& inputs) {
  const Document& document = inputs.document;
  const core::Shape in = input_shape(document);
  const core::Shape z = core::depthwise_output_shape(document.layer, in);
  const core::Shape y = core::output_shape(document.layer, in);
  const std::int64_t outputs = inputs.wants_standard ? 3 : 1;
  if (is_held_whole(document, inputs.wants_standard)) return z.count() + outputs * y.count();
  const std::int64_t seen = looked_at(document, inputs.looked).stages.size().area();
  // Sums and means of what is seen, by thread and as a whole.
  return 2 * seen * (z.channels + outputs * y.channels);
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
  const bool has_x = last != nullptr && same_input(last->document, inputs.document);
  const std::int64_t floats = (has_x ? 0 : in.count()) +
                              kFilterCopies * filter_floats(inputs.document, in.channels) +
                              stage_floats(inputs);
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
