#include "app/model/learning/learning_chart.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/learn/fit.h"
#include "core/learn/kernels.h"
#include "tests/support/catch.h"

namespace twofold::model {
namespace {

/// All words of a figure in one.
std::string all_words(const paint::Drawing& drawing) {
  std::string all;
  for (const paint::Mark& mark : drawing.marks) {
    if (const auto* text = std::get_if<paint::TextMark>(&mark)) all += text->words + "\n";
  }
  return all;
}

/// Whether every mark is finite and inside the figure.
bool is_inside(const paint::Drawing& drawing) {
  const auto inside = [&](paint::Spot s) {
    return s.x >= -1 && s.x <= drawing.width + 1 && s.y >= -1 && s.y <= drawing.height + 1;
  };
  return std::all_of(drawing.marks.begin(), drawing.marks.end(), [&](const paint::Mark& mark) {
    if (const auto* text = std::get_if<paint::TextMark>(&mark)) return inside(text->at);
    if (const auto* box = std::get_if<paint::BoxMark>(&mark))
      return inside(box->min) && inside(box->max);
    if (const auto* dot = std::get_if<paint::DotMark>(&mark)) return inside(dot->centre);
    const auto& path = std::get<paint::PathMark>(mark);
    return std::all_of(path.spots.begin(), path.spots.end(), inside);
  });
}

std::vector<LossCurve> two_curves() {
  std::vector<double> fast;
  std::vector<double> slow;
  for (int i = 0; i <= 1000; ++i) {
    fast.push_back(std::exp(-0.005 * i));
    slow.push_back(2 * std::exp(-0.002 * i) + 0.05);
  }
  return {{"standard", fast, 0, 100, 2}, {"m = 1", slow, 0.05, 50, 1}};
}

}  // namespace

TEST_CASE("losses: a line a student, its name and its floor, inside the figure") {
  for (const LossAxis axis : {LossAxis::steps, LossAxis::macs, LossAxis::seconds}) {
    const LossChart chart = loss_chart(two_curves(), axis, {560, 400});
    CHECK(is_inside(chart.drawing));
    const std::string words = all_words(chart.drawing);
    CHECK(words.find("standard") != std::string::npos);
    CHECK(words.find("m = 1") != std::string::npos);
    const auto dashed = std::count_if(chart.drawing.marks.begin(), chart.drawing.marks.end(),
                                      [](const paint::Mark& mark) {
                                        const auto* path = std::get_if<paint::PathMark>(&mark);
                                        return path && path->dashed;
                                      });
    CHECK(dashed == 1);
  }
  CHECK(loss_chart(two_curves(), LossAxis::steps, {560, 400}).x.to == 1000);
  CHECK(loss_chart(two_curves(), LossAxis::macs, {560, 400}).x.to == 100000);
  CHECK(loss_chart(two_curves(), LossAxis::seconds, {560, 400}).x.to == 2000);
}

TEST_CASE("losses that are nothing, not finite or one alone do no harm") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const double infinity = std::numeric_limits<double>::infinity();
  for (const std::vector<double>& losses :
       {std::vector<double>{nan}, {1, infinity}, {0, 0, 0}, {1}, {1e300, 1}}) {
    const LossChart chart = loss_chart({{"m = 1", losses, nan, 1, 1}}, LossAxis::steps, {560, 400});
    CHECK(is_inside(chart.drawing));
  }
}

TEST_CASE("singular values and the fit, inside the figure") {
  for (const core::FilterShape& shape :
       {core::FilterShape{3, 3, 3, 16}, {1, 1, 1, 1}, {5, 5, 40, 3}}) {
    const core::Filter w = core::make_standard(core::StandardPreset::random, shape);
    for (const int m : {1, 2, 12}) {
      const FitCurve fit{shape, core::singular_values(w), m};
      CHECK(is_inside(singular_value_chart(fit, {560, 400})));
      const FitChart chart = fit_chart(fit, {560, 400});
      CHECK(is_inside(chart.drawing));
      CHECK(chart.x.to >= m);
    }
  }
}

}  // namespace twofold::model
