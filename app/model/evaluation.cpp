#include "app/model/evaluation.h"

#include <algorithm>
#include <cmath>

#include "core/equivalent.h"
#include "core/fast/plan.h"
#include "core/fast/separable.h"
#include "core/resample.h"

namespace twofold::model {
namespace {

/// Everything in a document that x is made from.
bool same_input(const Document& a, const Document& b) {
  return a.batch == b.batch && a.longest_side == b.longest_side && a.grey == b.grey &&
         a.source == b.source && a.noise == b.noise &&
         (a.source != InputSource::noise || a.bank.seed == b.bank.seed);
}

core::Tensor noise(const core::Shape& shape, std::uint64_t seed) {
  core::Tensor x(shape);
  core::Random random(seed);
  for (float& value : x.values) value = random.uniform();
  return x;
}

/// One channel: the mean of three, as "Grey" means it; a grey picture stays as it is.
float grey_of(const float* pixel, int channels) {
  return channels == 1 ? pixel[0] : (pixel[0] + pixel[1] + pixel[2]) / 3;
}

core::Tensor stacked(const Inputs& inputs, const core::Shape& shape) {
  core::Tensor x(shape);
  for (int b = 0; b < shape.batch; ++b) {
    const core::Tensor& whole = inputs.pictures[static_cast<std::size_t>(b)]->values;
    const core::Tensor sized = core::resized(whole, {shape.height, shape.width});
    const int channels = sized.shape.channels;
    for (int row = 0; row < shape.height; ++row) {
      for (int column = 0; column < shape.width; ++column) {
        const float* from = sized.pixel(0, row, column);
        float* to = x.pixel(b, row, column);
        if (shape.channels == 1) {
          to[0] = grey_of(from, channels);
        } else {
          std::copy(from, from + shape.channels, to);
        }
      }
    }
  }
  return x;
}

/// Pieces of the picture at its working size, on a grid of about as many rows as columns; a picture
/// smaller than a piece is enlarged to it.
core::Tensor crops(const Inputs& inputs, const core::Shape& shape) {
  const core::Tensor& whole = inputs.pictures.front()->values;
  const core::Extent working =
      working_size(whole.shape.width, whole.shape.height, inputs.document.longest_side);
  const core::Tensor from = core::resized(
      whole, {std::max(working.height, shape.height), std::max(working.width, shape.width)});
  const int columns = static_cast<int>(std::ceil(std::sqrt(shape.batch)));
  const int rows = (shape.batch + columns - 1) / columns;
  const auto place = [](int index, int count, int room) {
    return count == 1 ? room / 2 : index * room / (count - 1);
  };
  core::Tensor x(shape);
  for (int b = 0; b < shape.batch; ++b) {
    const int top = place(b / columns, rows, from.shape.height - shape.height);
    const int left = place(b % columns, columns, from.shape.width - shape.width);
    for (int row = 0; row < shape.height; ++row) {
      for (int column = 0; column < shape.width; ++column) {
        for (int q = 0; q < shape.channels; ++q)
          x.at(b, row, column, q) = from.at(0, top + row, left + column, q % from.shape.channels);
      }
    }
  }
  return x;
}

core::Tensor make_input(const Inputs& inputs) {
  const core::Shape shape = input_shape(inputs.document);
  if (inputs.document.source == InputSource::crops) return crops(inputs, shape);
  if (inputs.document.source == InputSource::noise) return noise(shape, inputs.document.bank.seed);
  return stacked(inputs, shape);
}

/// The picture itself where x is nothing else: no copy of a large one.
std::shared_ptr<const core::Tensor> shared_input(const Inputs& inputs) {
  const core::Shape shape = input_shape(inputs.document);
  if (inputs.document.source == InputSource::pictures && inputs.pictures.size() == 1 &&
      inputs.pictures.front()->values.shape == shape)
    return {inputs.pictures.front(), &inputs.pictures.front()->values};
  return std::make_shared<const core::Tensor>(make_input(inputs));
}

/// Everything in a layer that places the windows of the depthwise stage.
bool same_windows(const core::Layer& a, const core::Layer& b) {
  return a.kernel == b.kernel && a.strides == b.strides && a.dilations == b.dilations &&
         a.padding == b.padding;
}

bool same_x(const Evaluation& a, const Evaluation& b) {
  return a.x->shared_tensor() == b.x->shared_tensor();
}

/// What two evaluations have in common, channel by channel: the channel of `last` whose values
/// channel t (or k) of the present one has, or -1.
class Kept {
 public:
  Kept(const Evaluation* last, const Evaluation& now)
      : last_(last && last->z && same_x(*last, now) && last->is_preview == now.is_preview &&
                      same_windows(last->document.layer, now.document.layer)
                  ? last
                  : nullptr),
        now_(now) {}

