// One panel alone in a window that is nowhere: a session over a plain picture, the frame that
// panels get, and what they asked for applied after each frame.
#pragma once

#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "app/ui/draw/explain.h"
#include "app/ui/frame/frame.h"
#include "app/ui/frame/window_state.h"
#include "tests/support/headless_ui.h"

namespace twofold::tests {

/// A picture of `channels` channels whose values run diagonally from 0 to 1.
inline model::LibraryPicture ramp_picture(int height, int width, int channels) {
  core::Tensor values(core::Shape{1, height, width, channels});
  for (std::size_t i = 0; i < values.values.size(); ++i)
    values.values[i] = static_cast<float>(i % 997) / 997.0f;
  return {std::move(values), "ramp", "/ramp.png", ""};
}

/// A session in the opening, over a ramp of the opening photograph's working size.
inline model::Session::Start opening(int channels = 3, int height = 211, int width = 320) {
  model::Session::Start start;
  const model::PictureRef picture = start.library.add(ramp_picture(height, width, channels));
  start.document = model::opening_document(picture);
  start.opening = start.document;
  return start;
}

class PanelStage {
 public:
  using Draw = std::function<void(ui::Frame&)>;

  PanelStage(const raster::OffscreenSettings& settings, model::Session::Start start, Draw draw)
      : session(std::move(start)),
        headless(settings, [this] { one_frame(); }),
        draw_(std::move(draw)) {
    session.settle();
    headless.settle();
  }

  /// Applies an action as a step of its own and draws again.
  void act(model::Action action) {
    model::Edits edits;
    edits.changes.push_back({std::move(action), 0});
    session.apply(edits);
    session.settle();
    headless.settle();
  }

  /// Presses a key of the program's own in one frame.
  void press(ui::KeyPress key) {
    keys_ = {key};
    headless.settle(1);
    headless.settle(1);
  }

  const ui::Registry& registry() const { return registry_; }

  /// What the panel found under the mouse in the last frame.
  ui::Term hovered_term() const { return lit_; }

  /// All that the panel emitted since the last call.
  std::vector<model::Edits::Change> take_changes() { return std::exchange(changes_, {}); }

  model::Session session;
  ui::WindowState window;
  HeadlessUi headless;

 private:
  void one_frame() {
    registry_.clear();
    model::Edits edits;
    std::vector<model::Wanted> wanted;
    raster::Offscreen& offscreen = headless.offscreen();
    const ImGuiIO& io = ImGui::GetIO();
    if (ImGui::IsMouseClicked(0)) ++gesture_;
    window.wheel_is_taken = false;
    window.focus.begin_frame(std::exchange(keys_, {}));
    const ui::PictureIds ids = offscreen.sync(session.painter().pictures());
    ui::Frame frame{session,
                    ids,
                    offscreen.fonts(),
                    offscreen.palette(),
                    registry_,
                    edits,
                    wanted,
                    window,
                    nullptr,
                    gesture_,
                    {},
                    {},
                    lit_};
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(io.DisplaySize);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
    ImGui::Begin("stage", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground |
                     ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_NoBringToFrontOnFocus);
    ImGui::PopStyleVar();
    frame.draw = ImGui::GetWindowDrawList();
    draw_(frame);
    ui::draw_explanation(frame);
    ImGui::End();
    lit_ = frame.hovered_term;
    changes_.insert(changes_.end(), edits.changes.begin(), edits.changes.end());
    session.want(std::move(wanted));
    session.apply(edits);
    session.tick(std::chrono::milliseconds(0));
  }

  Draw draw_;
  ui::Registry registry_;
  model::Gesture gesture_ = 0;
  ui::Term lit_ = ui::Term::none;
  std::vector<model::Edits::Change> changes_;
  std::vector<ui::KeyPress> keys_;
};

}  // namespace twofold::tests
