#include "tests/monkey/invariants.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdio>

#include "app/model/numbers/pixel_results.h"
#include "app/model/steps/pixel_sums.h"
#include "app/ui/draw/numbers.h"
#include "core/chain/collapse.h"
#include "core/taps.h"
#include "tests/support/screens.h"
#include "tests/support/word_faults.h"

namespace twofold::tests {
namespace {

bool is_number(const ImVec2& at) { return std::isfinite(at.x) && std::isfinite(at.y); }

/// One output pixel by the formula.
struct Expected {
  std::vector<float> z;  ///< of a separable layer
  std::vector<float> y;
};

Expected reference(const model::Evaluation& numbers, const model::BatchPixel& pixel) {
  if (!core::is_separable(numbers.stages.list)) {
    const model::PixelResults of =
        model::pixel_results(numbers.x()->tensor(), numbers.stages, numbers.stages.count(),
                             {pixel.b, pixel.at.row, pixel.at.column});
    const core::Floats& y = of.results.back().values;
    return {{}, {y.begin(), y.end()}};
  }
  const core::Layer& layer = numbers.document.layer;
  const core::Shape in = numbers.x()->shape;
  std::vector<float> z;
  for (int q = 0; q < in.channels; ++q)
    for (int r = 0; r < layer.channel_multiplier; ++r) {
      float sum = 0;
      core::for_each_tap(layer, in, pixel.at.row, pixel.at.column, [&](const core::Tap& tap) {
        // Through memory, so that product and sum are rounded apart.
        volatile float product = numbers.x()->at(pixel.b, tap.iy, tap.ix, q) *
                                 numbers.filter(0).at(tap.ky, tap.kx, q, r);
        sum += product;
      });
      z.push_back(sum);
    }
  core::Tensor y(core::Shape{1, 1, 1, layer.out_channels});
  for (int k = 0; k < layer.out_channels; ++k) {
    float sum = 0;
    for (std::size_t t = 0; t < z.size(); ++t) {
      volatile float product = z[t] * numbers.filter(1).at(0, 0, static_cast<int>(t), k);
      sum += product;
    }
    y.values[static_cast<std::size_t>(k)] = sum;
  }
  core::finish(y, numbers.stages.folds.back().bias,
               numbers.stages.list.stages.back().after.activation);
  return {std::move(z), {y.values.begin(), y.values.end()}};
}

bool same_class(float a, float b) {
  return std::isnan(a) == std::isnan(b) && std::isinf(a) == std::isinf(b) &&
         (!std::isinf(a) || std::signbit(a) == std::signbit(b));
}

/// The largest magnitude of a stage's first channels: what an error is held against.
float largest(const model::StageTensor& stage, int b) {
  float most = 0;
  for (int c = 0; c < std::min(stage.shape.channels, 16); ++c) {
    const paint::Range range = stage.range(b, c);
    most = std::max({most, std::abs(range.low), std::abs(range.high)});
  }
  return most;
}

/// "y0[82, 34]" at the beginning of a text.
struct NamedValue {
  char letter = 0;
  int channel = 0;
  model::OutputPixel at;
};

std::optional<NamedValue> named_value(const std::string& text) {
  NamedValue value;
  if (std::sscanf(text.c_str(), "%c%d[%d, %d]", &value.letter, &value.channel, &value.at.row,
                  &value.at.column) != 4)
    return std::nullopt;
  return value;
}

/// The last "= 0.75" before the thing of that name; empty where there is none.
std::string result_before(const std::vector<ui::Drawn>& drawn, std::string_view name) {
  std::string result;
  for (const ui::Drawn& d : drawn) {
    if (d.name == name) return result;
    if (d.is_text() && d.name.starts_with("= ")) result = d.name;
  }
  return {};
}

}  // namespace

std::string wrong_in_state(const model::Session& session) {
  const model::Document& document = session.document();
  const model::ViewState& view = session.view();
  if (session.problems() != model::problems_of(document))
    return "the problems are not the document's";
  if (document.batch.empty()) return "the batch is empty";
  for (const model::PictureRef& picture : document.batch)
    if (!session.library().find(picture.id)) return "a picture of the batch is not in the library";
  if (!session.numbers()) return "there are no numbers";
  if (!session.problems().empty()) return {};
  const core::Shape in = model::input_shape(document);
  if (model::clamped(view.pin, model::stages_of(document), in) != view.pin)
    return "the pin lies outside";
  if (view.batch_index < 0 || view.batch_index >= in.batch) return "no such picture in the batch";
  // 0: letters grow with the window.
  if (view.ui_zoom != 0 && !(view.ui_zoom >= 0.5f && view.ui_zoom <= 3))
    return "the zoom is out of bounds";
  float last = 0;
  for (const float split : view.lane_splits) {
    if (!(split > last) || split >= 1) return "the lanes' edges are out of order";
    last = split;
  }
  if (!(view.bottom_split > 0 && view.bottom_split < 1))
    return "the bottom's edge is out of bounds";
  if (session.is_current() && session.numbers()->x()->shape != in) return "x has another shape";
  return {};
}

std::string wrong_at_pin(const model::Session& session) {
  if (!session.is_current() || !session.problems().empty()) return {};
  const model::Evaluation& numbers = *session.numbers();
  const core::Shape in = numbers.x()->shape;
  const model::BatchPixel pixel{session.view().batch_index,
                                model::output_pixel(session.view().pin, numbers.stages.list, in)};
  const Expected expected = reference(numbers, pixel);
  const float scale = largest(*numbers.y(), pixel.b);
  // A normalisation over channels divides by what is there, and may magnify what was rounded.
  const float apart = core::is_separable(numbers.stages.list) ? 1e-5f : 1e-3f;
  const int last = numbers.stages.count() - 1;
  const model::StageSums sums(numbers, numbers.stages, last, pixel);
  for (int k = 0; k < numbers.y()->shape.channels; ++k) {
    const float want = expected.y[static_cast<std::size_t>(k)];
    const float got = numbers.y()->at(pixel.b, pixel.at.row, pixel.at.column, k);
    const bool near = std::abs(got - want) <= apart * std::max(scale, std::abs(want));
    if (!same_class(got, want) || (std::isfinite(want) && !near))
      return fmt::format("y[{}, {}, {}, {}] is {} and should be {}", pixel.b, pixel.at.row,
                         pixel.at.column, k, got, want);
    if (k >= 4) continue;
    const float result = sums.finish(k, sums.products(k).sum).result;
    if (!same_class(result, want) ||
        (!std::isnan(want) && std::bit_cast<unsigned>(result) != std::bit_cast<unsigned>(want)))
      return fmt::format("One value comes to {} at y[{}, {}, {}, {}], which is {}", result, pixel.b,
                         pixel.at.row, pixel.at.column, k, want);
  }
  return {};
}

std::string wrong_in_layout(const ui::Registry& registry, const ImDrawData* frame) {
  for (const ui::Drawn& drawn : registry.drawn()) {
    if (!is_number(drawn.min) || !is_number(drawn.max))
      return fmt::format("the place of {} is no number", drawn.name);
    if (drawn.max.x < drawn.min.x || drawn.max.y < drawn.min.y)
      return fmt::format("{} is inside out", drawn.name);
  }
  if (frame == nullptr) return "nothing was drawn";
  for (int i = 0; i < frame->CmdListsCount; ++i) {
    const ImDrawList& list = *frame->CmdLists[i];
    for (const ImDrawVert& vertex : list.VtxBuffer)
      if (!is_number(vertex.pos)) return "a corner of a triangle is no number";
    for (const ImDrawCmd& command : list.CmdBuffer)
      if (!is_number({command.ClipRect.x, command.ClipRect.y}) ||
          !is_number({command.ClipRect.z, command.ClipRect.w}))
        return "an edge that is clipped at is no number";
  }
  return {};
}

std::string wrong_with_words(const ui::Registry& registry, const model::ViewState& view,
                             ImVec2 window) {
  const bool is_in_use =
      std::any_of(kWindowSizes.begin(), kWindowSizes.end(), [&](const WindowSize& size) {
        return window.x == static_cast<float>(size.width) &&
               window.y == static_cast<float>(size.height);
      });
  if (!is_in_use || view.ui_zoom != 0 || view.present) return {};
  const std::vector<std::string> faults = word_faults(registry, window);
  return faults.empty() ? "" : faults.front();
}

std::string wrong_on_screen(const ui::Registry& registry, const model::Evaluation& numbers, int b) {
  if (!core::is_separable(numbers.stages.list)) return {};
  const core::Shape& shape = numbers.y()->shape;
  for (const ui::Drawn& label : registry.drawn()) {
    const std::optional<NamedValue> value = named_value(label.name);
    if (!value || !label.is_text() || !label.name.ends_with("] =")) continue;
    const std::string shown =
        result_before(registry.drawn(), value->letter == 'y' ? "term result" : "sum z");
    if (shown.empty() || shown == "= ?") continue;
    if (value->at.row >= shape.height || value->at.column >= shape.width)
      return fmt::format("{} is outside of the picture", label.name);
    const Expected expected = reference(numbers, {b, value->at});
    const std::vector<float>& channels = value->letter == 'y' ? expected.y : expected.z;
    if (value->channel >= std::ssize(channels)) return fmt::format("there is no {}", label.name);
    const std::string right = "= " + ui::steady(channels[static_cast<std::size_t>(value->channel)]);
    if (shown != right)
      return fmt::format("\"{}\" is followed by \"{}\" and should be by \"{}\"", label.name, shown,
                         right);
  }
  return {};
}

}  // namespace twofold::tests
