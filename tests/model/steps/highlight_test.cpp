#include "app/model/steps/highlight.h"

#include "core/cost.h"
#include "tests/support/catch.h"
#include "tests/support/generate.h"

namespace twofold::model {
namespace {

using tests::LayerCase;

std::vector<int> lit(const std::vector<bool>& channels) {
  std::vector<int> result;
  for (std::size_t i = 0; i < channels.size(); ++i)
    if (channels[i]) result.push_back(static_cast<int>(i));
  return result;
}

std::vector<int> all(int count) {
  std::vector<int> result;
  for (int i = 0; i < count; ++i) result.push_back(i);
  return result;
}

Highlight over(const Place& place, const LayerCase& c) {
  return highlight({place, std::nullopt, std::nullopt}, {}, core::separable_chain(c.layer), c.in);
}

bool same_tap(const core::Tap& a, const core::Tap& b) {
  return a.ky == b.ky && a.kx == b.kx && a.iy == b.iy && a.ix == b.ix;
}

const LayerCase kPlain{{{3, 3}, {1, 1}, {1, 1}, core::Padding::same, 2, 4}, {1, 8, 9, 3}};

}  // namespace

TEST_CASE("without a hover it is about the pin") {
  const Place pin{2, 3, 4, 2};
  const Highlight h = highlight({}, pin, core::separable_chain(kPlain.layer), kPlain.in);
  CHECK(h.pinned);
  CHECK(h.pixel == OutputPixel{3, 4});
  CHECK(h.channels.back() == 2);
  CHECK_FALSE(over({2, 1, 1, 0}, kPlain).pinned);
}

TEST_CASE("a place that the next picture does not have is moved into it") {
  const Highlight h = over({model::kInput, 400, 500, 9}, kPlain);
  REQUIRE(h.source.place);
  CHECK(*h.source.place ==
        Place{model::kInput, kPlain.in.height - 1, kPlain.in.width - 1, kPlain.in.channels - 1});
  CHECK(input_place(h, core::separable_chain(kPlain.layer), kPlain.in) == *h.source.place);
  const Highlight pinned =
      highlight({}, {model::kInput, 400, 500, 9}, core::separable_chain(kPlain.layer), kPlain.in);
  CHECK(*pinned.source.place == *h.source.place);
}

TEST_CASE("an output pixel: its column, every intermediate, the window in every channel") {
  const Highlight h = over({2, 3, 4, 2}, kPlain);
  CHECK(lit(h.lit.front()) == all(3));
  CHECK(lit(h.lit[1]) == all(6));
  CHECK(lit(h.lit.back()) == std::vector<int>{2});
  CHECK(h.window.size() == 9);
  CHECK(h.window_box == PixelBox{2, 3, 3, 3});
}

TEST_CASE("an intermediate pixel: its one input channel and filter") {
  const Highlight h = over({1, 3, 4, 5}, kPlain);
  CHECK(h.channels.front() == 2);
  CHECK(h.channels[1] == 5);
  CHECK(lit(h.lit.front()) == std::vector<int>{2});
  CHECK(lit(h.lit[1]) == std::vector<int>{5});
  CHECK(lit(h.lit.back()) == all(4));
}

TEST_CASE("the window is that of core/taps.h, and its box bounds it") {
  for (const LayerCase& c : tests::layer_cases()) {
    INFO(c.text());
    const core::Extent out = core::output_size(c.layer, c.in);
    for (int oy = 0; oy < out.height; ++oy) {
      for (int ox = 0; ox < out.width; ++ox) {
        const Highlight h = over({2, oy, ox, 0}, c);
        std::size_t i = 0;
        PixelBox box{h.window.front().iy, h.window.front().ix, 0, 0};
        core::for_each_tap_with_padding(c.layer, c.in, oy, ox, [&](const core::Tap& tap) {
          CHECK(same_tap(h.window[i++], tap));
          box.height = std::max(box.height, tap.iy - box.top + 1);
          box.width = std::max(box.width, tap.ix - box.left + 1);
        });
        CHECK(i == h.window.size());
        CHECK(h.window_box == box);
        CHECK(window_box({oy, ox}, c.layer, c.in) == box);
      }
    }
  }
}

TEST_CASE("an input pixel: all the outputs it feeds, against brute force") {
  for (const LayerCase& c : tests::layer_cases()) {
    INFO(c.text());
    const core::Extent out = core::output_size(c.layer, c.in);
    for (int iy = 0; iy < c.in.height; ++iy) {
      for (int ix = 0; ix < c.in.width; ++ix) {
        std::vector<OutputPixel> fed;
        for (int oy = 0; oy < out.height; ++oy)
          for (int ox = 0; ox < out.width; ++ox)
            core::for_each_tap(c.layer, c.in, oy, ox, [&](const core::Tap& tap) {
              if (tap.iy == iy && tap.ix == ix) fed.push_back({oy, ox});
            });
        const Highlight h = over({model::kInput, iy, ix, 0}, c);
        CHECK(h.fed == fed);
        for (const OutputPixel& o : fed) {
          CHECK(o.row >= h.fed_box.top);
          CHECK(o.row < h.fed_box.top + h.fed_box.height);
          CHECK(o.column >= h.fed_box.left);
          CHECK(o.column < h.fed_box.left + h.fed_box.width);
        }
        CHECK(lit(h.lit.front()) == std::vector<int>{0});
        CHECK(lit(h.lit[1]) == all(c.layer.channel_multiplier));
        CHECK(lit(h.lit.back()) == all(c.layer.out_channels));
        // A pixel of the photograph feeds the same outputs, by every channel.
        const Highlight whole =
            highlight({Place{kInput, iy, ix, 0}, std::nullopt, std::nullopt, true}, {},
                      core::separable_chain(c.layer), c.in);
        CHECK(whole.fed == fed);
        CHECK(whole.pixel == h.pixel);
        CHECK(whole.channels.front() == -1);
        CHECK(lit(whole.lit.front()) == all(c.in.channels));
      }
    }
  }
}

TEST_CASE("a filter tap: every input pixel that it multiplies, against brute force") {
  for (const LayerCase& c : tests::layer_cases()) {
    INFO(c.text());
    const FilterCell cell{c.in.channels - 1, 0, c.layer.kernel.height - 1, 0};
    const Highlight h =
        highlight({std::nullopt, cell, std::nullopt}, {}, core::separable_chain(c.layer), c.in);
    REQUIRE(h.reach);
    const core::Extent out = core::output_size(c.layer, c.in);
    for (int oy = 0; oy < out.height; ++oy) {
      for (int ox = 0; ox < out.width; ++ox) {
        core::for_each_tap_with_padding(c.layer, c.in, oy, ox, [&](const core::Tap& tap) {
          if (tap.ky != cell.ky || tap.kx != cell.kx) return;
          CHECK(tap.iy == h.reach->top + oy * h.reach_step.height);
          CHECK(tap.ix == h.reach->left + ox * h.reach_step.width);
        });
      }
    }
    CHECK(h.reach->height == (out.height - 1) * h.reach_step.height + 1);
    CHECK(h.reach->width == (out.width - 1) * h.reach_step.width + 1);
    REQUIRE(h.tap);
    CHECK(h.tap->ky == cell.ky);
    CHECK(lit(h.lit.front()) == std::vector<int>{cell.q});
    CHECK(h.channels[1] == cell.q * c.layer.channel_multiplier);
  }
}

TEST_CASE("a weight: its intermediate and its output") {
  const Highlight h = highlight({std::nullopt, std::nullopt, MixCell{4, 1}}, {2, 3, 4, 2},
                                core::separable_chain(kPlain.layer), kPlain.in);
  CHECK(h.weight == MixCell{4, 1});
  CHECK(lit(h.lit[1]) == std::vector<int>{4});
  CHECK(lit(h.lit.back()) == std::vector<int>{1});
  CHECK(lit(h.lit.front()) == std::vector<int>{2});
  CHECK(h.pixel == OutputPixel{3, 4});
}

TEST_CASE("what is no longer there is not lit") {
  const Place pin{2, 3, 4, 2};
  for (const Hover& gone : {Hover{std::nullopt, FilterCell{0, 2, 0, 0}, std::nullopt},
                            Hover{std::nullopt, FilterCell{0, 0, 3, 0}, std::nullopt},
                            Hover{std::nullopt, FilterCell{3, 0, 0, 0}, std::nullopt},
                            Hover{std::nullopt, std::nullopt, MixCell{6, 0}},
                            Hover{std::nullopt, std::nullopt, MixCell{0, 4}}}) {
    const Highlight h = highlight(gone, pin, core::separable_chain(kPlain.layer), kPlain.in);
    CHECK(h.pinned);
    CHECK(h.channels.back() == 2);
    CHECK_FALSE(h.weight);
    CHECK_FALSE(h.tap);
  }
  const Highlight h = over({1, 99, 99, 99}, kPlain);
  CHECK(h.pixel == OutputPixel{7, 8});
  CHECK(h.channels[1] == 5);
}

}  // namespace twofold::model
