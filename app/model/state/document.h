// Everything that can change a number: pictures, layer, filters. A small comparable value; undo
// keeps copies of it, background work takes a copy with it, files hold it.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "app/model/state/filter_bank.h"
#include "app/model/state/picture_library.h"
#include "core/chain/stage.h"
#include "core/shape.h"

namespace twofold::model::inline state {

/// Longest side at which pictures are worked on, unless full size is asked for.
inline constexpr int kWorkingSide = 320;

/// Where x comes from.
enum class InputSource {
  pictures,  ///< the batch of pictures
  noise,     ///< seeded noise in 0..1, for layers whose in_channels are not the picture's
  crops      ///< a batch of small pieces of the first picture, evenly spread over it
};

/// Which list of stages stands around the layer: a block of core/chain/blocks.h.
struct BlockChoice {
  std::string name = "separable";
  int expansion = 1;  ///< of blocks that widen: channels inside over channels outside
  int groups = 1;     ///< of a grouped convolution
  /// What the user put behind a stage, by its number, instead of what the block has there.
  std::map<int, core::AfterSum> after;

  bool operator==(const BlockChoice&) const = default;
};

struct Document {
  std::vector<PictureRef> batch;    ///< at least one; all are worked on at the first one's size
  int longest_side = kWorkingSide;  ///< of the working size; 0: full size
  bool grey = false;                ///< pictures are reduced to one channel
  InputSource source = InputSource::pictures;
  core::Shape noise;  ///< shape of x when it is noise or crops
  core::Layer layer;
  BlockChoice block;
  FilterBank bank;
  Bypass bypass;

  bool operator==(const Document&) const = default;
};

/// Shape of x: [batch, height, width, channels] at the working size.
core::Shape input_shape(const Document& document);

/// Width and height of a picture when its longest side is `longest_side` (0: as it is; pictures are
/// never enlarged).
core::Extent working_size(int width, int height, int longest_side);

/// The opening: this picture (citrus.jpg for the program as shipped), the seed's own layer, the
/// hand-made filters.
Document opening_document(const PictureRef& picture);

/// Letter of an input channel, as shown on chips: R, G, B; L for a single grey one; a number for
/// more.
std::string channel_letter(int channel, int channels);

}  // namespace twofold::model::inline state
