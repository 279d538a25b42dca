// The pictures that the window shows, by name. A renderer (gpu, raster) keeps a copy of each and
// hands its texture ids to the panels; new pixels always come as a new pointer, so comparing
// pointers is enough to know what to upload.
#pragma once

#include <compare>
#include <map>
#include <memory>

#include "app/paint/rgba8.h"

namespace twofold::paint {

/// What a picture shows.
enum class PictureKind {
  result,          ///< what PictureKey::result names, one channel
  standard,        ///< the standard convolution's result, one channel
  difference,      ///< separable minus standard, one channel
  photograph,      ///< the picture itself, in colour
  overview,        ///< the same, always whole
  output_rgb,      ///< the last result's first three channels as R, G, B
  race_separable,  ///< the result as far as a race has come, in colour
  race_standard,   ///< the same of the standard convolution
  share,           ///< the hovered weight times what it multiplies: what it adds to its output
  thumbnail,       ///< picture number `channel` of those on offer
  lesson,          ///< number `channel` of the pictures of a page about learning
  network          ///< number `channel` of the pictures of the page about a network
};

/// Whether a picture is made from the tensors of a document, by its painter; others are set.
constexpr bool is_of_document(PictureKind kind) { return kind < PictureKind::thumbnail; }

/// Names one picture.
struct PictureKey {
  PictureKind kind = PictureKind::photograph;
  int channel = 0;
  int result = 0;  ///< of a layer's list of stages: 0 the input, i + 1 what stage i makes
  // NOLINTNEXTLINE(modernize-use-nullptr): a false alarm of clang-tidy 14 at <=>
  auto operator<=>(const PictureKey&) const = default;
};

/// One channel of a result.
constexpr PictureKey result_key(int result, int channel) {
  return {PictureKind::result, channel, result};
}

using PaintedPictures = std::map<PictureKey, std::shared_ptr<const Rgba8>>;

}  // namespace twofold::paint
