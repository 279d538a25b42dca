// What is open, typed or held in the window itself. It dies with the window and belongs to no
// document; everything that should be remembered is in model::ViewState.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "app/io/folder_listing.h"
#include "app/model/numbers/channel_numbers.h"
#include "app/model/state/view_state.h"
#include "app/ui/frame/focus.h"
#include "app/ui/frame/rect.h"
#include "app/ui/frame/row_motion.h"

namespace twofold::ui::inline frame {

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
  int fit = 0;      ///< among how many
};

/// A path that is being typed, and what is said of it.
struct SavePath {
  std::string text;
  std::string note;
};
struct SavePaths {
  SavePath document;
  SavePath folder;  ///< of an export
};

/// The list of pictures and files.
struct Browser {
  io::FolderListing listing;
  std::string path;                 ///< as typed
  bool path_wants_focus = false;    ///< in the next frame
  std::vector<std::string> chosen;  ///< names in the folder
  std::string next_folder;          ///< entered once this frame's rows are drawn
};

struct WindowState {
  int bar_rows = 1;               ///< that the bar needed in the last frame
  bool shows_browser = false;     ///< the list of pictures
  bool shows_keys = false;        ///< the list of keys
  bool shows_setup_line = false;  ///< the field that a set-up is typed into
  bool shows_save = false;        ///< where to save or export
  bool opens_more = false;        ///< in the next frame
  float more_height = 480;        ///< of the popover More, as its content needed last
  PictureDrag picture_drag = PictureDrag::none;
  bool wheel_is_taken = false;  ///< in this frame, by a picture
  int followed_row = -1;        ///< the row that was last brought into sight
  RowMotion row_motion;         ///< of lanes 1 to 3
  Typing typing;
  Focus focus;
  std::string setup_text;  ///< the set-up line that is being typed
  SavePaths save_paths;
  Browser browser;
  model::ChannelNumbers large_numbers;  ///< of the picture that is open large
  float drag_start_value = 0;           ///< of the cell that is being dragged
  std::optional<Rect> clicked_on;       ///< what is not explained until the mouse left it
  int network_scroll = 0;               ///< first layer seen of the network table
  int after_stage = 0;                  ///< whose numbers behind the sums are typed
  int after_channel = 0;                ///< likewise
  std::string kernel_path;              ///< of a .npy file, as it is typed
  ChipScroll sum_chips;                 ///< of the panel One value
  std::optional<std::pair<int, int>> open_filter;  ///< (q, r) whose editor is open
};

}  // namespace twofold::ui::inline frame
