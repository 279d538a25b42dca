// The whole window, nowhere: a session and the Ui, mouse and keys one change a frame, requests to
// the world kept for the test to look at.
#pragma once

#include <memory>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "app/ui/window/ui.h"
#include "tests/support/catch.h"
#include "tests/support/headless_ui.h"
#include "tests/support/panel_stage.h"

namespace twofold::tests {

class WholeWindow {
 public:
  explicit WholeWindow(const raster::OffscreenSettings& settings = {},
                       model::Session::Start start = opening())
      : session(with_theme(std::move(start), settings.theme)),
        headless(settings, [this] { one_frame(); }) {
    session.settle();
    headless.settle(4);
  }

  /// Presses a key of the program's own in one frame.
  void press(ui::KeyPress key) {
    keys_ = {key};
    headless.settle(2);
  }
  void press(ui::Key key) { press(ui::KeyPress{.key = key}); }
  void press(char32_t letter, bool ctrl = false) {
    press(ui::KeyPress{.letter = letter, .ctrl = ctrl});
  }

  /// Clicks the control of that name.
  void click(std::string_view name) { headless.click(middle_of(ui.registry(), name)); }
  bool shows(std::string_view name) const { return ui.registry().find(name) != nullptr; }

  /// Applies an action as a step of its own and draws again.
  void act(model::Action action) {
    model::Edits edits;
    edits.changes.push_back({std::move(action), 0});
    session.apply(edits);
    session.settle();
    headless.settle();
  }

  /// Changes the look and draws again.
  void look(model::ViewAction action) {
    model::Edits edits;
    edits.looks.push_back(std::move(action));
    session.apply(edits);
    headless.settle();
  }
  /// Changes the walk through the steps and draws again.
  void walk(const model::WalkAction& action) {
    model::Edits edits;
    edits.walks.push_back(action);
    session.apply(edits);
    headless.settle();
  }

  /// Changes a page about learning and draws again.
  void learn(model::LearningAction action) {
    model::Edits edits;
    edits.lessons.push_back(std::move(action));
    session.apply(edits);
    headless.settle();
  }

  /// The last request of a kind since the last call; forgets all. Fails when there is none.
  template <class Request>
  Request take() {
    const Request* last = nullptr;
    for (const model::WorldRequest& r : requests_)
      if (const auto* found = std::get_if<Request>(&r)) last = found;
    REQUIRE(last != nullptr);
    Request copy = *last;
    requests_.clear();
    return copy;
  }
  const std::vector<model::WorldRequest>& requests() const { return requests_; }
  std::vector<model::Edits::Change> take_changes() { return std::exchange(changes_, {}); }

  model::Session session;
  ui::Ui ui;
  HeadlessUi headless;

 private:
  static model::Session::Start with_theme(model::Session::Start start, model::ThemeChoice theme) {
    start.view.theme = theme;
    return start;
  }

  void one_frame() {
    raster::Offscreen& screen = headless.offscreen();
    const ui::PictureIds ids = screen.sync(session.painter().pictures());
    const ui::DrawnFrame drawn = ui.draw(session, ids, screen.fonts(), std::exchange(keys_, {}));
    const model::Edits& edits = drawn.edits;
    changes_.insert(changes_.end(), edits.changes.begin(), edits.changes.end());
    requests_.insert(requests_.end(), edits.of_world.begin(), edits.of_world.end());
    session.want(drawn.wanted);
    session.apply(edits);
    session.tick(std::chrono::milliseconds(20));
  }

  std::vector<ui::KeyPress> keys_;
  std::vector<model::WorldRequest> requests_;
  std::vector<model::Edits::Change> changes_;
};

}  // namespace twofold::tests
