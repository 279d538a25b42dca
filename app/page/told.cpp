#include "app/page/told.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/model/state/setup_line.h"
#include "app/model/state/stages.h"
#include "core/cost.h"

namespace twofold::page {
namespace {

std::string in_words(const core::Shape& s) {
  return fmt::format("[{}, {}, {}, {}]", s.batch, s.height, s.width, s.channels);
}

std::string pinned(const model::Evaluation& e, const model::ViewState& view) {
  const model::Place place = model::clamped(view.pin, e.stages.list, e.x()->shape);
  const int result = model::result_in(e.stages.list, place.result);
  const model::StageTensor& values = *e.result(result);
  const int b = std::min(view.batch_index, values.shape.batch - 1);
  return fmt::format("Pinned: {}[{}, {}, {}] is {:.4f}.", model::letter_of(e.stages.list, result),
                     place.row, place.column, place.channel,
                     values.at(b, place.row, place.column, place.channel));
}

std::string shapes(const model::Evaluation& e) {
  std::string words;
  for (int i = 0; i < static_cast<int>(e.results.size()); ++i)
    words += fmt::format("{}{} {}", i == 0 ? "" : ", ", model::letter_of(e.stages.list, i),
                         in_words(e.result(i)->shape));
  return words;
}

}  // namespace

std::string told(const model::Session& session) {
  std::string words = fmt::format("{}. ", model::setup_line(session.document()));
  for (const core::Problem& problem : session.problems()) words += problem.sentence + " ";
  if (const model::Evaluation* e = session.numbers()) {
    const core::Cost cost = core::cost(e->document.layer, e->x()->shape);
    words += fmt::format("{}. {} ", shapes(*e), pinned(*e, session.view()));
    words += fmt::format("Separable {} multiply-adds, standard {}, ratio {:.3f}. ",
                         cost.separable.macs, cost.standard.macs, cost.ratio);
  }
  return words + session.message().text;
}

}  // namespace twofold::page
