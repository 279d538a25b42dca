#include "app/model/session/session.h"

#include <algorithm>
#include <tuple>

#include "app/model/learning/learner.h"
#include "app/model/network/network_layer.h"
#include "app/model/steps/prediction.h"

namespace twofold::model::inline session {
namespace {

/// Whether the result is compared with that of the same list in floats, instead of the standard
/// convolution: on the page about bits, and nowhere else.
bool wants_floats(const ViewState& view, const Document& document) {
  return view.cost.open && view.cost.page == CostPage::bits && is_quantised(document);
}

bool wants_standard(const ViewState& view, const Document& document) {
  return view.operation == OperationView::regular || view.output_view != OutputView::separable ||
         view.playback.races || wants_floats(view, document);
}

/// Whether a document comes with the place of its pin, as from a file or a set-up line.
bool pins_in_new_document(const Edits& edits) {
  const bool replaces =
      std::any_of(edits.changes.begin(), edits.changes.end(), [](const Edits::Change& change) {
        return std::holds_alternative<ReplaceDocument>(change.action);
      });
  return replaces &&
         std::any_of(edits.looks.begin(), edits.looks.end(), [](const ViewAction& look) {
           return std::holds_alternative<SetPin>(look) || std::holds_alternative<MovePin>(look);
         });
}

/// What Reset all restores of a look that a session began with: that of the opening, in the room as
/// it is.
ViewState opening_view(const ViewState& first) {
  ViewState view;
  view.theme = first.theme;
  view.ui_zoom = first.ui_zoom;
  view.less_motion = first.less_motion;
  view.lane_splits = first.lane_splits;
  view.bottom_split = first.bottom_split;
  view.recent_pictures = first.recent_pictures;
  return view;
}

}  // namespace

Session::Session(Start start)
    : library_(std::move(start.library)),
      history_(std::move(start.document)),
      opening_(std::move(start.opening)),
      opening_view_(opening_view(start.view)),
      view_(start.view),
      learned_(std::move(start.learned)),
      problems_(problems_of(history_.now())),
      pin_home_(start.view.pin),
      pin_document_(history_.now()),
      pin_is_placed_(start.pin_is_given),
      holds_numbers_(start.holds_numbers),
      background_(start.background ? std::move(start.background) : base::usual_background()),
      worker_(*background_, start.wake),
      measurer_(*background_, start.wake),
      trained_(std::move(start.trained)),
      learner_(std::make_unique<Learner>(*background_, start.wake)),
      network_(std::move(start.network)),
      shower_(*background_, std::move(start.wake)) {
  request_numbers();
}

Session::~Session() = default;

bool Session::is_current() const {
  return numbers_ && !numbers_->is_preview && numbers_->document == document() &&
         (!wants_standard(view_, document()) || numbers_->standard) &&
         (!numbers_->compares_floats() || wants_floats(view_, document()));
}

void Session::apply(const Edits& edits) {
  const Document before = document();
  const ViewState view_before = view_;
  for (const auto& [action, gesture] : edits.changes)
    history_.push(update(document(), action, learned_), gesture);
  for (const ViewAction& look : edits.looks) view_ = update(std::move(view_), look);
  if (walk_)
    for (const WalkAction& action : edits.walks)
      view_.playback = update(view_.playback, action, {*walk_, walked_layer()});
  for (const LearningAction& action : edits.lessons)
    view_.learning = update(std::move(view_.learning), action);
  for (const SessionRequest& request : edits.of_session) carry_out(request);
  if (!(view_.pin == view_before.pin) && numbers_) {
    // Panels point at what they show, the numbers' own document.
    pin_home_ = view_.pin;
    pin_document_ = numbers_->document;
    pin_is_placed_ = true;
  }
  if (document() != before) replace_document(before);
  view_.batch_index = std::clamp(view_.batch_index, 0, input_shape(document()).batch - 1);
  if (pins_in_new_document(edits)) {
    pin_home_ = clamped(view_.pin, stages_of(document()), input_shape(document()));
    pin_document_ = document();
    pin_is_placed_ = true;
  }
  if (!pin_is_placed_ && is_current()) place_pin();
  carry_pin();
  request_numbers();
  request_lesson();
  refresh_walk();
  follow_playback(view_before);
  refresh_highlight();
}

void Session::want(std::vector<Wanted> wanted) {
  if (wanted == wanted_) return;
  wanted_ = std::move(wanted);
  is_painted_ = false;
  request_numbers();
}

void Session::carry_out(const SessionRequest& request) {
  if (std::holds_alternative<Undo>(request)) return history_.undo();
  if (std::holds_alternative<Redo>(request)) return history_.redo();
  history_.push(opening_, 0);
  reset_look();
}

/// The look of the opening. Theme and zoom stay, they are the room's and not the lesson's; the pin
/// stays until its new place is known.
void Session::reset_look() {
  const ViewState now = view_;
  view_ = opening_view_;
  view_.theme = now.theme;
  view_.less_motion = now.less_motion;
  view_.ui_zoom = now.ui_zoom;
  view_.recent_pictures = now.recent_pictures;
  view_.pin = now.pin;
  pin_is_placed_ = false;
}

void Session::replace_document(const Document& before) {
  const Document& now = document();
  problems_ = problems_of(now);
  if (before.layer != now.layer || input_shape(before) != input_shape(now))
    view_.playback = hidden_anew(view_.playback);
  if (before.batch != now.batch) {
    view_.viewport = {};
    pin_is_placed_ = false;
  }
  free_pictures();
}

void Session::free_pictures() {
  library_.keep_only([this](PictureId id) {
    for (const Document& document : history_.reachable())
      for (const PictureRef& picture : document.batch)
        if (picture.id == id) return true;
    for (const PictureRef& picture : opening_.batch)
      if (picture.id == id) return true;
    return false;
  });
}

void Session::show_live(LibraryPicture picture) {
  const Document before = document();
  Document now = before;
  now.batch = {library_.add(std::move(picture))};
  const bool goes_on =
      before.batch.size() == 1 && before.batch.front().name == now.batch.front().name;
  if (goes_on)
    history_.amend(now);
  else
    history_.push(now, 0);
  const Viewport viewport = view_.viewport;
  const bool is_placed = pin_is_placed_;
  replace_document(before);
  const auto size = [](const PictureRef& p) { return std::tuple(p.width, p.height, p.channels); };
  if (goes_on && size(before.batch.front()) == size(now.batch.front())) {
    view_.viewport = viewport;
    pin_is_placed_ = is_placed;
  }
  apply({});
}

void Session::take_whole(LibraryPicture picture) {
  const Document before = document();
  const Viewport viewport = view_.viewport;
  const bool is_placed = pin_is_placed_;
  const std::string path = picture.path;
  const PictureRef whole = library_.add(std::move(picture));
  const auto take = [&](Document& document) {
    for (PictureRef& shown : document.batch)
      if (shown.name == whole.name && library_.find(shown.id)->path == path) shown = whole;
  };
  history_.amend_each(take);
  take(opening_);
  replace_document(before);
  // Both sizes of a picture are computed at one working size.
  if (input_shape(before) == input_shape(document())) {
    view_.viewport = viewport;
    pin_is_placed_ = is_placed;
  }
  apply({});
}

/// What is looked at: the pictures of the last frame share one viewport; the largest counts.
Looked Session::looked() const {
  Looked looked{view_.batch_index, view_.viewport, 0, 0};
  for (const Wanted& wanted : wanted_) {
    if (!paint::is_of_document(wanted.key.kind)) continue;
    looked.width = std::max(looked.width, wanted.width);
    looked.height = std::max(looked.height, wanted.height);
  }
  if (looked.width == 0) return {view_.batch_index, view_.viewport};
  return looked;
}

Session::Requested Session::wanted_numbers() const {
  Requested wanted{
      document(), wants_standard(view_, document()), wants_floats(view_, document()), {}, 0};
  // Once computed, the standard convolution stays for as long as the document does.
  if (requested_ && requested_->document == wanted.document)
    wanted.standard = wanted.standard || requested_->standard;
  const core::Shape in = input_shape(wanted.document);
  const bool is_large = static_cast<std::int64_t>(in.height) * in.width > kPaintedWhole;
  if (is_large || !is_held_whole(wanted.document, wanted.standard)) {
    wanted.looked = looked_at(wanted.document, looked());
    wanted.b = view_.batch_index;
  }
  return wanted;
}

Inputs Session::inputs_of(const Document& document) const {
  Inputs inputs{document, {},
                learned_, wants_standard(view_, document),
                looked(), wants_floats(view_, document),
                {}};
  if (network_)
    inputs.network_reads = [network = network_](const Document& of, SharedPictures pictures) {
      return layer_reads(*network, pictures.front()->values, of.network);
    };
  for (const PictureRef& picture : document.batch)
    inputs.pictures.push_back(library_.find(picture.id));
  return inputs;
}

void Session::request_numbers() {
  if (holds_numbers_ || !problems_.empty()) return;
  Requested wanted = wanted_numbers();
  if (requested_ == wanted) return;
  Inputs inputs = inputs_of(wanted.document);
  inputs.wants_standard = wanted.standard;
  worker_.request(std::move(inputs), {view_, wanted_});
  requested_ = std::move(wanted);
}

void Session::release_numbers() {
  holds_numbers_ = false;
  told_times_.reset();
  request_numbers();
}

void Session::compute(const Document& document) {
  told_times_.reset();
  take_in(evaluate(inputs_of(document), numbers_.get(), {}));
  refresh_highlight();
}

void Session::take_in(SharedEvaluation numbers) {
  numbers_ = std::move(numbers);
  if (!pin_is_placed_ && numbers_->document == document()) place_pin();
  refresh_walk();
}

void Session::offer(Offer offer, std::shared_ptr<const paint::Rgba8> thumbnail) {
  painter_.set({paint::PictureKind::thumbnail, static_cast<int>(offers_.size())},
               std::move(thumbnail));
  offers_.push_back(std::move(offer));
}

void Session::tick(std::chrono::milliseconds patience) {
  if (Finished finished = worker_.take(patience); finished.numbers) {
    painter_.take_over(*finished.pictures);
    take_in(std::move(finished.numbers));
  }
  if (std::string why = worker_.take_failure(); !why.empty()) message_ = {std::move(why), true};
  show_pages();
  measure_or_not();
  refresh_walk();
  refresh_highlight();
  is_painted_ = true;
  if (!numbers_) return;
  const Progress progress{*walk_, steps_shown(view_.playback)};
  painter_.paint(*numbers_, view_, wanted_, view_.playback.active ? &progress : nullptr);
}

/// Times are measured while they are looked at, and only when nothing else is being computed.
void Session::measure_or_not() {
  const bool wanted = (view_.cost.open && view_.cost.page == CostPage::time) ||
                      (view_.playback.races && view_.playback.by_clock);
  if (wanted && !holds_numbers_ && is_current() && !worker_.busy())
    measurer_.request(numbers_);
  else if (measurer_.busy())
    measurer_.stop();
}

void Session::settle() {
  tick(std::chrono::milliseconds(0));
  while (worker_.busy()) tick(std::chrono::milliseconds(50));
  // A page may ask for more once it has what it asked for.
  while (pages_are_made()) {
    background_->wait(std::chrono::milliseconds(50), [this] { return !pages_are_made(); });
    tick(std::chrono::milliseconds(0));
  }
  tick(std::chrono::milliseconds(0));
}

bool Session::is_busy() const {
  const bool moves = view_.playback.playing && !(walk_ && walk_->waits);
  const bool trains = view_.learning.open && view_.learning.training.playing;
  const bool measures = measurer_.busy() && !background_->runs_alone();
  const bool makes = pages_are_made() && !background_->runs_alone();
  return worker_.busy() || measures || makes || moves || trains || !is_painted_;
}

}  // namespace twofold::model::inline session
