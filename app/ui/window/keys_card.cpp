// "?": every key of the table of commands, and what the mouse does.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "app/ui/controls/card.h"
#include "app/ui/controls/control.h"
#include "app/ui/draw/draw.h"
#include "app/ui/frame/window_state.h"
#include "app/ui/window/cards.h"
#include "app/ui/window/commands.h"

namespace twofold::ui::inline window {
namespace {

constexpr float kColumnWidth = 430;
constexpr float kKeysWidth = 150;
constexpr float kGap = 28;

struct Row {
  std::vector<std::string> keys;  ///< any of them does it
  std::string_view does;
};

struct Group {
  std::string_view title;
  std::vector<Row> rows;
};

/// Which group a command belongs to, by the part of its id before the point.
constexpr std::pair<std::string_view, std::string_view> kTitles[] = {
    {"pin", "Pin"},     {"channel", "Pin"},       {"multiplier", "Layer"}, {"fold1", "Layer"},
    {"fold2", "Layer"}, {"step", "Step by step"}, {"view", "View"},        {"edit", "Work"},
    {"setup", "Work"},  {"file", "Work"}};

std::string_view title_of(std::string_view id) {
  const std::string_view prefix = id.substr(0, id.find('.'));
  for (const auto& [name, title] : kTitles)
    if (name == prefix) return title;
  return "Window";
}

Group& group_of(std::vector<Group>& groups, std::string_view title) {
  const auto found =
      std::find_if(groups.begin(), groups.end(), [&](const Group& g) { return g.title == title; });
  return found != groups.end() ? *found : groups.emplace_back(Group{title, {}});
}

std::vector<Group> all_groups(const Surroundings& around) {
  std::vector<Group> groups;
  for (const Command& c : commands()) {
    if (c.id == "quit" && !around.can_quit) continue;
    if (c.id == "file.camera" && !around.has_camera) continue;
    Group& group = group_of(groups, title_of(c.id));
    const std::string key = shortcut_text(c.shortcut);
    const auto same = std::find_if(group.rows.begin(), group.rows.end(),
                                   [&](const Row& r) { return r.does == c.label; });
    if (same != group.rows.end())
      same->keys.push_back(key);
    else
      group.rows.push_back({{key}, c.label});
  }
  Group& window = group_of(groups, title_of(""));
  window.rows.push_back({{"Tab", "Shift+Tab"}, "To the next or last control"});
  window.rows.push_back({{"Space", "Enter"}, "Works the control that Tab is at"});
  groups.push_back({"Mouse",
                    {{{"Click", "Drag"}, "Move the pin"},
                     {{"Double click"}, "Open a picture large; type a number"},
                     {{"Wheel"}, "Zoom a picture; turn a number"},
                     {{"Drag"}, "Zoomed in: move the picture"},
                     {{"Shift+Wheel"}, "Scroll rows and outputs"},
                     {{"Drag"}, "On a weight, up and down: change it"},
                     {{"Drop"}, "A file on the window: open it"}}});
  return groups;
}

float row_height(const Frame& frame) { return line_height(frame.fonts.body) + frame.px(4); }

float group_height(const Frame& frame, const Group& group) {
  return line_height(frame.fonts.strong) + frame.px(12) +
         row_height(frame) * static_cast<float>(group.rows.size());
}

void draw_row(Frame& frame, const Row& row, const Rect& line) {
  ImFont* font = frame.fonts.mono_small;
  float x = line.min.x;
  const float half = line_height(font) / 2 + frame.px(1);
  for (const std::string& key : row.keys) {
    const float width = text_width(font, key) + frame.px(12);
    const Rect cap{{x, line.centre().y - half}, {x + width, line.centre().y + half}};
    fill(frame, cap, frame.palette.panel_raised, frame.px(4));
    outline(frame, cap, frame.palette.control_border, 1, frame.px(4));
    text(frame, font, cap.centre(), frame.palette.text, key, Align::centre);
    x = cap.max.x + frame.px(4);
  }
  const float words = std::max(line.min.x + frame.px(kKeysWidth), x + frame.px(6));
  text_within(frame, frame.fonts.body, {words, line.centre().y}, frame.palette.text_quiet, row.does,
              line.max.x - words);
}

void draw_group(Frame& frame, const Group& group, ImVec2 at, float width) {
  const float title = line_height(frame.fonts.strong);
  text(frame, frame.fonts.strong, {at.x, at.y + title / 2}, frame.palette.text, group.title);
  Rect line = Rect{{at.x, at.y + title + frame.px(2)}, {at.x + width, at.y}}.top(0);
  line.max = {at.x + width, line.min.y + row_height(frame)};
  for (const Row& row : group.rows) {
    draw_row(frame, row, line);
    line.min.y += row_height(frame);
    line.max.y += row_height(frame);
  }
}

}  // namespace

void keys_card(Frame& frame) {
  if (!frame.window.shows_keys) return;
  const std::vector<Group> groups = all_groups(frame.around);
  // The left column takes groups until it has half of all; both keep the table's order.
  float all = 0;
  for (const Group& g : groups) all += group_height(frame, g);
  std::array<float, 2> heights{};
  std::size_t in_left = 0;
  while (in_left < groups.size() &&
         heights[0] + group_height(frame, groups[in_left]) / 2 <= all / 2)
    heights[0] += group_height(frame, groups[in_left++]);
  heights[1] = all - heights[0];

  const ImVec2 size{frame.px(2 * kColumnWidth + kGap), std::max(heights[0], heights[1])};
  Card card(frame, {"keys card", "Keys and mouse", size}, frame.window.shows_keys);
  const Rect content = card.content();
  const float width = (content.width() - frame.px(kGap)) / 2;
  ImVec2 at = content.min;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (i == in_left) at = {content.min.x + width + frame.px(kGap), content.min.y};
    draw_group(frame, groups[i], at, width);
    at.y += group_height(frame, groups[i]);
  }
}

}  // namespace twofold::ui::inline window
