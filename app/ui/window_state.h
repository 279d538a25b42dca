// What is open, typed or held in the window itself. It dies with the window and belongs to no
// document; everything that should be remembered is in model::ViewState.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "app/model/view_state.h"
#include "app/ui/channel_numbers.h"
#include "app/ui/focus.h"

namespace twofold::ui {

/// What the mouse press on a picture is doing.
enum class PictureDrag { none, pin, pan };

/// A number that is being typed in place of a cell.
struct Typing {
  std::string id;  ///< of the cell; empty: none
  std::array<char, 32> text{};
  bool wants_focus = false;
};

/// Which part of a row of chips is seen.
struct ChipScroll {
  int first = 0;    ///< the leftmost
  int chosen = -1;  ///< the one that was last brought into sight
};

struct WindowState {
  bool shows_browser = false;     ///< the list of pictures
  bool shows_keys = false;        ///< the list of keys
  bool shows_setup_line = false;  ///< the field that a set-up is typed into
  bool shows_save = false;        ///< where to save or export
  bool opens_more = false;        ///< in the next frame
  float more_height = 480;        ///< of the popover More, as its content needed last
  PictureDrag picture_drag = PictureDrag::none;
  bool wheel_is_taken = false;  ///< in this frame, by a picture
  Typing typing;
  Focus focus;
  ChannelNumbers large_numbers;                    ///< of the picture that is open large
  float drag_start_value = 0;                      ///< of the cell that is being dragged
  ChipScroll sum_chips;                            ///< of the panel One value
  std::optional<std::pair<int, int>> open_filter;  ///< (q, r) whose editor is open
};

}  // namespace twofold::ui
