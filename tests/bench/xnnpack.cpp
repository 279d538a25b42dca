#include <xnnpack.h>

#include <limits>
#include <stdexcept>

#include "tests/bench/contender.h"

namespace twofold::bench {
namespace {

void must(xnn_status status) {
  if (status != xnn_status_success) throw std::runtime_error("XNNPACK refuses this layer");
}

/// One or two convolution operators, NHWC throughout.
class Chain {
 public:
  explicit Chain(std::shared_ptr<const Job> job)
      : job_(std::move(job)), pool_(pthreadpool_create(static_cast<std::size_t>(job_->threads))) {
    must(xnn_initialize(nullptr));
    tensors_.push_back(padded(job_->x.values));
  }
  ~Chain() {
    for (xnn_operator_t op : operators_) xnn_delete_operator(op);
    pthreadpool_destroy(pool_);
  }
  Chain(const Chain&) = delete;
  Chain& operator=(const Chain&) = delete;

  struct Step {
    int groups = 1;
    int in = 1;   ///< channels
    int out = 1;  ///< channels
    bool spatial = true;
    const std::vector<float>* kernel = nullptr;
    std::uint32_t flags = 0;
  };

  void add(const Step& s) {
    const core::Layer& layer = job_->workload.layer;
    const core::Pads around = s.spatial ? core::pads(layer, job_->x.shape) : core::Pads{};
    const core::Extent k = s.spatial ? layer.kernel : core::Extent{};
    const core::Extent stride = s.spatial ? layer.strides : core::Extent{};
    const core::Extent gap = s.spatial ? layer.dilations : core::Extent{};
    const auto u = [](int value) { return static_cast<std::uint32_t>(value); };
    const auto z = [](int value) { return static_cast<std::size_t>(value); };
    const float infinity = std::numeric_limits<float>::infinity();
    xnn_operator_t op = nullptr;
    must(xnn_create_convolution2d_nhwc_f32(
        u(around.top), u(around.right), u(around.bottom), u(around.left), u(k.height), u(k.width),
        u(stride.height), u(stride.width), u(gap.height), u(gap.width), u(s.groups),
        z(s.in / s.groups), z(s.out / s.groups), z(s.in), z(s.out), s.kernel->data(), nullptr,
        -infinity, infinity, s.flags, &op));
    const core::Extent size = core::output_size(layer, job_->x.shape);
    const core::Extent from =
        operators_.empty() ? core::Extent{job_->x.shape.height, job_->x.shape.width} : size;
    shape_ = {job_->x.shape.batch, size.height, size.width, s.out};
    operators_.push_back(op);
    tensors_.push_back(padded(core::Floats(static_cast<std::size_t>(shape_.count()))));
    must(xnn_setup_convolution2d_nhwc_f32(op, z(job_->x.shape.batch), z(from.height), z(from.width),
                                          tensors_[tensors_.size() - 2].data(),
                                          tensors_.back().data(), pool_));
  }

  void run() {
    for (xnn_operator_t op : operators_) must(xnn_run_operator(op, pool_));
  }

  core::Tensor result() const {
    const core::Floats& last = tensors_.back();
    return {shape_, core::Floats(last.begin(), last.begin() + shape_.count())};
  }

 private:
  /// XNNPACK may read some bytes past the end.
  static core::Floats padded(core::Floats values) {
    values.resize(values.size() + XNN_EXTRA_BYTES / sizeof(float));
    return values;
  }

  std::shared_ptr<const Job> job_;
  pthreadpool_t pool_;
  core::Shape shape_;
  std::vector<core::Floats> tensors_;
  std::vector<xnn_operator_t> operators_;
};

/// A [rows][columns] matrix of values turned over: XNNPACK wants outputs outermost.
std::vector<float> turned(const std::vector<float>& values, int columns) {
  const std::size_t k = static_cast<std::size_t>(columns);
  const std::size_t rows = values.size() / k;
  std::vector<float> out(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) out[i % k * rows + i / k] = values[i];
  return out;
}

}  // namespace

std::vector<Contender> xnnpack_contenders(const std::shared_ptr<const Job>& job) {
  const core::Layer& layer = job->workload.layer;
  const int c = job->x.shape.channels;
  const int t = core::intermediate_channels(layer, job->x.shape);
  const int k = layer.out_channels;
  const std::vector<float> p = turned(job->filters.pointwise.values, k);
  const std::vector<float> w = turned(job->collapsed.values, k);
  const auto folds = std::make_shared<Chain>(job);
  folds->add({c, c, t, true, &job->filters.depthwise.values, XNN_FLAG_DEPTHWISE_CONVOLUTION});
  folds->add({1, t, k, false, &p});
  const auto one = std::make_shared<Chain>(job);
  one->add({1, c, k, true, &w});
  return {{"XNNPACK", false, [folds] { folds->run(); }, [folds] { return folds->result(); }},
          {"XNNPACK standard", true, [one] { one->run(); }, [one] { return one->result(); }}};
}

}  // namespace twofold::bench
