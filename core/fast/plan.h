// The fast engine: a plan is made once for a layer, a shape and filters, and run many times.
//
//     Plan p = fast::plan(layer, x.shape, filters);
//     Tensor y(output_shape(layer, x.shape));
//     p.run(x, y);
//
// A run allocates nothing, holds at most 4 MiB besides its output and the packed filters, and gives
// the same bits for any number of threads. Results agree with the reference (core/separable.h) to
// 1e-5 of the largest magnitude; not bit for bit, since products and sums are fused and ordered for
// speed. Where bias and activation leave so little of large sums that this would not hold, the
// reference computes them (and allocates). Settings must have passed core/check.h.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "core/fast/loops/target.h"
#include "core/separable.h"

namespace twofold::core::fast {

struct Options {
  int threads = 0;             ///< 0: as many as the machine has
  bool intermediates = false;  ///< the plan is to deliver z too
  // Without intermediates the plan may
  /// use the standard convolution that comes to the same; where a pixel is not finite (or beyond
  /// 1e18) the result may then be another of NaN, infinity and number than the reference's
  bool collapse = false;
  bool regroup = true;           ///< make sums with fewer products, by minimal filtering
  Target target = Target::best;  ///< where this machine lacks it, the plan uses the plain loops
};

/// How a plan goes about what it computes.
enum class Loops {
  woven,        ///< few channels, one filter each: neighbouring floats of a row in the lanes
  planar,       ///< few channels: pixels in the vector lanes, a plane a channel
  quads,        ///< the same for large kernels: four rows at a time by F(4, 3)
  winograd,     ///< few channels, standard: four rows at a time by F(4, 3), half the products
  nested,       ///< the same for 3 x 3 kernels: F(4, 3) by F(2, 3), a third of the products
  channelwise,  ///< many channels: channels in the lanes, blocks of pixels in cache
  taps,         ///< many channels, standard: one matrix product a tap
  plain         ///< the reference's loops: what the others cannot do
};

/// What a plan chose, and why.
struct Choice {
  bool collapsed = false;  ///< both folds by the standard filter W = sum over r of D P
  Loops loops = Loops::plain;
  std::string instructions;       ///< "AVX2"; empty for the plain loops
  int threads = 1;                ///< that take part
  std::int64_t macs = 0;          ///< multiply-adds by definition, padding included
  std::int64_t bytes = 0;         ///< read and written at least: input, filters, outputs once
  std::size_t packed_bytes = 0;   ///< of the packed filters
  std::size_t scratch_bytes = 0;  ///< of working memory
  bool same_class = true;         ///< NaN, infinity and numbers stand where the reference has them
  std::string sentence;           ///< plain words: what is done, and why
};

inline namespace programs {
class Program;
}
class After;

class Plan {
 public:
  Plan(std::unique_ptr<Program> program, std::unique_ptr<After> after, Choice choice,
       const Shape& in, const Shape& z, const Shape& y);
  ~Plan();
  Plan(Plan&&) noexcept;
  Plan& operator=(Plan&&) noexcept;

  const Choice& choice() const { return choice_; }

  /// The result of the planned operation into `out`, which must have its shape. One run of a plan
  /// at a time. If `stop` was raised, `out` is not to be used.
  void run(const Tensor& x, Tensor& out, const StopFlag* stop = nullptr);

  /// Both outputs of a separable convolution in one pass; for plans with Options::intermediates.
  void run(const Tensor& x, Separable& out, const StopFlag* stop = nullptr);

 private:
  void run(const Tensor& x, float* z, float* y, const StopFlag* stop);

  std::unique_ptr<Program> program_;
  std::unique_ptr<After> after_;  ///< null where nothing follows
  Choice choice_;
  Shape in_;
  Shape z_;
  Shape y_;
};

/// Plans for tf.nn.separable_conv2d (with bias and activation), and for its stages and the standard
/// convolution alone.
Plan plan(const Layer& layer, const Shape& in, const Filters& filters, const Options& options = {});
Plan plan_depthwise(const Layer& layer, const Shape& in, Filter d, const Options& options = {});
Plan plan_pointwise(const Shape& z, Filter p, const Options& options = {});
Plan plan_standard(const Layer& layer, const Shape& in, Filter w, const Options& options = {});

}  // namespace twofold::core::fast
