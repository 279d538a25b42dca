// The colours, named by what they mean, and the style of what Dear ImGui draws by itself.
// Hues have two meanings only: which channel, and the sign of a number. One accent marks what can
// be worked; everything else is grey. Every text colour has a contrast of 4.5:1 or more on the
// panels (a test computes it).
#pragma once

#include <imgui.h>

#include <array>

#include "app/model/state/view_state.h"

namespace twofold::ui::inline frame {

/// All colours of one theme.
struct Palette {
  model::ThemeChoice name;

  ImU32 ground;         ///< behind everything
  ImU32 panel;          ///< a lane, a bar, a card
  ImU32 panel_raised;   ///< a control's body, a card on a panel
  ImU32 panel_hovered;  ///< the same under the mouse
  ImU32 panel_border;
  ImU32 control_border;
  ImU32 track;    ///< the part of a slider or bar that is not filled
  ImU32 overlay;  ///< tooltips and popovers
  ImU32 dim;      ///< laid over what is out of play

  ImU32 text;
  ImU32 text_quiet;
  ImU32 text_faint;  ///< placeholders and what cannot be used now

  ImU32 accent;
  ImU32 accent_hovered;
  ImU32 accent_soft;  ///< the body of what is switched on
  ImU32 on_accent;    ///< text on accent

  ImU32 selection;       ///< outline of the chosen thing and the pin: white in dark, black in light
  ImU32 selection_edge;  ///< hairline around it, so that it shows on any picture

  ImU32 positive;       ///< orange: numbers above 0, as text or line
  ImU32 negative;       ///< purple: numbers below 0
  ImU32 positive_cell;  ///< body of a cell at the top of its scale
  ImU32 negative_cell;  ///< body of a cell at the bottom of its scale
  ImU32 zero_cell;      ///< body of a cell that holds 0

  ImU32 cost_depthwise;
  ImU32 cost_pointwise;
  ImU32 cost_standard;

  ImU32 warning;
  ImU32 good;
  ImU32 link_quiet;  ///< a link that is not in play

  std::array<ImU32, 3> rgb;
  std::array<ImU32, 6> cycle;  ///< for layers that do not have three channels
};

/// The palette of a theme.
const Palette& palette(model::ThemeChoice name);

/// The hue of a channel: red, green, blue for three channels, grey for a single one, else a calm
/// cycle of six.
ImU32 channel_hue(const Palette& palette, int channel, int channels);

/// From `a` (t = 0) to `b` (t = 1), all four components, in stored sRGB values.
ImU32 mix(ImU32 a, ImU32 b, float t);

/// `colour` with its alpha multiplied by `opacity` in [0, 1].
ImU32 fade(ImU32 colour, float opacity);

/// The body of a cell that holds `value` on a scale of [-limit, limit]: orange above 0, purple
/// below. Values beyond the scale, and a scale of 0, give the end colours and the zero colour.
ImU32 signed_cell(const Palette& palette, float value, float limit);

/// Black or white ink, whichever reads better on `body` (alpha ignored).
ImU32 ink_on(ImU32 body);

/// The quietest of the palette's inks that still reads (4.5:1) on `body`.
ImU32 quiet_ink_on(const Palette& palette, ImU32 body);

/// The body of a cell that is not looked at: `body`, most of it given way to the panel.
ImU32 quiet_cell(const Palette& palette, ImU32 body);

/// Contrast of two opaque colours as WCAG defines it: 1 (none) to 21.
float contrast(ImU32 a, ImU32 b);

/// Replaces `style` wholly: the toolkit's own windows, popups, text fields and scrollbars in the
/// palette's colours, sizes times `scale`. Calling it again with another scale does not add up.
void apply_style(ImGuiStyle& style, const Palette& palette, float scale);

}  // namespace twofold::ui::inline frame
