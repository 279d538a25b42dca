#include "core/taps.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/generate.h"

namespace twofold::core {
namespace {

using tests::layer_cases;
using tests::LayerCase;

/// Calls visit(oy, ox) for every output pixel.
template <class Visit>
void for_each_output(const LayerCase& c, Visit&& visit) {
  const Extent out = output_size(c.layer, c.in);
  for (int oy = 0; oy < out.height; ++oy) {
    for (int ox = 0; ox < out.width; ++ox) visit(oy, ox);
  }
}

}  // namespace

TEST_CASE("SAME is asymmetric: the odd zero goes to the bottom and right") {
  const Layer layer{{3, 3}, {2, 2}, {1, 1}, Padding::same, 1, 1};
  CHECK(pads(layer, {1, 224, 225, 3}) == Pads{0, 1, 1, 1});
  CHECK(output_size(layer, {1, 224, 225, 3}) == Extent{112, 113});
}

TEST_CASE("output sizes and padding agree with where the taps fall") {
  for (const LayerCase& c : layer_cases()) {
    INFO(c.text());
    const Pads around = pads(c.layer, c.in);
    int past_bottom = 0;
    int past_right = 0;
    for_each_output(c, [&](int oy, int ox) {
      for_each_tap_with_padding(c.layer, c.in, oy, ox, [&](const Tap& tap) {
        CHECK(tap.iy >= -around.top);
        CHECK(tap.ix >= -around.left);
        past_bottom = std::max(past_bottom, tap.iy + 1 - c.in.height);
        past_right = std::max(past_right, tap.ix + 1 - c.in.width);
      });
    });
    CHECK(past_bottom == around.bottom);
    CHECK(past_right == around.right);
    if (c.layer.padding == Padding::valid) CHECK(around == Pads{});
  }
}

TEST_CASE("taps in the padding are skipped, the others come row-major") {
  for (const LayerCase& c : layer_cases()) {
    INFO(c.text());
    for_each_output(c, [&](int oy, int ox) {
      std::vector<std::pair<int, int>> cells;
      bool inside = true;
      for_each_tap(c.layer, c.in, oy, ox, [&](const Tap& tap) {
        cells.emplace_back(tap.ky, tap.kx);
        inside = inside && reads_input(tap, c.in);
      });
      CHECK(inside);
      CHECK(std::is_sorted(cells.begin(), cells.end()));
      std::size_t reading = 0;
      for_each_tap_with_padding(c.layer, c.in, oy, ox,
                                [&](const Tap& tap) { reading += reads_input(tap, c.in); });
      CHECK(cells.size() == reading);
    });
  }
}

TEST_CASE("taps_inside and tap_inside name the taps that for_each_tap visits") {
  for (const LayerCase& c : layer_cases()) {
    INFO(c.text());
    const Pads around = pads(c.layer, c.in);
    for_each_output(c, [&](int oy, int ox) {
      const Run rows = taps_inside(oy, c.layer.kernel.height, c.layer.strides.height,
                                   c.layer.dilations.height, around.top, c.in.height);
      const Run columns = taps_inside(ox, c.layer.kernel.width, c.layer.strides.width,
                                      c.layer.dilations.width, around.left, c.in.width);
      int index = 0;
      bool same = true;
      for_each_tap(c.layer, c.in, oy, ox, [&](const Tap& want) {
        const Tap got = tap_inside(c.layer, c.in, oy, ox, index);
        same = same && got.ky == want.ky && got.kx == want.kx && got.iy == want.iy &&
               got.ix == want.ix && got.ky == rows.first + index / columns.count &&
               got.kx == columns.first + index % columns.count;
        ++index;
      });
      CHECK(same);
      CHECK(index == rows.count * columns.count);
    });
  }
}

TEST_CASE("a dilated kernel can miss the picture altogether") {
  // One pixel, taps at -1 and 2.
  const Layer layer{{2, 2}, {1, 1}, {3, 3}, Padding::same, 1, 1};
  for_each_tap(layer, {1, 1, 1, 1}, 0, 0, [](const Tap&) { FAIL("no tap reads the picture"); });
  CHECK(taps_inside(0, 2, 1, 3, 1, 1).count == 0);
}

TEST_CASE("the outputs that a pixel feeds are the exact inverse of the taps") {
  for (const LayerCase& c : layer_cases()) {
    INFO(c.text());
    using Link = std::tuple<int, int, int, int, int, int>;  // iy, ix, oy, ox, ky, kx
    std::multiset<Link> forward;
    std::multiset<Link> backward;
    for_each_output(c, [&](int oy, int ox) {
      for_each_tap(c.layer, c.in, oy, ox, [&](const Tap& tap) {
        forward.insert({tap.iy, tap.ix, oy, ox, tap.ky, tap.kx});
      });
    });
    for (int iy = 0; iy < c.in.height; ++iy) {
      for (int ix = 0; ix < c.in.width; ++ix) {
        std::pair<int, int> last{-1, -1};
        bool row_major = true;
        for_each_output_fed(c.layer, c.in, iy, ix, [&](int oy, int ox, int ky, int kx) {
          backward.insert({iy, ix, oy, ox, ky, kx});
          row_major = row_major && last < std::pair{oy, ox};
          last = {oy, ox};
        });
        CHECK(row_major);
      }
    }
    CHECK(forward == backward);
  }
}

TEST_CASE("channels concatenate at the seam: t = q*m + r, and back") {
  for (int m = 1; m <= 4; ++m) {
    for (int t = 0; t < 12; ++t) {
      const ChannelOrigin from = channel_origin(t, m);
      CHECK(from.r < m);
      CHECK(intermediate_channel(from.q, from.r, m) == t);
    }
  }
}

}  // namespace twofold::core
