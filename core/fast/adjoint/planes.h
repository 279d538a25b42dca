// Whole tensors as planes for the backward passes: a plane a channel, all pictures of the batch
// below each other, with the border's zeros written out. Where an operation has strides, its input
// is split by the remainders of row and column, so that output pixels side by side always meet
// floats side by side.
#pragma once

#include "core/fast/adjoint/adjoint.h"
#include "core/fast/loops/kernels.h"
#include "core/fast/threads/workers.h"
#include "core/floats.h"
#include "core/shape.h"
#include "core/tensor.h"

namespace twofold::core::fast::inline adjoint {

/// A tensor's values under another shape of as many.
struct TensorView {
  Shape shape;
  const float* values = nullptr;

  // NOLINTNEXTLINE(google-explicit-constructor): every tensor can be seen so
  TensorView(const Tensor& t) : shape(t.shape), values(t.values.data()) {}
  TensorView(const Shape& s, const float* v) : shape(s), values(v) {}

  const float* pixel(int b, int y, int x) const {
    return values +
           ((static_cast<std::ptrdiff_t>(b) * shape.height + y) * shape.width + x) * shape.channels;
  }
};

/// Where one axis of a tap lies: in the plane of this remainder, this many places on.
struct TapPlace {
  int phase = 0;
  int shift = 0;
};
inline TapPlace tap_place(int k, int dilation, int stride) {
  return {k * dilation % stride, k * dilation / stride};
}

/// Where a tap lies in planes: in those of a pair of remainders, places down and to the right.
struct PhaseTap {
  int ky, kx;
  int phase;
  int down, right;
};
template <class Visit>
void for_each_phase_tap(const Layer& layer, Visit&& visit) {
  for (int ky = 0; ky < layer.kernel.height; ++ky) {
    for (int kx = 0; kx < layer.kernel.width; ++kx) {
      const TapPlace y = tap_place(ky, layer.dilations.height, layer.strides.height);
      const TapPlace x = tap_place(kx, layer.dilations.width, layer.strides.width);
      visit(PhaseTap{ky, kx, y.phase * layer.strides.width + x.phase, y.shift, x.shift});
    }
  }
}

/// Planes [channel][picture][row][column], each row at one pitch, all zero around what is filled.
class AdjointPlanes {
 public:
  AdjointPlanes() = default;
  /// `first` places are left free before a picture's rows and before a row's columns; a picture has
  /// `rows` rows and a row `columns` columns, these included.
  AdjointPlanes(int channels, int batch, Extent first, Extent size);

  /// The place of channel c's picture b, row 0, column 0 of what is filled.
  float* at(int c, int b) {
    return values_.data() + c * stride_ + b * picture_ + first_.height * pitch_ + first_.width;
  }
  const float* at(int c, int b) const { return const_cast<AdjointPlanes*>(this)->at(c, b); }
  std::ptrdiff_t stride() const { return stride_; }
  std::ptrdiff_t picture() const { return picture_; }
  std::ptrdiff_t pitch() const { return pitch_; }
  int batch() const { return batch_; }

 private:
  int batch_ = 0;
  Extent first_{0, 0};
  std::ptrdiff_t pitch_ = 0;
  std::ptrdiff_t picture_ = 0;
  std::ptrdiff_t stride_ = 0;
  Floats values_;
};

/// The outputs of an operation taken apart: zeros before them as far as any tap reaches back.
AdjointPlanes output_planes(const TensorView& grad, const Layer& layer, const Shape& in,
                            const Kernels& kernels, const Workers& workers);

/// The input taken apart: channel q under a pair of remainders is the plane of number
/// phase * C + q, phase = phase row * strides.width + phase column. Every tap of every output lies
/// inside.
AdjointPlanes input_planes(const TensorView& x, const Layer& layer, const Kernels& kernels,
                           const Workers& workers);

/// The loops for the machine's instruction set, which must be there.
const Kernels& kernels_of(const AdjointOptions& options);

/// Rows and columns of one remainder's plane: as many as outputs can meet.
Extent phase_size(const Layer& layer, const Shape& in);

}  // namespace twofold::core::fast::inline adjoint
