// The page's window: a canvas with WebGL 2. The page tells it what mouse, keys and fingers did, and
// asks after each frame whether another one is due.
#pragma once

#include <memory>
#include <string_view>

#include "app/io/result.h"
#include "app/platform/input_queue.h"
#include "app/platform/surface.h"

namespace twofold::page {

/// The canvas in pixels of the display, and how many of these make one of the page's.
struct CanvasSize {
  int width = 0;
  int height = 0;
  float scale = 1;
};

/// What the browser has.
struct Browser {
  bool prefers_light = false;
  bool is_touched = false;  ///< fingers are the pointer
  bool has_camera = false;
  bool wants_less_motion = false;
};

/// A key as the page's events have it.
struct PageKey {
  std::string_view name;  ///< "ArrowLeft", "F5" ...; of one that types, the character
  char32_t base = 0;      ///< what the key types without Shift; 0: nothing
  char32_t typed = 0;     ///< what it types; 0: nothing
  bool ctrl = false, shift = false, alt = false;
  bool repeat = false;
};

class Canvas final : public platform::Surface {
 public:
  /// Draws into the page's element #canvas. Error: no WebGL 2.
  static io::Result<std::unique_ptr<Canvas>> open(const platform::Appearance& appearance,
                                                  const CanvasSize& size, const Browser& browser);
  ~Canvas() override;

  /// Mouse, fingers, text: to be followed by heard().
  platform::InputQueue& input() { return input_; }
  void key_down(const PageKey& key);
  void key_up(const PageKey& key);
  void drop(std::string path) { dropped_.push_back(std::move(path)); }
  void resize(const CanvasSize& size);
  void heard() override { frames_to_settle_ = kSettlingFrames; }

  /// Whether another frame is due although nothing has happened, besides what moves by itself.
  bool is_settling() const { return frames_to_settle_ > 0 || !input_.empty(); }

  ImVec2 size() const override;
  float content_scale() const override { return size_.scale; }
  void toggle_full_screen() override;
  ui::Surroundings surroundings() const override;

 private:
  static constexpr int kSettlingFrames = 5;  ///< a field that is opened types in the fourth

  Canvas(const platform::Appearance& appearance, const CanvasSize& size, const Browser& browser)
      : Surface(appearance), size_(size), browser_(browser) {}
  void start_imgui();
  void feed() override;
  void show() override {}  // the browser does, when the frame's function returns

  CanvasSize size_;
  Browser browser_;
  platform::InputQueue input_;
  int frames_to_settle_ = kSettlingFrames;
  double last_frame_ = 0;  ///< in seconds; 0: none
  int context_ = 0;
  int cursor_ = -1;
};

}  // namespace twofold::page
