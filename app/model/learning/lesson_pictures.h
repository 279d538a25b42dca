// The pictures of the pages about learning: what is learned from, what it is to become, what comes
// of it and how far that is off.
#pragma once

#include "app/model/state/view_state.h"
#include "app/paint/paint_tensor.h"
#include "app/paint/pictures.h"

namespace twofold::model {
inline namespace learning {

enum class LessonPicture {
  input,   ///< what is learned from, in colour
  target,  ///< one output of a standard convolution, or a picture
  result,  ///< what a student makes of the input
  miss,    ///< result less target
  share    ///< every pixel's share of a weight's gradient
};

/// A picture's name; `student` counts from 0 and is below 64.
constexpr paint::PictureKey lesson_key(LessonPicture what, int student = 0) {
  return {paint::PictureKind::lesson, 64 * static_cast<int>(what) + student};
}

/// What a painted tensor shows: three channels as colours, or one on a scale.
struct LessonScale {
  bool is_colour = false;
  int channel = 0;
  paint::Scale scale;
};

/// The scale of channel `channel` of a target (of its three channels as colours, if `is_colour`):
/// grey from 0 up, or diverging about 0 where it goes well below.
LessonScale target_scale(const core::Tensor& target, int b, int channel, bool is_colour,
                         ThemeChoice theme);

/// That of what misses it: over a quarter of the target's scale to each side of 0.
LessonScale miss_scale(const LessonScale& target, ThemeChoice theme);

/// That of values of both signs: diverging, up to the largest.
LessonScale signed_scale(const core::Tensor& values, int b, ThemeChoice theme);

/// Picture `b` of a tensor, its longest side at most `most` pixels, each the mean of its block.
std::shared_ptr<const paint::Rgba8> lesson_picture(const core::Tensor& tensor, int b,
                                                   const LessonScale& scale, int most);

/// One channel of a tensor alone.
core::Tensor one_channel(const core::Tensor& tensor, int channel);

/// a less b, value by value.
core::Tensor difference_of(const core::Tensor& a, const core::Tensor& b);

/// The middle of picture `b`, each pixel as a square: where a picture is shown smaller, a pattern
/// of single pixels would be mixed into colours that it does not have.
core::Tensor enlarged_middle(const core::Tensor& x, int b);

}  // namespace learning
}  // namespace twofold::model
