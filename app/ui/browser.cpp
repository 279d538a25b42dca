// The list of pictures: those of the program, the recent ones, and the files of this computer.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "app/ui/above.h"
#include "app/ui/draw.h"
#include "app/ui/sheets.h"
#include "app/ui/text_field.h"
#include "app/ui/widgets.h"
#include "app/ui/window_state.h"

namespace twofold::ui {
namespace {

namespace fs = std::filesystem;

constexpr float kWidth = 900;
constexpr float kHeight = 540;
constexpr float kOffersWidth = 400;
constexpr float kThumbnailHeight = 92;
constexpr int kThumbnailsInRow = 3;
constexpr std::size_t kMostRecent = 6;

/// Words for what the keyboard and mouse do with files.
constexpr std::string_view kHowTo =
    "Click a folder to enter it, double click a file to open it. Ctrl+click chooses several: "
    "they become a batch.";

void open(Frame& frame, std::vector<std::string> paths) {
  frame.request(model::OpenPaths{std::move(paths)});
  frame.window.shows_browser = false;
}

float title_height(const Frame& frame) { return line_height(frame.fonts.strong) + frame.px(8); }
float row_height(const Frame& frame) { return line_height(frame.fonts.body) + frame.px(6); }

void title(Frame& frame, const Rect& line, std::string_view words) {
  text_within(frame, frame.fonts.strong, {line.min.x, line.min.y + title_height(frame) / 2},
              frame.palette.text_quiet, words, line.width());
}

/// The picture itself, as large as fits, in the middle.
void draw_thumbnail(Frame& frame, const Rect& room, int index) {
  const paint::PictureKey key{paint::PictureKind::thumbnail, index};
  const auto id = frame.pictures.find(key);
  const auto pixels = frame.session.painter().pictures().find(key);
  if (id == frame.pictures.end() || pixels == frame.session.painter().pictures().end()) return;
  const auto width = static_cast<float>(pixels->second->width);
  const auto height = static_cast<float>(pixels->second->height);
  const float scale = std::min(room.width() / width, room.height() / height);
  const ImVec2 half{std::round(width * scale / 2), std::round(height * scale / 2)};
  const ImVec2 c{std::round(room.centre().x), std::round(room.centre().y)};
  frame.draw->AddImage(id->second, {c.x - half.x, c.y - half.y}, {c.x + half.x, c.y + half.y});
}

void draw_offer(Frame& frame, const Rect& cell, int index) {
  const model::Session::Offer& offer = frame.session.offers()[static_cast<std::size_t>(index)];
  const Pressable state = pressable(frame, "offer " + offer.name, cell, true, offer.name, "");
  const auto& batch = frame.document().batch;
  const bool is_open = !batch.empty() && batch.front().name == offer.name;
  if (state.hovered || is_open)
    fill(frame, cell, is_open ? frame.palette.accent_soft : frame.palette.panel_hovered,
         frame.px(6));
  if (state.focused) focus_ring(frame, cell);
  const float words = row_height(frame);
  draw_thumbnail(frame, cell.shrunk(frame.px(6)).without_bottom(words - frame.px(4)), index);
  text(frame, frame.fonts.body, {cell.centre().x, cell.max.y - words / 2},
       state.hovered || is_open ? frame.palette.text : frame.palette.text_quiet, offer.name,
       Align::centre);
  if (state.clicked) open(frame, {offer.path});
}

/// The bundled pictures; returns where they end.
float draw_offers(Frame& frame, const Rect& area) {
  title(frame, area, "With the program");
  const float gap = frame.px(6);
  const float width = (area.width() - gap * (kThumbnailsInRow - 1)) / kThumbnailsInRow;
  const float height = frame.px(kThumbnailHeight) + row_height(frame);
  float y = area.min.y + title_height(frame);
  const int count = static_cast<int>(frame.session.offers().size());
  for (int i = 0; i < count; ++i) {
    const float x = area.min.x + (width + gap) * static_cast<float>(i % kThumbnailsInRow);
    draw_offer(frame, {{x, y}, {x + width, y + height}}, i);
    if (i % kThumbnailsInRow == kThumbnailsInRow - 1 || i == count - 1) y += height + gap;
  }
  return y;
}

/// A line of a list that can be pressed.
Pressable list_row(Frame& frame, const Rect& row, const std::string& id, bool is_chosen) {
  const Pressable state = pressable(frame, id, row, true, "", "");
  if (is_chosen || state.hovered)
    fill(frame, row, is_chosen ? frame.palette.accent_soft : frame.palette.panel_hovered,
         frame.px(4));
  if (state.focused) focus_ring(frame, row);
  return state;
}

void draw_recent(Frame& frame, const Rect& area) {
  const std::vector<std::string>& recent = frame.view().recent_pictures;
  if (recent.empty()) return;
  title(frame, area, "Recent");
  Rect row = area.without_top(title_height(frame)).top(row_height(frame));
  for (std::size_t i = 0; i < std::min(recent.size(), kMostRecent) && row.max.y <= area.max.y;
       ++i) {
    const fs::path path(recent[i]);
    if (list_row(frame, row, "recent " + std::to_string(i), false).clicked)
      open(frame, {recent[i]});
    const float x = text_within(frame, frame.fonts.body, {row.min.x + frame.px(8), row.centre().y},
                                frame.palette.text, path.filename().string(), row.width() * 0.6f);
    text_within(frame, frame.fonts.small, {x + frame.px(8), row.centre().y},
                frame.palette.text_quiet, path.parent_path().string(),
                row.max.x - x - frame.px(12));
    row.min.y += row_height(frame);
    row.max.y += row_height(frame);
  }
}

void enter(Browser& browser, const fs::path& folder) {
  browser.listing.enter(folder);
  browser.path = browser.listing.folder().string();
  browser.chosen.clear();
}

/// A folder is entered, a file opened.
void go_to(Frame& frame, const fs::path& target) {
  std::error_code ignored;
  if (fs::is_regular_file(target, ignored)) return open(frame, {target.string()});
  Browser& browser = frame.window.browser;
  const std::string typed = browser.path;
  enter(browser, target);
  if (!browser.listing.problem().empty()) browser.path = typed;
}

void path_line(Frame& frame, const Rect& line) {
  Browser& browser = frame.window.browser;
  const fs::path& folder = browser.listing.folder();
  const float up = button_width(frame, "Up");
  if (button(frame, line.left(up),
             {.id = "folder up",
              .label = "Up",
              .enabled = folder.has_parent_path() && folder != folder.root_path(),
              .help = "The folder that this one is in."}))
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
  go_to(frame, typed_path(browser.path, folder));
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

void draw_entry(Frame& frame, const Rect& row, const FolderEntry& entry) {
  Browser& browser = frame.window.browser;
  const fs::path path = browser.listing.folder() / entry.name;
  const bool is_chosen =
      std::find(browser.chosen.begin(), browser.chosen.end(), entry.name) != browser.chosen.end();
  const Pressable state = list_row(frame, row, "file " + entry.name, is_chosen);
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
  if (state.hovered && ImGui::IsMouseDoubleClicked(0)) return open(frame, {path.string()});
  if (state.clicked && state.focused) return open(frame, {path.string()});
  if (state.clicked) choose(browser, entry.name, ImGui::GetIO().KeyCtrl);
}

void draw_entries(Frame& frame, const Rect& area) {
  Browser& browser = frame.window.browser;
  fill(frame, area, frame.palette.panel, frame.px(6));
  outline(frame, area, frame.palette.panel_border, 1, frame.px(6));
  const std::vector<FolderEntry>& entries = browser.listing.entries();
  if (entries.empty()) {
    text(frame, frame.fonts.body, area.centre(), frame.palette.text_quiet,
         "No folder and no picture here", Align::centre);
    return;
  }
  const float height = row_height(frame);
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
              .help = kHowTo})) {
    std::vector<std::string> paths;
    for (const std::string& name : browser.chosen)
      paths.push_back((browser.listing.folder() / name).string());
    open(frame, std::move(paths));
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

void draw_files(Frame& frame, const Rect& area) {
  Browser& browser = frame.window.browser;
  const float gap = frame.px(8);
  title(frame, area, "On this computer");
  Rect rest = area.without_top(title_height(frame));
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
  enter(browser, std::exchange(browser.next_folder, {}));
}

/// Where the open picture lies, or else where the program was started.
fs::path first_folder(const Frame& frame) {
  std::error_code failed;
  for (const model::PictureRef& ref : frame.document().batch) {
    const auto picture = frame.session.library().find(ref.id);
    if (!picture || picture->path.empty()) continue;
    const fs::path folder = fs::path(picture->path).parent_path();
    if (fs::is_directory(folder, failed)) return folder;
  }
  const fs::path here = fs::current_path(failed);
  return failed ? home_folder() : here;
}

}  // namespace

void browser(Frame& frame) {
  if (!frame.window.shows_browser) return;
  Sheet sheet(frame, {"browser", "Open a picture", {frame.px(kWidth), frame.px(kHeight)}},
              frame.window.shows_browser);
  Browser& browser = frame.window.browser;
  // Looked at anew whenever it opens: files come and go.
  if (sheet.is_new()) {
    browser.path_wants_focus = true;
    enter(browser,
          browser.listing.folder().empty() ? first_folder(frame) : browser.listing.folder());
  }
  const Rect content = sheet.content();
  const float gap = frame.px(24);
  const float left = std::min(frame.px(kOffersWidth), (content.width() - gap) * 0.45f);
  const float below = draw_offers(frame, content.left(left));
  draw_recent(frame, {{content.min.x, below + frame.px(6)}, {content.min.x + left, content.max.y}});
  draw_files(frame, content.without_left(left + gap));
}

}  // namespace twofold::ui
