#include "app/model/session.h"

namespace twofold::model {
namespace {

bool wants_standard(const ViewState& view) {
  return view.operation == OperationView::regular || view.output_view != OutputView::separable;
}

}  // namespace

Session::Session(Start start)
    : library_(std::move(start.library)),
      history_(std::move(start.document)),
      opening_(std::move(start.opening)),
      opening_view_(start.view),
      view_(start.view),
      learned_(std::move(start.learned)),
      problems_(core::check(history_.now().layer, input_shape(history_.now()))),
      worker_(std::move(start.wake)) {
  request_numbers();
}

bool Session::is_current() const {
  return numbers_ && numbers_->document == document() &&
         (!wants_standard(view_) || numbers_->standard);
}

void Session::apply(const Edits& edits) {
  const Document before = document();
  for (const auto& [action, gesture] : edits.changes)
    history_.push(update(document(), action, learned_), gesture);
  for (const auto& look : edits.looks) look(view_);
  for (const Request& request : edits.requests) {
    if (std::holds_alternative<Undo>(request)) history_.undo();
    if (std::holds_alternative<Redo>(request)) history_.redo();
    if (std::holds_alternative<ResetAll>(request)) {
      history_.push(opening_, 0);
      const ViewState now = view_;
      view_ = opening_view_;
      view_.theme = now.theme;
      view_.ui_zoom = now.ui_zoom;
      pin_is_placed_ = false;
    }
  }
  wanted_ = edits.wanted;
  if (document() != before) replace_document(before);
  request_numbers();
  refresh_highlight();
}

void Session::replace_document(const Document& before) {
  const Document& now = document();
  problems_ = core::check(now.layer, input_shape(now));
  if (problems_.empty() && core::check(before.layer, input_shape(before)).empty())
    view_.pin = carried_over(view_.pin, before, now);
  if (before.batch != now.batch) {
    view_.viewport = {};
    pin_is_placed_ = false;
  }
  view_.batch_index = std::min(view_.batch_index, input_shape(now).batch - 1);
  library_.keep_only([this](PictureId id) {
    for (const Document& document : history_.reachable())
      for (const PictureRef& picture : document.batch)
        if (picture.id == id) return true;
    for (const PictureRef& picture : opening_.batch)
      if (picture.id == id) return true;
    return false;
  });
}

void Session::request_numbers() {
  if (!problems_.empty()) return;
  const bool standard = wants_standard(view_);
  if (requested_ == document() && (requested_standard_ || !standard)) return;
  requested_ = document();
  requested_standard_ = standard;
  Inputs inputs{document(), {}, learned_, standard};
  for (const PictureRef& picture : inputs.document.batch)
    inputs.pictures.push_back(library_.find(picture.id));
  worker_.request(std::move(inputs));
}

void Session::take_in(std::shared_ptr<const Evaluation> numbers) {
  numbers_ = std::move(numbers);
  if (!pin_is_placed_) view_.pin = striking_place(*numbers_);
  pin_is_placed_ = true;
}

void Session::refresh_highlight() {
  if (!numbers_) return;
  const core::Shape in = numbers_->x->shape;
  // The pin is kept in the coordinates of the document; the numbers may still be an earlier one's.
  const Place pin = clamped(view_.pin, numbers_->document.layer, in);
  highlight_ = highlight(view_.hover, pin, numbers_->document.layer, in);
}

void Session::set_thumbnail(int index, std::shared_ptr<const paint::Rgba8> pixels) {
  painter_.set({paint::PictureKind::thumbnail, index}, std::move(pixels));
}

void Session::tick(std::chrono::milliseconds patience) {
  if (auto numbers = worker_.take(patience)) take_in(std::move(numbers));
  refresh_highlight();
  if (numbers_) painter_.paint(*numbers_, view_, wanted_);
}

void Session::settle() {
  while (worker_.busy()) tick(std::chrono::milliseconds(50));
  tick(std::chrono::milliseconds(0));
}

bool Session::is_busy() const { return worker_.busy(); }

}  // namespace twofold::model
