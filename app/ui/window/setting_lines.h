// The lines of a card of settings, from the top down.
#pragma once

#include <string_view>
#include <utility>

#include "app/ui/controls/widgets.h"
#include "core/check.h"

namespace twofold::ui::inline window {

class SettingLines {
 public:
  SettingLines(Frame& frame, const Rect& area)
      : frame_(frame), x_(area.min.x), y_(area.min.y), width_(area.width()) {}

  /// Room for one control.
  Rect next();
  void title(std::string_view words);
  void words(std::string_view sentence, ImU32 colour);
  /// Why these settings cannot be as they are; nothing where they can.
  void problem(core::Field field);
  float y() const { return y_; }

 private:
  Frame& frame_;
  float x_, y_, width_;
};

/// A line as two.
std::pair<Rect, Rect> halves(const Frame& frame, const Rect& line);

/// A switch at the right end of a line, its name at the left.
std::optional<int> named_switch(Frame& frame, const Rect& line, std::string_view name,
                                const Segmented& spec);

}  // namespace twofold::ui::inline window
