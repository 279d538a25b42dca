#include "app/ui/browser/browser_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "app/ui/browser/browser_list.h"
#include "app/ui/controls/card.h"
#include "app/ui/controls/text_field.h"
#include "app/ui/controls/widgets.h"
#include "app/ui/draw/draw.h"

namespace twofold::ui::inline browser {
namespace {

namespace fs = std::filesystem;

/// Words for what the keyboard and mouse do with files.
constexpr std::string_view kHowTo =
    "Click a folder to enter it, double click a file to open it. Ctrl+click chooses several: "
    "they become a batch.";

/// A folder is entered, a file opened.
void go_to(Frame& frame, const fs::path& target) {
  std::error_code ignored;
  if (fs::is_regular_file(target, ignored)) return open_from_browser(frame, {target.string()});
  Browser& browser = frame.window.browser;
  const std::string typed = browser.path;
  enter_folder(browser, target);
  if (!browser.listing.problem().empty()) browser.path = typed;
}

void path_line(Frame& frame, const Rect& line) {
  Browser& browser = frame.window.browser;
  const fs::path& folder = browser.listing.folder();
  const float up = button_width(frame, "Up");
  const bool is_top = !folder.has_parent_path() || folder == folder.root_path();
  if (button(frame, line.left(up),
             {.id = "folder up",
              .label = "Up",
              .enabled = !is_top,
              .help = is_top ? "This is the topmost folder: it is in no other."
                             : "The folder that this one is in."}))
    go_to(frame, folder.parent_path());
  const Typed typed = text_field(frame, line.without_left(up + frame.px(6)),
                                 {.id = "folder path",
                                  .hint = "a folder or a file; ~ is your own folder",
                                  .wants_focus = std::exchange(browser.path_wants_focus, false),
                                  .is_wrong = !browser.listing.problem().empty()},
                                 browser.path);
  if (!typed.entered) return;
  // Whoever types goes on typing: the next folder, or the path put right.
  browser.path_wants_focus = true;
  go_to(frame, io::typed_path(browser.path, folder));
}

void draw_folder_sign(Frame& frame, ImVec2 left_middle) {
  const float w = frame.px(14);
  const float h = frame.px(10);
  const Rect body{{left_middle.x, left_middle.y - h / 2},
                  {left_middle.x + w, left_middle.y + h / 2}};
  fill(frame, body, frame.palette.text_quiet, frame.px(2));
  fill(frame, {{body.min.x, body.min.y - frame.px(2)}, {body.min.x + w * 0.45f, body.min.y + 2}},
       frame.palette.text_quiet, frame.px(1));
}

void choose(Browser& browser, const std::string& name, bool adds) {
  const auto at = std::find(browser.chosen.begin(), browser.chosen.end(), name);
  const bool was_chosen = at != browser.chosen.end();
  if (!adds)
    browser.chosen = {name};
  else if (was_chosen)
    browser.chosen.erase(at);
  else
    browser.chosen.push_back(name);
}

void draw_entry(Frame& frame, const Rect& row, const io::FolderEntry& entry) {
  Browser& browser = frame.window.browser;
  const fs::path path = browser.listing.folder() / entry.name;
  const bool is_chosen =
      std::find(browser.chosen.begin(), browser.chosen.end(), entry.name) != browser.chosen.end();
  const Pressable state = browser_row(frame, row, "file " + entry.name, is_chosen);
  const float x = row.min.x + frame.px(30);
  if (entry.is_folder) draw_folder_sign(frame, {row.min.x + frame.px(8), row.centre().y});
  text_within(frame, frame.fonts.body, {x, row.centre().y}, frame.palette.text, entry.name,
              row.max.x - x - frame.px(6));
  // The second click of a double one on a folder must not press what it shows.
  const bool is_second = ImGui::GetIO().MouseClickedLastCount[0] > 1;
  if (entry.is_folder) {
    if (state.clicked && !is_second) browser.next_folder = path.string();
    return;
  }
  if (state.hovered && ImGui::IsMouseDoubleClicked(0))
    return open_from_browser(frame, {path.string()});
  if (state.clicked && state.focused) return open_from_browser(frame, {path.string()});
  if (state.clicked) choose(browser, entry.name, ImGui::GetIO().KeyCtrl);
}

void draw_entries(Frame& frame, const Rect& area) {
  Browser& browser = frame.window.browser;
  fill(frame, area, frame.palette.panel, frame.px(6));
  outline(frame, area, frame.palette.panel_border, 1, frame.px(6));
  const std::vector<io::FolderEntry>& entries = browser.listing.entries();
  if (entries.empty()) {
    text(frame, frame.fonts.body, area.centre(), frame.palette.text_quiet,
         "No folder and no picture here", Align::centre);
    return;
  }
  const float height = browser_row_height(frame);
  const Rect inside = area.shrunk(frame.px(4));
  // Another folder is another list: it starts at its top.
  const ScrollArea scroll(frame, browser.listing.folder().c_str(), inside,
                          height * static_cast<float>(entries.size()));
  const Rect content = scroll.content();
  const float first = std::max(0.0f, std::floor((inside.min.y - content.min.y) / height));
  for (auto i = static_cast<std::size_t>(first); i < entries.size(); ++i) {
    const float y = content.min.y + height * static_cast<float>(i);
    if (y > inside.max.y) break;
    draw_entry(frame, {{content.min.x, y}, {content.max.x, y + height}}, entries[i]);
  }
}

void buttons(Frame& frame, const Rect& line) {
  Browser& browser = frame.window.browser;
  const std::size_t chosen = browser.chosen.size();
  const std::string label = chosen > 1 ? fmt::format("Open {} as a batch", chosen) : "Open";
  float x = line.min.x;
  const auto next = [&](float width) {
    const Rect at{{x, line.min.y}, {x + width, line.max.y}};
    x += width + frame.px(8);
    return at;
  };
  if (button(frame, next(button_width(frame, label)),
             {.id = "open chosen",
              .label = label,
              .look = ButtonLook::accent,
              .enabled = chosen > 0,
              .help = chosen > 0 ? std::string_view(kHowTo)
                                 : "No file is chosen yet: click one above, or several with Ctrl "
                                   "or Shift."})) {
    std::vector<std::string> paths;
    for (const std::string& name : browser.chosen)
      paths.push_back((browser.listing.folder() / name).string());
    open_from_browser(frame, std::move(paths));
  }
  constexpr std::string_view kSystem = "System dialog\xe2\x80\xa6";
  if (button(frame, next(button_width(frame, kSystem)),
             {.id = "system dialog",
              .label = kSystem,
              .help = "The desktop's own dialog, where zenity or kdialog is installed."})) {
    frame.request(model::SystemOpenDialog{});
    frame.window.shows_browser = false;
  }
  const float grey = toggle_width(frame, "Grey");
  if (const auto on = toggle(frame, line.right(grey),
                             {.id = "browser grey",
                              .label = "Grey",
                              .on = frame.document().grey,
                              .help = "Reduces any picture to one channel."}))
    frame.emit(model::SetGrey{*on});
}

}  // namespace

void enter_folder(Browser& browser, const fs::path& folder) {
  browser.listing.enter(folder);
  browser.path = browser.listing.folder().string();
  browser.chosen.clear();
}

void browser_files(Frame& frame, const Rect& area) {
  Browser& browser = frame.window.browser;
  const float gap = frame.px(8);
  browser_title(frame, area, "On this computer");
  Rect rest = area.without_top(browser_title_height(frame));
  path_line(frame, rest.top(control_height(frame)));
  rest = rest.without_top(control_height(frame) + gap);
  buttons(frame, rest.bottom(control_height(frame)));
  rest = rest.without_bottom(control_height(frame) + gap);
  const float words = 2 * line_height(frame.fonts.small) + frame.px(2);
  const std::string& problem = browser.listing.problem();
  const Rect foot = rest.bottom(words);
  paragraph(frame, frame.fonts.small, {foot.min.x, foot.min.y + line_height(frame.fonts.small) / 2},
            problem.empty() ? frame.palette.text_quiet : frame.palette.warning,
            problem.empty() ? kHowTo : std::string_view(problem), foot.width(), 2);
  draw_entries(frame, rest.without_bottom(words + frame.px(6)));
  if (browser.next_folder.empty()) return;
  enter_folder(browser, std::exchange(browser.next_folder, {}));
}

}  // namespace twofold::ui::inline browser
