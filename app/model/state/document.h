// Everything that can change a number: pictures, layer, filters. A small comparable value; undo
// keeps copies of it, background work takes a copy with it, files hold it.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/model/state/filter_bank.h"
#include "app/model/state/picture_library.h"
#include "core/chain/stage.h"
#include "core/quantise.h"
#include "core/shape.h"

namespace twofold::model::inline state {

/// Longest side at which pictures are worked on, unless full size is asked for.
inline constexpr int kWorkingSide = 320;

/// Where x comes from.
enum class InputSource {
  pictures,  ///< the batch of pictures
  noise,     ///< seeded noise in 0..1, for layers whose in_channels are not the picture's
  crops,     ///< a batch of small pieces of the first picture, evenly spread over it
  made,      ///< as many channels as are asked for, made of the pictures (made_channels.h)
  pattern,   ///< a test picture
  network    ///< what a layer of the trained network reads, on the first picture
};

/// What a test picture shows.
enum class Pattern { impulse, step, diagonal, checker, ramp, signal, bayer };

/// One row of the table of test pictures.
struct PatternRow {
  Pattern pattern = Pattern::impulse;
  std::string_view name;   ///< in files: "step"
  std::string_view title;  ///< on a control: "Step edge"
};
std::span<const PatternRow> patterns();

/// Which layer of the trained network a document is, and at which size.
struct NetworkPlace {
  int layer = 0;
  int side = 416;  ///< of the square that the network sees

  bool operator==(const NetworkPlace&) const = default;
};

/// What a user types for one channel behind a stage's sums.
struct ChannelAfter {
  float bias = 0;   ///< of any stage but the last, whose biases are the bank's
  float scale = 1;  ///< of a normalisation: gamma
  float shift = 0;  ///< beta
  float mean = 0;
  float variance = 1;  ///< not below 0

  bool operator==(const ChannelAfter&) const = default;
};

/// The numbers behind one stage: scale = gamma / sqrt(variance + epsilon), and so on.
struct AfterValues {
  float epsilon = 1e-3f;  ///< above 0
  bool folded = false;    ///< scale and shift are worked into filter and bias
  std::map<int, ChannelAfter> channels;

  bool operator==(const AfterValues&) const = default;
};

/// Which list of stages stands around the layer: a block of core/chain/blocks.h.
struct BlockChoice {
  std::string name = "separable";
  int expansion = 1;  ///< of blocks that widen: channels inside over channels outside
  int groups = 1;     ///< of a grouped convolution
  /// What the user put behind a stage, by its number, instead of what the block has there.
  std::map<int, core::AfterSum> after;
  /// Numbers that the user typed behind a stage; without them a normalisation changes nothing.
  std::map<int, AfterValues> values;
  /// The stages whose weights have few bits.
  std::map<int, core::WeightBits> bits;

  bool operator==(const BlockChoice&) const = default;
};

/// The zeros around the picture, as they are asked for. What they come to stands in the layer's
/// explicit_pads (settle_zeros), where all that computes reads it.
struct Zeros {
  std::string convention = "tensorflow";  ///< whose zeros SAME means: core/chain/conventions.h
  std::optional<core::Pads> typed;        ///< for each side; stand above the padding

  bool operator==(const Zeros&) const = default;
};

struct Document {
  std::vector<PictureRef> batch;    ///< at least one; all are worked on at the first one's size
  int longest_side = kWorkingSide;  ///< of the working size; 0: full size
  bool grey = false;                ///< pictures are reduced to one channel
  InputSource source = InputSource::pictures;
  core::Shape noise;  ///< shape of x when it is none of the pictures; of `made` [1, 1, 1, channels]
  Pattern pattern = Pattern::impulse;  ///< of a test picture
  NetworkPlace network;                ///< of what a network's layer reads
  core::Layer layer;
  Zeros zeros;
  BlockChoice block;
  FilterBank bank;
  Bypass bypass;

  bool operator==(const Document&) const = default;
};

/// Shape of x: [batch, height, width, channels] at the working size.
core::Shape input_shape(const Document& document);

/// Gives the layer the zeros that are asked for: typed ones, or those of a convention that is not
/// TensorFlow's. Every rule that changes a document ends with it.
void settle_zeros(Document& document);

/// Whether weights of any stage have few bits.
bool is_quantised(const Document& document);

/// Whether x is made of the pictures' pixels: it has their size.
bool has_pictures_size(const Document& document);

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