  int z(int t) const {
    if (!last_) return -1;
    const core::Filter& d = now_.filters.depthwise;
    const core::Filter& d_last = last_->filters.depthwise;
    const auto [q, r] = core::channel_origin(t, d.shape.out);
    if (r >= d_last.shape.out) return -1;
    for (int ky = 0; ky < d.shape.height; ++ky)
      for (int kx = 0; kx < d.shape.width; ++kx)
        if (d.at(ky, kx, q, r) != d_last.at(ky, kx, q, r)) return -1;
    return core::intermediate_channel(q, r, d_last.shape.out);
  }

  /// An output keeps its values when every intermediate that enters it does, by the same weight.
  int y(int k) const {
    if (!last_ || k >= last_->filters.pointwise.shape.out || bias(now_, k) != bias(*last_, k) ||
        last_->filters.activation != now_.filters.activation)
      return -1;
    const int m = std::max(now_.filters.depthwise.shape.out, last_->filters.depthwise.shape.out);
    for (int q = 0; q < now_.filters.depthwise.shape.in; ++q) {
      for (int r = 0; r < m; ++r) {
        const float weight = weight_of(now_, q, r, k);
        if (weight != weight_of(*last_, q, r, k)) return -1;
        if (weight != 0 &&
            z(core::intermediate_channel(q, r, now_.filters.depthwise.shape.out)) < 0)
          return -1;
      }
    }
    return k;
  }

 private:
  static float bias(const Evaluation& e, int k) {
    return e.filters.bias.empty() ? 0.0f : e.filters.bias[static_cast<std::size_t>(k)];
  }
  static float weight_of(const Evaluation& e, int q, int r, int k) {
    const int m = e.filters.depthwise.shape.out;
    return r < m ? e.filters.pointwise.at(0, 0, core::intermediate_channel(q, r, m), k) : 0.0f;
  }

  const Evaluation* last_;
  const Evaluation& now_;
};

/// Floats that the held stages may take together: 256 MiB.
constexpr std::int64_t kMostHeldFloats = std::int64_t{1} << 26;
/// Floats that x may have (2 GiB), and each filter (256 MiB).
constexpr std::int64_t kMostInputFloats = std::int64_t{1} << 29;
constexpr std::int64_t kMostFilterFloats = std::int64_t{1} << 26;
/// Floats that the samples of a stage may take.
constexpr std::int64_t kMostSampleFloats = std::int64_t{1} << 24;
/// Multiply-adds and floats from which on a held evaluation gives a first look.
constexpr std::int64_t kSlowMacs = std::int64_t{1} << 28;
constexpr std::int64_t kSlowFloats = std::int64_t{1} << 23;
/// Painted pixels of a first look: fewer than are seen, so that it comes within a frame.
constexpr std::int64_t kFirstLookPixels = std::int64_t{1} << 17;
/// Screen pixels on a side from which the probe takes its values.
constexpr int kProbeSide = 64;

Sampling affordable(Sampling at, int channels) {
  while (static_cast<std::int64_t>(at.size().area()) * channels > kMostSampleFloats &&
         at.size().area() > 1)
    at.reduction *= 2;
  return at;
}

/// The whole of a stage on about kProbeSide pixels a side.
Sampling probe_sampling(const core::Shape& shape) {
  const int longest = std::max(shape.width, shape.height);
  return {paint::whole(shape), std::max(1, longest / kProbeSide)};
}

/// The stages of a document that are being made.
struct Making {
  Evaluation& e;
  const Inputs& inputs;
  const Evaluation* last;

  void make_held(const core::StopFlag* stop) const;
  bool make_sampled(const Watch& watch) const;
  void make_preview() const;
  void add_versions() const;

