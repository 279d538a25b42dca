// The reference behind the same door, for settings that the fast loops leave out.
#include "core/fast/programs/program.h"

namespace twofold::core::fast::inline programs {
namespace {

class Plain final : public Program {
 public:
  explicit Plain(const Task& task) : task_(task) {}

  void run(const Buffers& buffers, const StopFlag* stop) override {
    const std::size_t count = static_cast<std::size_t>(task_.in.count());
    const Tensor x(task_.in, std::vector<float>(buffers.x, buffers.x + count));
    if (task_.standard) {
      finished(conv2d(x, task_.full, task_.layer, stop), buffers.y);
      return;
    }
    const Tensor z = depthwise_conv2d(x, task_.depthwise, task_.layer, stop);
    if (buffers.z) std::copy(z.values.begin(), z.values.end(), buffers.z);
    if (buffers.y) finished(pointwise(z, task_.pointwise, stop), buffers.y);
  }
  std::size_t packed_bytes() const override { return 0; }
  std::size_t scratch_bytes() const override { return 0; }

 private:
  void finished(Tensor y, float* out) const {
    finish(y, task_.bias, Activation::none);
    std::copy(y.values.begin(), y.values.end(), out);
  }

  Task task_;
};

}  // namespace

std::unique_ptr<Program> make_plain(const Task& task) { return std::make_unique<Plain>(task); }

}  // namespace twofold::core::fast::inline programs
