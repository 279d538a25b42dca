#include <omp.h>

#include <deque>
#include <dnnl.hpp>
#include <unordered_map>

#include "tests/bench/contender.h"

namespace twofold::bench {
namespace {

using Dims = dnnl::memory::dims;
using Tag = dnnl::memory::format_tag;

constexpr auto kFloat = dnnl::memory::data_type::f32;

/// Filters as they are stored here: what their axes are to oneDNN.
struct Weights {
  Dims dims;
  Tag order;
  const std::vector<float>* values;
};

/// A chain of convolutions in which every output's layout is the next one's input layout.
class Chain {
 public:
  /// `layout` is that of the input and of every output: nhwc, or any for oneDNN's own choice.
  Chain(std::shared_ptr<const Job> job, Tag layout)
      : job_(std::move(job)),
        layout_(layout),
        engine_(dnnl::engine::kind::cpu, 0),
        stream_(engine_) {
    omp_set_num_threads(job_->threads);
    const core::Shape& s = job_->x.shape;
    shape_ = {s.batch, s.channels, s.height, s.width};
  }

  /// Appends a convolution of `outputs` channels; a spatial one has the layer's kernel and strides.
  void add(const Weights& weights, int outputs, bool spatial) {
    const core::Layer& layer = job_->workload.layer;
    const core::Pads around = spatial ? core::pads(layer, job_->x.shape) : core::Pads{};
    const core::Extent size = core::output_size(layer, job_->x.shape);
    const Dims out{shape_[0], outputs, size.height, size.width};
    const Dims strides = spatial ? Dims{layer.strides.height, layer.strides.width} : Dims{1, 1};
    const Dims gaps =
        spatial ? Dims{layer.dilations.height - 1, layer.dilations.width - 1} : Dims{0, 0};
    const dnnl::memory::desc from =
        steps_.empty() ? dnnl::memory::desc(shape_, kFloat, layout_) : data_.get_desc();
    const dnnl::convolution_forward::desc desc(
        dnnl::prop_kind::forward_inference, dnnl::algorithm::convolution_direct, from,
        {weights.dims, kFloat, Tag::any}, {out, kFloat, layout_}, strides, gaps,
        {around.top, around.left}, {around.bottom, around.right});
    dnnl::primitive_attr attributes;
    attributes.set_scratchpad_mode(dnnl::scratchpad_mode::user);
    const dnnl::convolution_forward::primitive_desc primitive(desc, attributes, engine_);
    if (steps_.empty())
      data_ = reordered(shape_, Tag::nhwc, job_->x.values.data(), primitive.src_desc());
    const dnnl::memory packed =
        reordered(weights.dims, weights.order, weights.values->data(), primitive.weights_desc());
    const dnnl::memory to = room_for(primitive.dst_desc());
    const dnnl::memory scratch = room_for(primitive.scratchpad_desc());
    steps_.push_back({dnnl::convolution_forward(primitive),
                      {{DNNL_ARG_SRC, data_},
                       {DNNL_ARG_WEIGHTS, packed},
                       {DNNL_ARG_DST, to},
                       {DNNL_ARG_SCRATCHPAD, scratch}}});
    data_ = to;
    shape_ = out;
  }

  void run() {
    omp_set_num_threads(job_->threads);
    for (Step& step : steps_) step.primitive.execute(stream_, step.arguments);
    stream_.wait();
  }

  core::Tensor result() {
    core::Tensor y({static_cast<int>(shape_[0]), static_cast<int>(shape_[2]),
                    static_cast<int>(shape_[3]), static_cast<int>(shape_[1])});
    dnnl::memory to({shape_, kFloat, Tag::nhwc}, engine_, y.values.data());
    dnnl::reorder(data_, to).execute(stream_, data_, to);
    stream_.wait();
    return y;
  }

 private:
  struct Step {
    dnnl::convolution_forward primitive;
    std::unordered_map<int, dnnl::memory> arguments;
  };

  /// The same kind of memory as this engine has.
  dnnl::memory room_for(const dnnl::memory::desc& desc) {
    memory_.emplace_back(desc.get_size() / sizeof(float) + 1);
    return {desc, engine_, memory_.back().data()};
  }

  /// `values` brought into the layout `wanted`.
  dnnl::memory reordered(const Dims& dims, Tag order, const float* values,
                         const dnnl::memory::desc& wanted) {
    dnnl::memory from({dims, kFloat, order}, engine_, const_cast<float*>(values));
    dnnl::memory to = room_for(wanted);
    dnnl::reorder(from, to).execute(stream_, from, to);
    stream_.wait();
    return to;
  }

  std::shared_ptr<const Job> job_;
  Tag layout_;
  dnnl::engine engine_;
  dnnl::stream stream_;
  Dims shape_;
  dnnl::memory data_;
  std::deque<core::Floats> memory_;
  std::vector<Step> steps_;
};

}  // namespace

std::vector<Contender> onednn_contenders(const std::shared_ptr<const Job>& job) {
  const core::Layer& layer = job->workload.layer;
  const int c = job->x.shape.channels;
  const int t = core::intermediate_channels(layer, job->x.shape);
  const int k = layer.out_channels;
  std::vector<Contender> found;
  for (const auto& [layout, suffix] : {std::pair{Tag::any, ""}, std::pair{Tag::nhwc, " nhwc"}}) {
    const auto folds = std::make_shared<Chain>(job, layout);
    folds->add({{c, layer.channel_multiplier, 1, layer.kernel.height, layer.kernel.width},
                Tag::hwigo,
                &job->filters.depthwise.values},
               t, true);
    folds->add({{k, t, 1, 1}, Tag::hwio, &job->filters.pointwise.values}, k, false);
    const auto one = std::make_shared<Chain>(job, layout);
    one->add({{k, c, layer.kernel.height, layer.kernel.width}, Tag::hwio, &job->collapsed.values},
             k, true);
    const std::string name = std::string("oneDNN") + suffix;
    found.push_back({name, false, [folds] { folds->run(); }, [folds] { return folds->result(); }});
    found.push_back(
        {name + " standard", true, [one] { one->run(); }, [one] { return one->result(); }});
  }
  return found;
}

}  // namespace twofold::bench
