// Keeps the pictures on screen in step with the numbers: paints what was drawn last, at the size it
// was drawn, and only what has changed. Each painted picture remembers what it was made from, so
// one painter can take over what another has made on its own thread.
#pragma once

#include <optional>
#include <vector>

#include "app/model/numbers/sampling.h"
#include "app/model/pictures/scales.h"
#include "app/model/steps/playback.h"
#include "app/paint/paint_tensor.h"
#include "app/paint/pictures.h"

namespace twofold::model::inline pictures {

/// A picture that a panel drew, and on how many screen pixels its visible part was.
struct Wanted {
  paint::PictureKey key;
  int width = 0;
  int height = 0;

  bool operator==(const Wanted&) const = default;
};

/// What a painted picture shows of its tensor, and how.
struct Painted {
  core::Shape shape;  ///< of the tensor
  paint::PixelRegion region;
  paint::Scale scale;
  std::int64_t complete = 0;  ///< pixels, row-major; the others are not made yet and transparent
};

/// How far a walk has come.
struct Progress {
  const Walk& walk;
  std::int64_t done = 0;
};

/// The scales in use, shown by the lanes.
struct Scales {
  std::vector<LaneScales> results;  ///< by result; the input's is empty: it runs over 0..1
  float difference_limit = 1;  ///< the difference to the standard convolution runs over +-limit
  float largest_difference = 0;
  float largest_output = 0;  ///< in magnitude

  const LaneScales& of(int result) const { return results[static_cast<std::size_t>(result)]; }
  const LaneScales& output() const { return results.back(); }
};

/// What is looked at, and how: all that pictures depend on beside the numbers.
struct PaintRequest {
  ViewState view;
  std::vector<Wanted> wanted;
};

class Painter {
 public:
  /// Brings the pictures up to date. `wanted` may name a picture twice; the larger size counts.
  /// With `progress`, results are shown as far as they are made; null: whole.
  void paint(const Evaluation& evaluation, const ViewState& view, const std::vector<Wanted>& wanted,
             const Progress* progress = nullptr);

  /// Takes the pictures and scales that another painter has made; what it does not have stays.
  void take_over(const Painter& other);

  /// Adds pictures that are not made from tensors (thumbnails, lessons, those of a network).
  void set(const paint::PictureKey& key, std::shared_ptr<const paint::Rgba8> pixels);

  const paint::PaintedPictures& pictures() const { return pictures_; }
  /// What a picture covers; null if it was not painted yet.
  const Painted* painted(const paint::PictureKey& key) const;
  const Scales& scales() const { return scales_; }

 private:
  /// All that the pixels of a picture depend on.
  struct Recipe {
    std::array<std::uint64_t, 3> versions{};  ///< of the channels' values
    int b = 0;
    std::array<int, 3> channels{};
    float gain = 1;  ///< multiplies every value
    paint::Scale scale;
    Sampling at;
    std::int64_t complete = 0;
    bool operator==(const Recipe&) const = default;
  };
  /// A recipe, and the values that it is carried out on.
  struct Repaint {
    Recipe recipe;
    SharedTensor tensor;
    const Samples* samples = nullptr;  ///< painted instead of the whole; null: the tensor itself is
    bool is_colour = false;
  };

  std::optional<Repaint> repaint_of(const Evaluation&, const ViewState&, const Wanted&,
                                    const Progress*) const;
  paint::Scale scale_of(const ViewState&, const paint::PictureKey&) const;
  static paint::Rgba8 pixels(const Repaint&);
  void carry_out(const std::vector<std::pair<paint::PictureKey, Repaint>>& repaints);
  void refresh_scales(const Evaluation&, const ViewState&);
  void forget_all_but(const std::map<paint::PictureKey, Wanted>& wanted);

  std::map<paint::PictureKey, Recipe> recipes_;
  std::map<paint::PictureKey, Painted> painted_;
  paint::PaintedPictures pictures_;
  Scales scales_;
  std::vector<SharedTensor> scales_of_results_;
  SharedTensor scales_of_difference_;
  int scales_of_b_ = -1;
  bool scales_are_held_ = false;  ///< they are those from before a drag
};

}  // namespace twofold::model::inline pictures
