#include "app/ui/cost/cost_words.h"

#include <fmt/format.h>

#include "app/model/cost/cost_formula.h"
#include "app/ui/draw/numbers.h"
#include "core/check.h"

namespace twofold::ui::inline cost {
namespace {

using model::Formula;
using model::StageFormulas;

/// "depthwise  kh × kw × C × m = 3 × 3 × 3 × 1 = 27".
std::string line(std::string_view stage, const Formula& formula) {
  return fmt::format("{}: {} = {} = {}", stage, model::symbols(formula),
                     model::with_numbers(formula), count(model::value(formula)));
}

/// One line for each stage, and one for the standard convolution.
std::string lines_of(const LayerCost& c, Formula StageFormulas::*formula) {
  std::string text;
  for (const StageFormulas& of : model::layer_formulas(c.layer, c.in)) {
    if (!text.empty()) text += '\n';
    text += line(of.stage, of.*formula);
  }
  return text;
}

}  // namespace

LayerCost layer_cost(const model::Document& document) {
  const core::Shape in = model::input_shape(document);
  return {document.layer, in, core::cost(document.layer, in)};
}

std::string input_sentence(const model::Document& document) {
  const core::Shape& in = document.noise;
  switch (document.source) {
    case model::InputSource::pictures: return {};
    case model::InputSource::made:
      return fmt::format("x is {} channels made of the picture", in.channels);
    case model::InputSource::pattern: return "x is a test picture";
    case model::InputSource::network: return "x is what a layer of the network reads";
    case model::InputSource::noise:
      return fmt::format("Cost only: no picture has {} channels, so x is seeded noise",
                         in.channels);
    case model::InputSource::crops: {
      const core::Shape y = core::output_shape(document.layer, in);
      return fmt::format("x is {} pieces of the picture, y.shape is ({}, {}, {}, {})", in.batch,
                         y.batch, y.height, y.width, y.channels);
    }
  }
  return {};
}

std::string weights_headline(const LayerCost& c) {
  return fmt::format("{} / {} weights", count(c.cost.separable.params),
                     count(c.cost.standard.params));
}

std::string break_even_label(const LayerCost& c) {
  return fmt::format("break-even at m = {}", fixed(c.cost.break_even_multiplier, 2));
}

std::string params_sentence(const LayerCost& c) {
  return lines_of(c, &StageFormulas::params) +
         fmt::format("\nSeparable is the sum of the first two: {} + {} = {}.",
                     count(c.cost.depthwise.params), count(c.cost.pointwise.params),
                     count(c.cost.separable.params));
}

std::string macs_sentence(const LayerCost& c) {
  std::string text = lines_of(c, &StageFormulas::macs);
  text += fmt::format("\nSeparable: {} + {} = {}.", count(c.cost.depthwise.macs),
                      count(c.cost.pointwise.macs), count(c.cost.separable.macs));
  const std::int64_t padding = c.cost.standard.macs - c.cost.standard.macs_without_padding;
  if (padding > 0) {
    text += fmt::format(" Taps in the padding are counted; without them {} against {}.",
                        count(c.cost.separable.macs_without_padding),
                        count(c.cost.standard.macs_without_padding));
  }
  return text;
}

std::string ratio_sentence(const LayerCost& c) {
  const auto& kernel = c.layer.kernel;
  return fmt::format(
      "separable : standard = m × (1/out + 1/(kh × kw)) = {} × (1/{} + 1/{}) = {}\n"
      "The same for parameters and multiply-adds: picture size, stride and padding cancel.",
      c.layer.channel_multiplier, c.layer.out_channels, kernel.area(), fixed(c.cost.ratio, 3));
}

std::string break_even_sentence(const LayerCost& c) {
  const int area = c.layer.kernel.area();
  const int outputs = c.layer.out_channels;
  std::string text =
      fmt::format("m* = kh × kw × out / (kh × kw + out) = {} × {} / ({} + {}) = {}\n", area,
                  outputs, area, outputs, fixed(c.cost.break_even_multiplier, 2));
  if (c.cost.break_even_multiplier < 1)
    return text + "Below 1: with this kernel and these outputs separable always costs more.";
  const bool pays = c.cost.ratio < 1;
  return text + fmt::format("m = {} is {} it: separable costs {}.", c.layer.channel_multiplier,
                            c.cost.ratio == 1 ? "at" : (pays ? "below" : "above"),
                            c.cost.ratio == 1 ? "the same" : (pays ? "less" : "more"));
}

std::string intermediate_sentence(const LayerCost& c) {
  const core::Shape z = core::depthwise_output_shape(c.layer, c.in);
  return fmt::format(
      "The intermediates z {} are {} float32 values: {} bytes that a standard convolution never "
      "stores. Training must keep them for the gradients.",
      shape_text(z.batch, z.height, z.width, z.channels), count(z.count()),
      count(c.cost.intermediate_bytes));
}

std::string cost_sentence(const LayerCost& c) {
  const double ratio = c.cost.ratio;
  const double even = c.cost.break_even_multiplier;
  const int m = c.layer.channel_multiplier;
  std::string text;
  if (ratio == 1) {
    text = fmt::format(
        "At m = {}, exactly the break-even, separable costs what a standard convolution does.", m);
  } else if (ratio < 1) {
    text = fmt::format(
        "Separable needs {} of the weights and multiply-adds of a standard convolution, {} times "
        "fewer: m = {} is below the break-even of {}.",
        percent(ratio), fixed(1 / ratio, 1), m, fixed(even, 2));
  } else if (even < 1) {
    text = fmt::format(
        "Separable needs {} of the weights and multiply-adds of a standard convolution: with a "
        "{}×{} "
        "kernel and {} output{} it always costs more (break-even {}).",
        percent(ratio), c.layer.kernel.height, c.layer.kernel.width, c.layer.out_channels,
        c.layer.out_channels == 1 ? "" : "s", fixed(even, 2));
  } else {
    text = fmt::format(
        "Separable needs {} of the weights and multiply-adds of a standard convolution, {} times "
        "as "
        "many: m = {} is above the break-even of {}.",
        percent(ratio), fixed(ratio, ratio < 1.1 ? 3 : 1), m, fixed(even, 2));
  }
  const std::string grey = one_channel_sentence(c);
  return grey.empty() ? text : text + " " + grey;
}

std::string network_sentence(const core::Network& network) {
  const core::NetworkCost n = core::network_cost(network);
  // All 1x1 convolutions, as the paper counts them: of the separable layers.
  const auto share = [](std::int64_t a, std::int64_t b) {
    return fmt::format("{:.1f} %", 100 * static_cast<double>(a) / static_cast<double>(b));
  };
  const auto millions = [](std::int64_t v) {
    return fmt::format("{:.1f} M", 1e-6 * static_cast<double>(v));
  };
  const core::Amount total = n.total();
  const core::Amount standard = n.total_as_standard();
  const core::OtherParams others = core::other_params(network);
  const core::Network& whole = *core::find_network(network.name);
  std::string text = fmt::format(
      "{} of the multiply-adds and {} of the parameters are in the 1×1 convolutions, {} and {} in "
      "the depthwise ones. Weights only: {} of norms and {} biases are left out; with them and all "
      "else that is trained there are {} parameters.",
      share(n.pointwise.macs, total.macs), share(n.pointwise.params, total.params),
      share(n.depthwise.macs, total.macs), share(n.depthwise.params, total.params),
      count(others.norms), count(others.biases),
      count(total.params + others.norms + others.biases + network.other_params));
  const bool as_published = network.layers.front().in == whole.layers.front().in &&
                            network.layers.front().layer() == whole.layers.front().layer();
  if (as_published) text += fmt::format(" {}", network.published);
  if (network.name == "mobilenet-v1" && as_published) {
    text += fmt::format(
        " As a network of standard convolutions 4,866 M are published: that agrees if the "
        "classifier is counted in the first ({}) and not in the second ({}).",
        millions(total.macs), millions(standard.macs - n.classifier.macs));
  }
  return text;
}

std::vector<std::string> counts_notes(const LayerCost& c) {
  const auto share = [](std::int64_t a, std::int64_t b) {
    return percent(static_cast<double>(a) / static_cast<double>(b));
  };
  const core::Shape z = core::depthwise_output_shape(c.layer, c.in);
  return {
      fmt::format("The 1×1 does {} of the separable multiply-adds and holds {} of its weights. In "
                  "MobileNet v1 it is 94.9 % and 74.6 %: small demos mislead.",
                  share(c.cost.pointwise.macs, c.cost.separable.macs),
                  share(c.cost.pointwise.params, c.cost.separable.params)),
      fmt::format("z {} takes {} that a standard convolution never stores. A fused pass never "
                  "stores it either; training must keep it.",
                  shape_text(z.batch, z.height, z.width, z.channels),
                  bytes(static_cast<double>(c.cost.intermediate_bytes))),
      fmt::format("Training needs both gradients too, about three times the forward multiply-adds: "
                  "{} against {}. The ratio stays.",
                  rounded_count(3.0 * static_cast<double>(c.cost.separable.macs)),
                  rounded_count(3.0 * static_cast<double>(c.cost.standard.macs)))};
}

std::string one_channel_sentence(const LayerCost& c) {
  if (c.in.channels != 1) return {};
  const int m = c.layer.channel_multiplier;
  const int outputs = c.layer.out_channels;
  if (m >= outputs) {
    return fmt::format(
        "One input channel: depthwise with m = {} already is the standard convolution; the 1×1 "
        "only adds to it.",
        m);
  }
  return fmt::format(
      "One input channel: the pair is a rank-{} factorisation, {} (× {}), with only {} distinct "
      "filter{} for {} outputs.",
      m, c.cost.ratio < 1 ? "cheaper" : "dearer", fixed(c.cost.ratio, 3), m, m == 1 ? "" : "s",
      outputs);
}

namespace {

std::string_view brief_words(core::TensorFlowVerdict verdict) {
  switch (verdict) {
    case core::TensorFlowVerdict::refuses: return "TensorFlow refuses this";
    case core::TensorFlowVerdict::wrong_numbers: return "TensorFlow's numbers differ";
    case core::TensorFlowVerdict::once_refused: return "TensorFlow once refused it";
  }
  return {};
}

}  // namespace

TensorFlowLine tensorflow_line(const LayerCost& c) {
  const std::vector<core::TensorFlowNote> notes = core::tensorflow_notes(c.layer, c.in);
  if (notes.empty() && c.layer.explicit_pads && !core::has_zeros_of_same(c.layer, c.in))
    return {false, "TensorFlow computes the same once tf.pad has put the zeros there",
            "TensorFlow agrees"};
  if (notes.empty()) return {false, "TensorFlow computes the same", "TensorFlow agrees"};
  TensorFlowLine line{true, {}, std::string(brief_words(notes.front().verdict))};
  for (const core::TensorFlowNote& note : notes) {
    if (!line.sentence.empty()) line.sentence += ". ";
    line.sentence += note.sentence;
  }
  return line;
}

}  // namespace twofold::ui::inline cost
