// A sum as columns: under each term a bar from the sum before it to the sum after it, then the
// result. Terms keep the order of the sum. When there are more than fit, the largest are shown, and
// the last column says how many are left out and what they come to together.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/ui/frame/frame.h"

namespace twofold::ui::inline one_value {

struct WaterfallTerm {
  std::string label;  ///< over the column: "z0 R"
  ImU32 hue = 0;
  std::string words;  ///< what is multiplied: "1·.28"
  float product = 0;
  bool lit = false;
  bool looked_at = false;  ///< on the looked-at path: it is never left out
};

struct Waterfall {
  std::string id;                    ///< terms are entered in the registry as "id 0", "id 1" ...
  std::vector<WaterfallTerm> terms;  ///< in the order of the sum
  std::vector<int> by_size;          ///< their indices, the largest first
  float sum = 0;                     ///< of all terms, as the reference has it
  std::optional<float> bias;
  std::string activation;  ///< what follows the sum, as signs: "norm ReLU6 + x"; empty: nothing
  float result = 0;
  std::optional<int> done;  ///< while stepping: so many terms are in the sum, in its order
  bool hides_last = false;  ///< the last of them is to be predicted
};

/// The width at which all columns fit, or four of them where there are more.
float waterfall_width(const Frame& frame, const Waterfall& w);

/// What the mouse does to the columns: indices of terms, or -1.
struct WaterfallUse {
  int hovered = -1;
  int clicked = -1;  ///< of those that are left out: the next after the one that is looked at
};

/// Draws the columns into `rect` and the result after them. The column of what is left out is
/// "id together".
WaterfallUse waterfall(Frame& frame, const Rect& rect, const Waterfall& w);

}  // namespace twofold::ui::inline one_value
