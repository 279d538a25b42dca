// What every panel gets: the session to read, fonts and colours to draw with, and a list to append
// to. A panel copies a value in and emits an action; nothing is written before the last panel has
// drawn.
#pragma once

#include <imgui.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "app/model/session/session.h"
#include "app/ui/frame/fonts.h"
#include "app/ui/frame/picture_ids.h"
#include "app/ui/frame/rect.h"
#include "app/ui/frame/registry.h"
#include "app/ui/frame/surroundings.h"
#include "app/ui/frame/theme.h"

namespace twofold::ui::inline frame {

/// A name of the operation's formula; hovering it lights its thing, and the reverse.
enum class Term {
  none,
  x,
  D,  // NOLINT(readability-identifier-naming): the formula's own letter
  z,
  P,  // NOLINT(readability-identifier-naming): the formula's own letter
  W,  // NOLINT(readability-identifier-naming): the formula's own letter
  y,
  b,
  i,
  j,
  k,
  di,
  dj,
  q,
  r,
  t,
  m,
  strides,
  dilations,
  pads
};

/// What is typed or open in the window itself; lost when it closes, not part of any document.
struct WindowState;

/// What is said about the thing under the mouse.
struct Explanation {
  std::string title;
  std::string sentence;
  Rect about;  ///< the thing; what explains it does not cover it
};

struct Frame {
  const model::Session& session;
  const PictureIds& pictures;
  const Fonts& fonts;
  const Palette& palette;
  Registry& registry;
  model::Edits& edits;
  std::vector<model::Wanted>& wanted;  ///< the pictures that are drawn
  WindowState& window;
  ImDrawList* draw = nullptr;  ///< the root window's
  model::Gesture gesture = 0;  ///< number of the mouse press that is going on, or of the last
  model::Hover hover{};        ///< what panels found under the mouse; the next highlight's source
  Term hovered_term = Term::none;            ///< found in this frame
  Term lit_term = Term::none;                ///< found in the last frame: what is to be lit
  std::optional<Explanation> explanation{};  ///< the last that a panel gave; drawn over all of them
  Surroundings around{};
  bool is_phone = false;  ///< too narrow for lanes side by side

  /// Design pixels to screen pixels. They follow the letters: larger words (zoom, Present) have
  /// larger gaps, chips and controls around them.
  float px(float design) const {
    constexpr float kBodyHeight = 17;  // of the body font at scale 1 for one person at a desk
    return design * fonts.body->FontSize / kBodyHeight;
  }

  const model::Document& document() const { return session.document(); }
  const model::ViewState& view() const { return session.view(); }
  /// Whether one lane is wide and words are few: before a class, or on a phone.
  bool present() const { return view().present || is_phone; }
  /// Which picture of the batch is shown, in a tensor of that shape.
  int batch_index(const core::Shape& shape) const {
    return std::min(view().batch_index, shape.batch - 1);
  }

  /// Whether things move to new places, instead of being there.
  bool moves() const { return around.moves && !view().less_motion; }

  /// A step of its own.
  void emit(model::Action action) { edits.changes.push_back({std::move(action), 0}); }
  /// Part of the drag that is going on: the whole drag is one step of undo.
  void emit_drag(model::Action action) { edits.changes.push_back({std::move(action), gesture}); }
  /// Changes the look, or the walk through the steps.
  void look(model::ViewAction action) { edits.looks.push_back(std::move(action)); }
  void walk(model::WalkAction action) { edits.walks.push_back(action); }
  /// Changes what a page about learning shows.
  void learn(model::LearningAction action) { edits.lessons.push_back(std::move(action)); }
  void request(model::SessionRequest request) { edits.of_session.push_back(request); }
  void request(model::WorldRequest request) { edits.of_world.push_back(std::move(request)); }
};

}  // namespace twofold::ui::inline frame
