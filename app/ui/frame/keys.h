// Keys as the panels see them: no toolkit's codes, so that commands are tested without a window.
#pragma once

namespace twofold::ui::inline frame {

enum class Key {
  character,  ///< KeyPress::letter says which
  left,
  right,
  up,
  down,
  escape,
  enter,
  space,
  tab,
  page_up,
  page_down,
  home,
  end,
  backspace,
  del,
  f1,
  f2,
  f3,
  f4,
  f5,
  f6,
  f7,
  f8,
  f9,
  f10,
  f11,
  f12
};

/// One press, or repeat, of a key during a frame.
///
/// For Key::character, `letter` is what the user's keyboard layout has on that key without Shift
/// (Ctrl+Z is on the key marked Z). A key that types something else than that is reported a second
/// time, as the typed character without modifiers: Shift+'/' on a US keyboard is '/' with shift,
/// then '?'. So look for '?' as '?', for a larger step as '.' with shift, and for zooming in with
/// Ctrl both as '+' and as '=' (the character is not typed while Ctrl is held).
struct KeyPress {
  Key key = Key::character;
  char32_t letter = 0;
  bool ctrl = false;
  bool shift = false;
  bool alt = false;
  bool repeat = false;

  bool operator==(const KeyPress&) const = default;
};

/// Whether `press` is the given key with exactly these modifiers.
inline bool is(const KeyPress& press, Key key, bool ctrl = false, bool shift = false,
               bool alt = false) {
  return press.key == key && press.ctrl == ctrl && press.shift == shift && press.alt == alt;
}

}  // namespace twofold::ui::inline frame
