#include "app/ui/one_value/one_value.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/model/steps/prediction.h"
#include "app/ui/draw/numbers.h"

namespace twofold::ui {
inline namespace one_value {
namespace {

using core::Operation;

/// How many of the window's products, skipped ones counted, are among the first `terms` terms.
std::size_t products_done(const std::vector<model::Product>& products, std::int64_t terms) {
  std::size_t i = 0;
  for (std::int64_t read = 0; i < products.size() && read < terms; ++i)
    read += !products[i].is_padding;
  return i;
}

void set_finish(Waterfall& w, const model::Finish& finish) {
  if (finish.has_bias) w.bias = finish.bias;
  w.activation = core::names_of(finish.activation).sign;
  w.result = finish.result;
}

WindowSumView window_view(const Frame& frame, const OneValue& v, const char* filter) {
  WindowSumView view;
  view.kernel = v.e.document.layer.kernel;
  view.letter = v.letter(v.q);
  view.hue = v.hue(frame.palette, v.q);
  view.filter = filter;
  view.lit = frame.session.highlighted().tap;
  return view;
}

/// The mix as far as the playback has come in it: not at all while a z is made.
void cut_short(Waterfall& w, const OneValue& v) {
  const bool mixes = v.steps_through(Operation::pointwise);
  const auto done = static_cast<std::size_t>(mixes ? v.step->terms_done : 0);
  w.done = static_cast<int>(done);
  w.hides_last = mixes && v.hides_last;
  // What z is at the end is not known before it is made.
  if (!mixes)
    for (std::size_t t = static_cast<std::size_t>(v.t); t < w.terms.size(); ++t)
      w.terms[t].words = fmt::format("{}·z{}", cell(v.mix.terms[t].weight), t);
  if (done < v.mix.terms.size()) w.result = done == 0 ? 0 : v.mix.terms[done - 1].running;
}

}  // namespace

ImU32 OneValue::hue(const Palette& palette, int channel) const {
  return channel_hue(palette, channel, e.x->shape.channels);
}

std::string OneValue::letter(int channel) const {
  return model::channel_letter(channel, e.x->shape.channels);
}

std::string OneValue::at() const { return fmt::format("[{}, {}]", pixel.at.row, pixel.at.column); }

OneValue value_looked_at(const Frame& frame) {
  const model::Evaluation& e = *frame.session.numbers();
  const model::Path& path = frame.session.path();
  OneValue v{e,
             {frame.batch_index(e.x->shape), path.pixel},
             path.k,
             path.t,
             path.q,
             {},
             std::nullopt,
             Operation::depthwise,
             false};
  v.mix = model::pointwise_sum(e, v.pixel, v.k);
  const model::Playback& playback = frame.view().playback;
  if (model::follows_steps(frame.view())) {
    const model::Walk& walk = *frame.session.walk();
    v.step = model::position(playback, walk);
    if (v.step) v.stepped = walk.schedule.stage(v.step->step.value.stage).operation;
    v.hides_last = v.step && playback.hidden.value;
  }
  return v;
}

ShownWindow depthwise_window(const Frame& frame, const OneValue& v) {
  const model::WindowSum sum = model::depthwise_sum(v.e, v.pixel, v.t);
  ShownWindow shown{window_view(frame, v, "D"), sum.sum};
  shown.view.r = v.r();
  shown.view.products = sum.products;
  if (!v.steps_through(Operation::depthwise)) return shown;
  const std::size_t done = products_done(sum.products, v.step->terms_done);
  shown.view.done = done;
  shown.view.hides_last = v.hides_last;
  shown.sum = done == 0 ? 0 : sum.products[done - 1].running;
  return shown;
}

Waterfall mix_waterfall(const Frame& frame, const OneValue& v) {
  Waterfall w;
  w.id = "term";
  w.by_size = model::by_magnitude(v.mix.terms);
  w.sum = v.mix.sum;
  const model::Highlight& lit = frame.session.highlighted();
  for (const model::MixTerm& term : v.mix.terms) {
    const int q = v.origin(term.t);
    const bool is_lit = lit.weight && lit.weight->t == term.t && lit.weight->k == v.k;
    w.terms.push_back({fmt::format("z{} {}", term.t, v.letter(q)), v.hue(frame.palette, q),
                       cell(term.weight) + "·" + steady(term.value), term.product, is_lit,
                       term.t == v.t});
  }
  set_finish(w, v.mix.finish);
  if (v.step) cut_short(w, v);
  return w;
}

StandardSum standard_sum(const Frame& frame, const OneValue& v) {
  model::WindowSum sum = model::standard_sum(v.e, v.pixel, v.k);
  StandardSum shown;
  shown.products = sum.products.size();
  const bool steps = v.steps_through(Operation::standard);
  const std::size_t done =
      steps ? products_done(sum.products, v.step->terms_done) : sum.products.size();
  if (done < sum.products.size()) sum.sum = done == 0 ? 0 : sum.products[done - 1].running;

  shown.slice.view = window_view(frame, v, "W");
  shown.slice.view.r = v.k;
  std::vector<model::MixTerm> parts(static_cast<std::size_t>(v.e.x->shape.channels));
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
  for (int q = 0; q < v.e.x->shape.channels; ++q)
    w.terms.push_back({fmt::format("x{} {}", q, v.letter(q)), v.hue(frame.palette, q),
                       fmt::format("Σ {}", v.e.document.layer.kernel.area()),
                       parts[static_cast<std::size_t>(q)].product, q == v.q, q == v.q});
  set_finish(w, model::finish(v.e, v.k, sum.sum));
  if (done < shown.products) w.result = sum.sum;
  w.hides_last = steps && v.hides_last;
  return shown;
}

}  // namespace one_value
}  // namespace twofold::ui
