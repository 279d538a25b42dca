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

/// Both backward passes of one convolution, in oneDNN's own layouts: the gradients with respect to
/// the weights from x and dy, with respect to x from dy and the weights.
class Backward {
 public:
  Backward(std::shared_ptr<const Job> job, const core::Tensor& x, const Weights& weights,
           int outputs, bool spatial)
      : job_(std::move(job)), engine_(dnnl::engine::kind::cpu, 0), stream_(engine_) {
    omp_set_num_threads(job_->threads);
    const core::Layer& layer = job_->workload.layer;
    const core::Pads around = spatial ? core::pads(layer, job_->x.shape) : core::Pads{};
    const core::Extent size = core::output_size(layer, job_->x.shape);
    const core::Shape& s = x.shape;
    in_ = {s.batch, s.channels, s.height, s.width};
    out_ = {s.batch, outputs, size.height, size.width};
    const Dims strides = spatial ? Dims{layer.strides.height, layer.strides.width} : Dims{1, 1};
    const Dims gaps =
        spatial ? Dims{layer.dilations.height - 1, layer.dilations.width - 1} : Dims{0, 0};
    const Dims before{around.top, around.left};
    const Dims after{around.bottom, around.right};
    const auto any = [](const Dims& dims) { return dnnl::memory::desc(dims, kFloat, Tag::any); };
    constexpr auto kDirect = dnnl::algorithm::convolution_direct;
    const dnnl::convolution_forward::primitive_desc hint(
        {dnnl::prop_kind::forward_training, kDirect, any(in_), any(weights.dims), any(out_),
         strides, gaps, before, after},
        engine_);
    const dnnl::convolution_backward_weights::primitive_desc by_weights(
        {kDirect, any(in_), any(weights.dims), any(out_), strides, gaps, before, after}, engine_,
        hint);
    const dnnl::convolution_backward_data::primitive_desc by_data(
        {kDirect, any(in_), any(weights.dims), any(out_), strides, gaps, before, after}, engine_,
        hint);
    from_ = reordered(in_, Tag::nhwc, x.values.data(), by_weights.src_desc());
    packed_ =
        reordered(weights.dims, weights.order, weights.values->data(), by_data.weights_desc());
    weights_grad_ = room_for(by_weights.diff_weights_desc());
    in_grad_ = room_for(by_data.diff_src_desc());
    for_weights_ = room_for(by_weights.diff_dst_desc());
    for_data_ = room_for(by_data.diff_dst_desc());
    weights_pass_ = dnnl::convolution_backward_weights(by_weights);
    data_pass_ = dnnl::convolution_backward_data(by_data);
  }

  /// dy, NHWC: outside the measured part.
  void set_gradient(const core::Tensor& grad) {
    for (const dnnl::memory& to : {for_weights_, for_data_}) {
      dnnl::memory from({out_, kFloat, Tag::nhwc}, engine_, const_cast<float*>(grad.values.data()));
      dnnl::reorder(from, to).execute(stream_, from, const_cast<dnnl::memory&>(to));
    }
    stream_.wait();
  }

  void run() {
    omp_set_num_threads(job_->threads);
    data_pass_.execute(stream_, {{DNNL_ARG_DIFF_DST, for_data_},
                                 {DNNL_ARG_WEIGHTS, packed_},
                                 {DNNL_ARG_DIFF_SRC, in_grad_}});
    weights_pass_.execute(stream_, {{DNNL_ARG_SRC, from_},
                                    {DNNL_ARG_DIFF_DST, for_weights_},
                                    {DNNL_ARG_DIFF_WEIGHTS, weights_grad_}});
    stream_.wait();
  }

  core::Tensor result() {
    core::Tensor dx({static_cast<int>(in_[0]), static_cast<int>(in_[2]), static_cast<int>(in_[3]),
                     static_cast<int>(in_[1])});
    dnnl::memory to({in_, kFloat, Tag::nhwc}, engine_, dx.values.data());
    dnnl::reorder(in_grad_, to).execute(stream_, in_grad_, to);
    stream_.wait();
    return dx;
  }

 private:
  dnnl::memory room_for(const dnnl::memory::desc& desc) {
    memory_.emplace_back(desc.get_size() / sizeof(float) + 1);
    return {desc, engine_, memory_.back().data()};
  }
  dnnl::memory reordered(const Dims& dims, Tag order, const float* values,
                         const dnnl::memory::desc& wanted) {
    dnnl::memory from({dims, kFloat, order}, engine_, const_cast<float*>(values));
    dnnl::memory to = room_for(wanted);
    dnnl::reorder(from, to).execute(stream_, from, to);
    stream_.wait();
    return to;
  }

  std::shared_ptr<const Job> job_;
  dnnl::engine engine_;
  dnnl::stream stream_;
  Dims in_, out_;
  std::deque<core::Floats> memory_;
  dnnl::memory from_, packed_, weights_grad_, in_grad_, for_weights_, for_data_;
  dnnl::convolution_backward_weights weights_pass_;
  dnnl::convolution_backward_data data_pass_;
};

}  // namespace

std::vector<Contender> onednn_backward(const std::shared_ptr<const Job>& job) {
  const core::Layer& layer = job->workload.layer;
  const int c = job->x.shape.channels;
  const int t = core::intermediate_channels(layer, job->x.shape);
  const int k = layer.out_channels;
  const auto fold2 = std::make_shared<Backward>(
      job, job->z, Weights{{k, t, 1, 1}, Tag::hwio, &job->filters.pointwise.values}, k, false);
  const auto fold1 = std::make_shared<Backward>(
      job, job->x,
      Weights{{c, layer.channel_multiplier, 1, layer.kernel.height, layer.kernel.width},
              Tag::hwigo,
              &job->filters.depthwise.values},
      t, true);
  const auto one = std::make_shared<Backward>(
      job, job->x,
      Weights{{k, c, layer.kernel.height, layer.kernel.width}, Tag::hwio, &job->collapsed.values},
      k, true);
  fold2->set_gradient(job->y_grad);
  fold2->run();
  fold1->set_gradient(fold2->result());
  one->set_gradient(job->y_grad);
  // What goes from fold to fold stays in its layout outside the measured part, in their favour.
  return {{"oneDNN", false,
           [fold1, fold2] {
             fold2->run();
             fold1->run();
           },
           [fold1] { return fold1->result(); }},
          {"oneDNN standard", true, [one] { one->run(); }, [one] { return one->result(); }}};
}

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
