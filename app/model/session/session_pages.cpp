// The pages whose contents are made in the background while they are open: lessons, and the network
// on the picture that is shown.
#include <algorithm>

#include "app/model/learning/learner.h"
#include "app/model/network/network_layer.h"
#include "app/model/session/session.h"

namespace twofold::model::inline session {

std::shared_ptr<const Lost> Session::lost() const { return learner_->lost(); }
std::shared_ptr<const Classroom> Session::classroom() const { return learner_->classroom(); }

/// Lessons go on while their page is open.
void Session::request_lesson() {
  const LearningLook& look = view_.learning;
  if (!look.open) {
    if (lesson_) learner_->stop();
    lesson_.reset();
    return;
  }
  LearningInputs inputs;
  inputs.document = learning_document(document(), view_.batch_index, look.target.source);
  inputs.b = document().source == InputSource::pictures ? 0 : view_.batch_index;
  inputs.look = look;
  inputs.theme = view_.theme;
  if (lesson_ && lesson_->same_as(inputs)) return;
  for (const PictureRef& picture : inputs.document.batch)
    inputs.pictures.push_back(library_.find(picture.id));
  inputs.learned = learned_;
  inputs.trained = trained_;
  lesson_ = std::make_unique<const LearningInputs>(inputs);
  learner_->request(std::move(inputs));
}

/// Puts the pictures of the page that is open on screen.
void Session::show_lesson() {
  if (!view_.learning.open) return;
  const auto show = [this](const auto& page) {
    if (!page || shown_lesson_ == page) return;
    for (const auto& [key, pixels] : page->pictures) painter_.set(key, pixels);
    shown_lesson_ = page;
  };
  if (view_.learning.page == LearningPage::lost)
    show(learner_->lost());
  else
    show(learner_->classroom());
}

bool Session::is_in_network() const {
  return network_ && problems_.empty() && fits_network(document(), *network_);
}

Document Session::network_layer(const NetworkPlace& place) const {
  const int last = static_cast<int>(document().batch.size()) - 1;
  return document_of_layer(document(), std::min(view_.batch_index, last), *network_, place);
}

/// The network, with the document in the place of the layer that it is.
std::shared_ptr<const TrainedNetwork> Session::network_with_document() {
  if (!is_in_network()) return network_;
  if (!changed_network_ || changed_by_ != document()) {
    changed_by_ = document();
    changed_network_ = with_layer_of(changed_by_, learned_, *network_);
  }
  return changed_network_;
}

/// The network is run on the picture that is shown, while its page is open or one of its layers is
/// worked on.
void Session::show_network() {
  const auto& batch = document().batch;
  const bool is_layer = document().source == InputSource::network;
  const bool is_open = view_.cost.open && view_.cost.page == CostPage::detector;
  if (!network_ || !(is_open || is_layer) || batch.empty()) return shower_.stop();
  const auto at = static_cast<std::size_t>(view_.batch_index);
  const auto picture = library_.find(batch[std::min(at, batch.size() - 1)].id);
  const std::shared_ptr<const core::Tensor> values(picture, &picture->values);
  // What the page says, while it is open; else what the layer was opened at.
  const int side = is_open ? view_.cost.network_side : document().network.side;
  shower_.request({network_with_document(), values, side, view_.theme == ThemeChoice::light});
  const auto latest = shower_.latest();
  if (latest == shown_) return;
  shown_ = latest;
  const auto set = [&](int index, const std::shared_ptr<const paint::Rgba8>& pixels) {
    painter_.set({paint::PictureKind::network, index}, pixels);
  };
  set(0, shown_->picture);
  for (std::size_t layer = 0; layer < shown_->channels.size(); ++layer)
    for (std::size_t c = 0; c < shown_->channels[layer].size(); ++c)
      set(1 + static_cast<int>(layer) * kPaintedChannels + static_cast<int>(c),
          shown_->channels[layer][c]);
}

/// Takes in what has been made of the pages that are open.
void Session::show_pages() {
  for (std::string why : {learner_->take_failure(), shower_.take_failure()})
    if (!why.empty()) message_ = {std::move(why), true};
  show_lesson();
  show_network();
}

bool Session::pages_are_made() const { return learner_->busy() || shower_.busy(); }

}  // namespace twofold::model::inline session
