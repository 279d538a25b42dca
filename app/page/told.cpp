#include "app/page/told.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/model/state/setup_line.h"
#include "core/cost.h"

namespace twofold::page {
namespace {

std::string in_words(const core::Shape& s) {
  return fmt::format("[{}, {}, {}, {}]", s.batch, s.height, s.width, s.channels);
}

std::string pinned(const model::Evaluation& e, const model::ViewState& view) {
  const model::Place place = model::clamped(view.pin, e.document.layer, e.x->shape);
  const auto value = [&](const char* name, const model::StageTensor& stage) {
    const int b = std::min(view.batch_index, stage.shape.batch - 1);
    return fmt::format("Pinned: {}[{}, {}, {}] is {:.4f}.", name, place.row, place.column,
                       place.channel, stage.at(b, place.row, place.column, place.channel));
  };
  switch (place.stage) {
    case model::Stage::input: return value("x", *e.x);
    case model::Stage::depthwise:
    case model::Stage::pointwise: return value("z", *e.z);
    case model::Stage::output: break;
  }
  return value("y", *e.y);
}

}  // namespace

std::string told(const model::Session& session) {
  std::string words = fmt::format("{}. ", model::setup_line(session.document()));
  for (const core::Problem& problem : session.problems()) words += problem.sentence + " ";
  if (const model::Evaluation* e = session.numbers()) {
    const core::Cost cost = core::cost(e->document.layer, e->x->shape);
    words += fmt::format("x {}, z {}, y {}. {} ", in_words(e->x->shape), in_words(e->z->shape),
                         in_words(e->y->shape), pinned(*e, session.view()));
    words += fmt::format("Separable {} multiply-adds, standard {}, ratio {:.3f}. ",
                         cost.separable.macs, cost.standard.macs, cost.ratio);
  }
  return words + session.message().text;
}

}  // namespace twofold::page
