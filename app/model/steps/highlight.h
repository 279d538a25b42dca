// What belongs to the one shared coordinate: from what is hovered (or else pinned) to everything
// that every lane lights. The index arithmetic is core/taps.h alone.
#pragma once

#include <optional>
#include <vector>

#include "app/model/steps/place.h"
#include "core/chain/schedule.h"
#include "core/taps.h"

namespace twofold::model::inline steps {

/// A filled rectangle of pixels that may reach into the padding.
struct PixelBox {
  int top = 0;
  int left = 0;
  int height = 0;
  int width = 0;
  bool operator==(const PixelBox&) const = default;
};

/// What is lit in each result. Channels are lit or faded as a whole; boxes lie on the lit ones.
struct Highlight {
  Hover source;        ///< what this is about
  bool pinned = true;  ///< false while something is hovered
  OutputPixel pixel;   ///< the output pixel whose sum is shown below

  std::vector<int> channels;           ///< by result: the chosen one; -1: none, all take part
  std::vector<std::vector<bool>> lit;  ///< by result and channel

  std::vector<core::Tap> window;  ///< all taps of `pixel`, those in the padding included
  PixelBox window_box;            ///< their bounding box
  std::optional<core::Tap> tap;   ///< the one tap that is chosen

  /// The output pixels that a hovered input pixel feeds; empty otherwise.
  std::vector<OutputPixel> fed;
  PixelBox fed_box;

  /// The input pixels that a hovered filter cell multiplies over the whole picture: every
  /// `reach_step`-th pixel of the box.
  std::optional<PixelBox> reach;
  core::Extent reach_step{1, 1};

  std::optional<MixCell> weight;  ///< the one weight that is chosen

  /// Where the playback stands while something else is looked at: the output pixel of its step.
  std::optional<OutputPixel> ghost;
};

/// The highlight of a hover, or of the pin where nothing is hovered. `list` and `in` must have
/// passed core::check.
Highlight highlight(const Hover& hover, const Place& pin, const core::Chain& list,
                    const core::Shape& in);

/// The highlight of a step of the computation: its value, its one tap or weight. `of` is the stage
/// that is walked, `result` the one of `list` that it makes.
Highlight highlight_of_step(const core::Stage& of, int result, const core::Step& step,
                            const core::Chain& list, const core::Shape& in);

/// The input pixel that a highlight is about: the chosen one, or the one under the middle of the
/// window.
Place input_place(const Highlight& highlight, const core::Chain& list, const core::Shape& in);

/// The bounding box of the taps of an output pixel, those in the padding included.
PixelBox window_box(const OutputPixel& pixel, const core::Layer& layer, const core::Shape& in);

}  // namespace twofold::model::inline steps
