// The values of one stage of the computation: held as a tensor, or, where that would take too much
// memory, computed from x for the pixel that is asked for. Panels need not know which.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>

#include "app/model/numbers/region_samples.h"
#include "app/paint/colormap.h"

namespace twofold::model::inline numbers {

/// Which values those of a stage that is not held are: result `result` of a source's list, less the
/// result of another list where that is given.
struct StageOf {
  std::shared_ptr<const StageSource> source;
  int result = 1;
  std::shared_ptr<const StageSource> minus;  ///< its last result; null for none
};

class StageTensor {
 public:
  /// Held.
  explicit StageTensor(std::shared_ptr<const core::Tensor> tensor);
  explicit StageTensor(core::Tensor tensor);
  /// Computed on demand; `samples` is what is seen of it, `probe` a few values from all over it.
  StageTensor(StageOf of, Samples samples, std::shared_ptr<const Samples> probe);

  core::Shape shape;

  /// One value: that of the tensor, or the reference's, bit for bit.
  float at(int b, int row, int column, int channel) const {
    return held_ ? held_->at(b, row, column, channel) : computed(b, row, column, channel);
  }

  bool is_held() const { return held_ != nullptr; }
  /// The whole; asserts that it is held.
  const core::Tensor& tensor() const;
  std::shared_ptr<const core::Tensor> shared_tensor() const { return held_; }

  /// One channel of one picture, whole: [1,H,W,1]. Computes it where it is not held.
  core::Tensor channel(int b, int channel) const;

  /// Smallest and largest value of a channel (of what is seen of it, where it is not held).
  paint::Range range(int b, int channel) const;

  /// What is to be painted instead of the whole; null where the tensor itself is.
  const Samples* samples() const { return samples_.get(); }
  void set_samples(std::shared_ptr<const Samples> samples) { samples_ = std::move(samples); }

  /// Some values from all over a picture: of the tensor, or of few pixels.
  const Samples* probe() const { return probe_.get(); }

  /// Equal numbers mean equal values of a channel, from one evaluation to the next.
  std::uint64_t version(int channel) const { return versions_[static_cast<std::size_t>(channel)]; }
  void set_version(int channel, std::uint64_t version) {
    versions_[static_cast<std::size_t>(channel)] = version;
  }

 private:
  float computed(int b, int row, int column, int channel) const;
  void renew_versions();

  std::shared_ptr<const core::Tensor> held_;
  StageOf of_;
  std::shared_ptr<const Samples> samples_;
  std::shared_ptr<const Samples> probe_;
  std::vector<std::uint64_t> versions_;

  /// What range() has found, by picture and channel; copies have the same values and share it.
  struct Ranges {
    std::mutex mutex;
    std::map<std::pair<int, int>, paint::Range> known;
  };
  std::shared_ptr<Ranges> ranges_ = std::make_shared<Ranges>();
};

using SharedTensor = std::shared_ptr<const StageTensor>;

/// A tensor that is held, for callers who have one.
SharedTensor held(core::Tensor tensor);

}  // namespace twofold::model::inline numbers
