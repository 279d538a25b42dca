// Everything that can change only the look: pin, zoom, theme, what is open. Never a number.
#pragma once

#include <array>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "app/model/state/counting.h"
#include "app/model/state/learning_look.h"
#include "app/model/state/viewport.h"
#include "app/paint/pictures.h"
#include "core/chain/schedule.h"
#include "core/known/networks.h"

namespace twofold::model::inline state {

/// The input, as a result of a list of stages, and as a lane.
inline constexpr int kInput = 0;
/// The last result of whatever list there is, or the last lane; any number beyond it stands for it.
inline constexpr int kOutput = std::numeric_limits<int>::max();

/// One value of one result, in that result's own coordinates.
struct Place {
  int result = kOutput;  ///< 0 is the input, i + 1 what stage i makes
  int row = 0;
  int column = 0;
  int channel = 0;

  bool operator==(const Place&) const = default;
};

/// A cell of filter (q, r) of a stage, or a weight of a pointwise stage's matrix.
struct FilterCell {
  int q = 0;
  int r = 0;
  int ky = 0;
  int kx = 0;
  int stage = 0;
  bool operator==(const FilterCell&) const = default;
};
struct MixCell {
  int t = 0;
  int k = 0;
  int stage = 1;
  bool operator==(const MixCell&) const = default;
};

/// What the pointer is on, if it is on a value: at most one member is set.
struct Hover {
  std::optional<Place> place;
  std::optional<FilterCell> tap;
  std::optional<MixCell> weight;
  bool all_channels = false;  ///< the place is a pixel of the photograph, whatever its channel

  bool empty() const { return !place && !tap && !weight; }
  bool operator==(const Hover&) const = default;
};

/// Which operation the window shows over the same picture and pin.
enum class OperationView { regular, depthwise, separable };

/// What lane 4 shows.
enum class OutputView { separable, standard, difference };

/// How values become brightness: each picture on a scale of its own, all of a lane on one, or all
/// on a typed one.
enum class RangeMode { own, lane, typed };

enum class ThemeChoice { dark, light };

/// The pages about cost that lie over the lanes.
enum class CostPage { counts, curves, time, networks, detector, groups, bits };
struct CostLook {
  bool open = false;
  CostPage page = CostPage::counts;
  Counting counting;
  int network = 0;                   ///< of core::networks()
  core::NetworkScale network_scale;  ///< of one that scales
  int network_side = 416;            ///< of the square that the detector sees
  int network_layer = 1;             ///< of the detector, whose receptive field is shown

  bool operator==(const CostLook&) const = default;
};

/// Instead of a stage: all of them.
inline constexpr int kEveryStage = -1;

/// What a class can be asked to predict.
struct Facts {
  bool value = false;   ///< what a step comes to
  bool shape = false;   ///< of what the folds make
  bool cost = false;    ///< of both convolutions
  bool winner = false;  ///< of the race

  bool any() const { return value || shape || cost || winner; }
  bool operator==(const Facts&) const = default;
};

/// How the computation is walked, and how far: `done` multiply-adds of the walk that the members
/// below describe (app/model/steps/playback.h).
struct Playback {
  bool active = false;  ///< the window shows the state after `done` steps
  bool playing = false;
  std::int64_t done = 0;
  double carry = 0;           ///< part of a step that playing is ahead by
  float speed = 0.25f;        ///< 0: one multiply-add a second, 1: the whole picture in ten seconds
  bool begins_slowly = true;  ///< and grows faster, instead of going at `speed`
  std::int64_t slow_from = 0;  ///< where it has begun so
  double slow_seconds = 0;     ///< for how long it has played since
  core::Unit unit = core::Unit::tap;
  core::Order order = core::Order::by_stage;
  int stage = kEveryStage;                     ///< the one that is walked
  bool loops = false;                          ///< over the pinned pixel
  bool predicts = false;                       ///< facts are hidden until a key is pressed
  Facts asked{.value = true, .winner = true};  ///< which ones, if it predicts
  Facts hidden;                                ///< those that are hidden now
  std::int64_t shown = 0;                      ///< steps before the one whose value is hidden
  bool races = false;                          ///< separable against standard, side by side
  bool by_clock = false;  ///< the race keeps the ratio of the times measured on this machine

  bool operator==(const Playback&) const = default;
};

struct ViewState {
  Place pin;
  bool pin_was_dragged = false;
  Hover hover;
  int batch_index = 0;
  OperationView operation = OperationView::separable;
  OutputView output_view = OutputView::separable;
  RangeMode range_mode = RangeMode::own;
  float typed_range = 1;         ///< grey pictures run over 0..this, signed ones over +-this
  bool scales_are_held = false;  ///< while something is dragged, pictures keep their scales
  int written_z = -1;  ///< the z whose products are written out; -1: the one that adds most
  int written_x = -1;  ///< likewise the slice of a standard filter
  Playback playback;
  bool values_as_bytes = false;    ///< numbers of x shown as 0..255
  Viewport viewport;               ///< shared by the pictures of all lanes
  float rows_scroll = 0;           ///< pixels, the rows that are level with the filters' results
  float other_rows_scroll = 0;     ///< likewise, of a list that has other rows beside them
  float outputs_scroll = 0;        ///< pixels, lane 4
  float columns_scroll = 0;        ///< pixels, the columns of the last matrix
  float other_columns_scroll = 0;  ///< likewise, of one before it
  std::array<float, 3> lane_splits{0.145f, 0.405f,
                                   0.59f};  ///< right edges of lanes 1 to 3, of width
  float bottom_split = 0.74f;               ///< where the bottom panels begin, of height
  ThemeChoice theme = ThemeChoice::dark;
  float ui_zoom = 0;         ///< of the letters, by Ctrl + and -; 0: they grow with the window
  bool less_motion = false;  ///< nothing moves by itself but what is played
  bool present = false;
  int present_lane = kOutput;  ///< that is wide: 0 the input, i + 1 stage i, then the output
  std::optional<paint::PictureKey> large;  ///< the channel that is open large
  CostLook cost;
  LearningLook learning;
  bool links_fade = true;
  std::vector<std::string> recent_pictures;  ///< paths, the newest first

  bool operator==(const ViewState&) const = default;
};

}  // namespace twofold::model::inline state
