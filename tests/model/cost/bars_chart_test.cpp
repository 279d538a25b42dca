#include "app/model/cost/bars_chart.h"

#include "tests/support/catch.h"

using namespace twofold;
using namespace twofold::model;

namespace {

float right_end(const paint::Drawing& drawing, paint::Ink ink) {
  float right = 0;
  for (const paint::Mark& mark : drawing.marks)
    if (const auto* box = std::get_if<paint::BoxMark>(&mark))
      if (box->ink == ink && box->max.y - box->min.y > 10) right = std::max(right, box->max.x);
  return right;
}

bool says(const paint::Drawing& drawing, const std::string& words) {
  for (const paint::Mark& mark : drawing.marks)
    if (const auto* text = std::get_if<paint::TextMark>(&mark))
      if (text->words == words) return true;
  return false;
}

}  // namespace

TEST_CASE("the bars of a layer carry its counts, and stay between names and numbers") {
  const paint::Drawing chart = counts_chart(core::Layer{}, {1, 211, 320, 3}, 560);
  for (const char* words : {"parameters", "36", "81", "multiply-adds", "2.43 M", "5.47 M",
                            "bytes moved", "3.24 M", "1.62 M", "depthwise", "standard"}) {
    INFO(words);
    CHECK(says(chart, words));
  }
  CHECK(right_end(chart, paint::Ink::standard) == Approx(560 - 76));
  CHECK(right_end(chart, paint::Ink::pointwise) == Approx(560 - 76));
}

TEST_CASE("a network's bars name every layer and keep one scale") {
  for (const core::Network& network : core::networks()) {
    const paint::Drawing chart = network_chart(network, 560);
    for (const core::NetworkLayer& layer : network.layers)
      CHECK(says(chart, std::string(layer.name)));
    CHECK(right_end(chart, paint::Ink::standard) == Approx(560 - 76));
  }
}