 private:
  std::shared_ptr<const StageSource> source() const {
    auto s = std::make_shared<StageSource>();
    s->x = e.x->shared_tensor();
    s->layer = e.document.layer;
    s->filters = e.filters;
    if (inputs.wants_standard) s->collapsed = e.collapsed;
    return s;
  }
  void take(const std::shared_ptr<const StageSource>& source, StageSamples samples) const;
};

bool same_finish(const core::Filters& a, const core::Filters& b) {
  return a.pointwise == b.pointwise && a.bias == b.bias && a.activation == b.activation;
}

core::Tensor finished(core::Tensor y, const core::Filters& filters) {
  core::finish(y, filters.bias, filters.activation);
  return y;
}

core::Tensor difference(const core::Tensor& a, const core::Tensor& b) {
  core::Tensor d(a.shape);
  for (std::size_t i = 0; i < d.values.size(); ++i) d.values[i] = a.values[i] - b.values[i];
  return d;
}

void Making::make_held(const core::StopFlag* stop) const {
  const bool same_z = last && same_x(*last, e) && last->z && last->z->is_held() &&
                      last->filters.depthwise == e.filters.depthwise &&
                      same_windows(last->document.layer, e.document.layer);
  const bool same_y = same_z && same_finish(last->filters, e.filters);
  if (same_y) {
    e.z = last->z;
    e.y = last->y;
  } else if (same_z) {
    e.z = last->z;
    e.y =
        held(finished(core::fast::pointwise(e.z->tensor(), e.filters.pointwise, stop), e.filters));
  } else {
    core::Separable both =
        core::fast::separable_conv2d(e.x->tensor(), e.filters, e.document.layer, stop);
    e.z = held(std::move(both.z));
    e.y = held(std::move(both.y));
  }
  if (!inputs.wants_standard) return;
  if (same_y && last->standard) {
    e.standard = last->standard;
    e.difference = last->difference;
    return;
  }
  e.standard = held(
      finished(core::fast::conv2d(e.x->tensor(), e.collapsed, e.document.layer, stop), e.filters));
  e.difference = held(difference(e.y->tensor(), e.standard->tensor()));
}

Samples difference(Samples a, const Samples& b) {
  for (std::size_t i = 0; i < a.values.size(); ++i) a.values[i] -= b.values[i];
  return a;
}

void Making::take(const std::shared_ptr<const StageSource>& s, StageSamples samples) const {
  const int b = inputs.looked.b;
  const Sampling everywhere = probe_sampling(samples.z.shape);
  StageSamples probe = point_samples(*s, b, everywhere);
  const auto stage = [&s](StageResult result, Samples seen, Samples from_all) {
    return std::make_shared<const StageTensor>(
        s, result, std::move(seen), std::make_shared<const Samples>(std::move(from_all)));
  };
  if (inputs.wants_standard) {
    e.difference = stage(StageResult::difference, difference(samples.y, samples.standard),
                         difference(probe.y, probe.standard));
    e.standard =
        stage(StageResult::standard, std::move(samples.standard), std::move(probe.standard));
  }
  e.z = stage(StageResult::depthwise, std::move(samples.z), std::move(probe.z));
  e.y = stage(StageResult::output, std::move(samples.y), std::move(probe.y));
}

void Making::make_preview() const {
  const auto s = source();
  Sampling at = looked_at(e.document, inputs.looked).stages;
  while (at.size().area() > kFirstLookPixels) at.reduction *= 2;
  take(s, point_samples(*s, inputs.looked.b, at));
}

bool Making::make_sampled(const Watch& watch) const {
  const auto s = source();
  auto samples =
      mean_samples(*s, inputs.looked.b, looked_at(e.document, inputs.looked).stages, watch);
  if (!samples) return false;
  take(s, std::move(*samples));
  return true;
}

/// Channels whose values stayed the same keep their version, so that they are not painted anew.
void Making::add_versions() const {
  const Kept kept(last, e);
  const auto renewed = [](const SharedTensor& stage, const SharedTensor& before, auto&& from) {
    if (!stage || !before || stage == before || stage->is_held() != before->is_held()) return stage;
    auto result = std::make_shared<StageTensor>(*stage);
    for (int c = 0; c < stage->shape.channels; ++c)
      if (const int same = from(c); same >= 0) result->set_version(c, before->version(same));
    return SharedTensor(std::move(result));
  };
  if (!last) return;
  e.z = renewed(e.z, last->z, [&](int t) { return kept.z(t); });
  e.y = renewed(e.y, last->y, [&](int k) { return kept.y(k); });
}

/// x, with samples of its own where it is large.
SharedTensor input_stage(const Inputs& inputs, const Evaluation* last) {
  const bool same = last && same_input(last->document, inputs.document);
  const SharedTensor x = same ? last->x : std::make_shared<const StageTensor>(shared_input(inputs));
  if (static_cast<std::int64_t>(x->shape.height) * x->shape.width <= kPaintedWhole) return x;
  const Sampling at =
      affordable(looked_at(inputs.document, inputs.looked).input, x->shape.channels);
  if (x->samples() && x->samples()->at == at && x->samples()->b == inputs.looked.b) return x;
  auto seen = std::make_shared<StageTensor>(x->shared_tensor());
  for (int c = 0; c < x->shape.channels; ++c) seen->set_version(c, x->version(c));
  seen->set_samples(
      std::make_shared<const Samples>(mean_samples(x->tensor(), inputs.looked.b, at)));
  return seen;
}

bool is_slow(const Document& document, const core::Shape& in) {
  const core::Layer& layer = document.layer;
  const core::Shape z = core::depthwise_output_shape(layer, in);
  const core::Shape y = core::output_shape(layer, in);
  const std::int64_t macs = z.count() * (layer.kernel.area() + layer.out_channels);
  return macs > kSlowMacs || z.count() + y.count() > kSlowFloats;
}

}  // namespace

std::vector<core::Problem> problems_of(const Document& document) {
  const core::Shape in = input_shape(document);
  std::vector<core::Problem> problems = core::check(document.layer, in);
  if (!problems.empty()) return problems;
  const auto refuse_above = [&](core::Field field, std::int64_t count, std::int64_t most,
                                const char* sentence) {
    if (count > most) problems.push_back({field, sentence});
  };
  refuse_above(
      core::Field::input, in.count(), kMostInputFloats,
      "this input has more than 2^29 values, more than the program holds; choose a smaller "
      "size or a smaller batch");
  refuse_above(
      core::Field::kernel, core::depthwise_filter_shape(document.layer, in.channels).count(),
      kMostFilterFloats,
      "the depthwise filter has more than 2^26 weights, more than the program holds; choose "
      "a smaller kernel or multiplier");
  refuse_above(
      core::Field::out_channels, core::pointwise_filter_shape(document.layer, in.channels).count(),
      kMostFilterFloats,
      "the pointwise filter has more than 2^26 weights, more than the program holds; choose "
      "fewer outputs or a smaller multiplier");
  refuse_above(
      core::Field::out_channels, core::standard_filter_shape(document.layer, in.channels).count(),
      kMostFilterFloats,
      "the standard filter has more than 2^26 weights, more than the program holds; choose "
      "fewer outputs or a smaller kernel");
  return problems;
}

bool is_held_whole(const Document& document, bool wants_standard) {
  const core::Shape in = input_shape(document);
  const core::Shape z = core::depthwise_output_shape(document.layer, in);
  const core::Shape y = core::output_shape(document.layer, in);
  return static_cast<std::int64_t>(in.height) * in.width <= kPaintedWhole &&
         z.count() + (wants_standard ? 3 : 1) * y.count() <= kMostHeldFloats;
}

LookedAt looked_at(const Document& document, const Looked& looked) {
  const core::Shape in = input_shape(document);
  const core::Shape z = core::depthwise_output_shape(document.layer, in);
  const int channels = std::max(z.channels, document.layer.out_channels);
  return {sampling(in, looked.viewport, looked.width, looked.height),
          affordable(sampling(z, looked.viewport, looked.width, looked.height), channels)};
}

SharedEvaluation evaluate(const Inputs& inputs, const Evaluation* last, const Watch& watch,
                          const std::function<void(SharedEvaluation)>& publish) {
  const auto e = std::make_shared<Evaluation>();
  e->document = inputs.document;
  const Document& document = e->document;
  e->x = input_stage(inputs, last);
  const core::Shape in = e->x->shape;
  e->filters =
      build_filters(document.bank, inputs.learned, document.layer, in.channels, document.bypass);
  e->collapsed = core::collapse(e->filters.depthwise, e->filters.pointwise);
  if (watch.stopped()) return nullptr;

  const Making making{*e, inputs, last};
  const bool is_held = is_held_whole(document, inputs.wants_standard);
  if (publish && (!is_held || is_slow(document, in))) {
    auto preview = std::make_shared<Evaluation>(*e);
    preview->is_preview = true;
    Making{*preview, inputs, last}.make_preview();
    publish(std::move(preview));
  }
  if (is_held) {
    making.make_held(watch.stop);
  } else if (!making.make_sampled(watch)) {
    return nullptr;
  }
  if (watch.stopped()) return nullptr;
  making.add_versions();
  return e;
}

}  // namespace twofold::model
