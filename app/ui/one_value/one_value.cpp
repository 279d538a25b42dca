#include "app/ui/one_value/one_value.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/model/state/stages.h"
#include "app/model/steps/prediction.h"
#include "app/ui/draw/numbers.h"
#include "app/ui/lanes/lane.h"

namespace twofold::ui {
inline namespace one_value {
namespace {

/// How many of the window's products, skipped ones counted, are among the first `terms` terms.
std::size_t products_done(const std::vector<model::Product>& products, std::int64_t terms) {
  std::size_t i = 0;
  for (std::int64_t read = 0; i < products.size() && read < terms; ++i)
    read += !products[i].is_padding;
  return i;
}

/// What follows a sum besides the bias, as signs: "norm ReLU6 + x".
std::string signs_of(const model::Finish& finish) {
  std::string signs;
  const auto add = [&signs](std::string_view sign) {
    if (sign.empty()) return;
    if (!signs.empty()) signs += ' ';
    signs += sign;
  };
  if (finish.normalisation != core::Normalisation::none) add("norm");
  add(core::names_of(finish.activation).sign);
  if (finish.added) add("+ x");
  return signs;
}

void set_finish(Waterfall& w, const model::Finish& finish) {
  if (finish.has_bias) w.bias = finish.bias;
  w.activation = signs_of(finish);
  w.result = finish.result;
}

/// The one stage of a sum over everything, and the list that it stands in.
struct OneSum {
  const model::Stages& of;
  int stage = 0;
};
OneSum one_sum(const Frame& frame) {
  const model::Evaluation& e = *frame.session.numbers();
  if (frame.view().operation == model::OperationView::regular) return {e.collapsed, 0};
  return {e.stages, core::window_stage(e.stages.list)};
}

WindowSumView window_view(const Frame& frame, const OneValue& v, const char* filter) {
  WindowSumView view;
  view.kernel = v.e.document.layer.kernel;
  const int source = v.e.stages.stage(v.window).reads;
  view.letter =
      source == 0 ? model::channel_letter(v.q, v.e.x()->shape.channels) : std::to_string(v.q);
  view.source = model::letter_of(v.list(), source);
  view.hue = result_hue(frame, source, v.q);
  view.stage = v.window;
  view.filter = filter;
  view.lit = frame.session.highlighted().tap;
  return view;
}

/// The mix as far as the playback has come in it: not at all while what it reads is made.
void cut_short(Waterfall& w, const OneValue& v) {
  const bool mixes = v.steps_through(v.mix_stage);
  const auto done = static_cast<std::size_t>(mixes ? v.step->terms_done : 0);
  w.done = static_cast<int>(done);
  w.hides_last = mixes && v.hides_last;
  // What a channel is at the end is not known before it is made.
  if (!mixes)
    for (std::size_t t = static_cast<std::size_t>(v.t); t < w.terms.size(); ++t)
      w.terms[t].words = fmt::format("{}·{}", cell(v.mix.terms[t].weight),
                                     v.name(v.mix_source(), static_cast<int>(t)));
  if (done < v.mix.terms.size()) w.result = done == 0 ? 0 : v.mix.terms[done - 1].running;
}

/// The stage whose mix is written out: the one that is stepped or looked at, else the last.
int mix_of(const Frame& frame, const OneValue& v) {
  const auto mixes = [&v](int stage) {
    return stage >= 0 && stage < v.e.stages.count() &&
           v.e.stages.stage(stage).operation == core::Operation::pointwise;
  };
  if (v.step && mixes(v.step->step.value.stage)) return v.step->step.value.stage;
  const model::Hover& source = frame.session.highlighted().source;
  if (source.weight && mixes(source.weight->stage)) return source.weight->stage;
  if (source.place && mixes(model::result_in(v.list(), source.place->result) - 1))
    return model::result_in(v.list(), source.place->result) - 1;
  return model::last_mix(v.list());
}

/// The mix's own pixel, where it stands before the window.
std::optional<model::OutputPixel> mixed_pixel(const Frame& frame, const OneValue& v) {
  if (!model::has_input_pixels(v.list(), v.mix_stage + 1)) return std::nullopt;
  const model::Place place =
      model::input_place(frame.session.highlighted(), v.list(), v.e.x()->shape);
  return model::OutputPixel{place.row, place.column};
}

}  // namespace

std::string OneValue::name(int result, int channel) const {
  return model::letter_of(list(), result) + std::to_string(channel);
}

std::string OneValue::at() const { return fmt::format("[{}, {}]", pixel.at.row, pixel.at.column); }

bool is_one_sum(const Frame& frame) {
  const OneSum sum = one_sum(frame);
  return sum.of.stage(sum.stage).operation != core::Operation::depthwise;
}

OneValue value_looked_at(const Frame& frame) {
  const model::Evaluation& e = *frame.session.numbers();
  const model::Path& path = frame.session.path();
  OneValue v{.e = e, .pixel = {frame.batch_index(e.x()->shape), path.pixel}};
  v.window = core::window_stage(e.stages.list);
  v.made = path.channel(v.window + 1);
  v.q = path.channel(e.stages.stage(v.window).reads);
  v.r = path.r();
  v.k = path.k();
  v.t = v.made;
  const model::Playback& playback = frame.view().playback;
  if (model::follows_steps(frame.view())) {
    v.step = model::position(playback, *frame.session.walk());
    v.hides_last = v.step && playback.hidden.value;
  }
  v.at_mix = v.at();
  if (frame.view().operation == model::OperationView::regular) return v;
  v.mix_stage = mix_of(frame, v);
  if (v.mix_stage < 0) return v;
  v.k = path.channel(v.mix_stage + 1);
  v.t = path.channel(v.mix_source());
  const auto own = mixed_pixel(frame, v);
  if (own) v.at_mix = fmt::format("[{}, {}]", own->row, own->column);
  v.mix = model::StageSums(e, e.stages, v.mix_stage, v.pixel, own).terms(v.k);
  return v;
}

ShownWindow depthwise_window(const Frame& frame, const OneValue& v) {
  const model::StageSums sums(v.e, v.e.stages, v.window, v.pixel);
  const model::WindowSum sum = sums.products(v.made);
  ShownWindow shown{window_view(frame, v, "D"), sum.sum, {}, {}};
  shown.view.r = v.r;
  shown.view.products = sum.products;
  if (!core::is_linear(v.e.stages.stage(v.window))) {
    const model::Finish finish = sums.finish(v.made, sum.sum);
    const std::string signs = (finish.has_bias ? "bias " : "") + signs_of(finish);
    shown.after = fmt::format("\xe2\x86\x92 {}: {}", signs, steady(finish.result));
    shown.brief_after = fmt::format("\xe2\x86\x92 {}", steady(finish.result));
  }
  // While what it reads is made, nothing of it is.
  const bool is_to_come = v.step && v.step->step.value.stage < v.window;
  if (!v.steps_through(v.window) && !is_to_come) return shown;
  const std::size_t done = is_to_come ? 0 : products_done(sum.products, v.step->terms_done);
  shown.view.done = done;
  shown.view.hides_last = v.hides_last && !is_to_come;
  shown.sum = done == 0 ? 0 : sum.products[done - 1].running;
  if (done < sum.products.size()) shown.after = shown.brief_after = "";
  return shown;
}

Waterfall mix_waterfall(const Frame& frame, const OneValue& v) {
  Waterfall w;
  w.id = "term";
  w.by_size = model::by_magnitude(v.mix.terms);
  w.sum = v.mix.sum;
  const model::Highlight& lit = frame.session.highlighted();
  for (const model::MixTerm& term : v.mix.terms) {
    const bool is_lit = lit.weight && lit.weight->stage == v.mix_stage && lit.weight->t == term.t &&
                        lit.weight->k == v.k;
    w.terms.push_back({result_channel_name(frame, v.mix_source(), term.t),
                       result_hue(frame, v.mix_source(), term.t),
                       cell(term.weight) + "·" + steady(term.value), term.product, is_lit,
                       term.t == v.t});
  }
  set_finish(w, v.mix.finish);
  if (v.step) cut_short(w, v);
  return w;
}

StandardSum standard_sum(const Frame& frame, const OneValue& v) {
  const OneSum one = one_sum(frame);
  const model::StageSums sums(v.e, one.of, one.stage, v.pixel);
  model::WindowSum sum = sums.products(v.k);
  StandardSum shown;
  shown.products = sum.products.size();
  const bool steps = v.step.has_value();
  const std::size_t done =
      steps ? products_done(sum.products, v.step->terms_done) : sum.products.size();
  if (done < sum.products.size()) sum.sum = done == 0 ? 0 : sum.products[done - 1].running;

  shown.slice.view = window_view(frame, v, "W");
  shown.slice.view.r = v.k;
  std::vector<model::MixTerm> parts(static_cast<std::size_t>(v.e.x()->shape.channels));
  std::size_t slice_done = 0;
  for (std::size_t i = 0; i < sum.products.size(); ++i) {
    const model::Product& p = sum.products[i];
    if (i < done) parts[static_cast<std::size_t>(p.q)].product += p.product;
    if (p.q != v.q) continue;
    shown.slice.view.products.push_back(p);
    slice_done += i < done;
  }
  if (steps) shown.slice.view.done = slice_done;
  shown.slice.view.hides_last = steps && v.hides_last;
  shown.slice.sum = parts[static_cast<std::size_t>(v.q)].product;

  Waterfall& w = shown.slices;
  w.id = "slice";
  w.sum = sum.sum;
  w.by_size = model::by_magnitude(parts);
  for (int q = 0; q < v.e.x()->shape.channels; ++q)
    w.terms.push_back({result_channel_name(frame, model::kInput, q),
                       result_hue(frame, model::kInput, q),
                       fmt::format("Σ {}", v.e.document.layer.kernel.area()),
                       parts[static_cast<std::size_t>(q)].product, q == v.q, q == v.q});
  set_finish(w, sums.finish(v.k, sum.sum));
  if (done < shown.products) w.result = sum.sum;
  w.hides_last = steps && v.hides_last;
  return shown;
}

}  // namespace one_value
}  // namespace twofold::ui
