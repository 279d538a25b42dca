// The list of pictures: those of the program, the recent ones, and the files of this computer.
#include "app/ui/browser/browser_card.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <string>

#include "app/io/folder_listing.h"
#include "app/ui/browser/browser_choose.h"
#include "app/ui/browser/browser_files.h"
#include "app/ui/browser/browser_list.h"
#include "app/ui/controls/card.h"
#include "app/ui/controls/widgets.h"
#include "app/ui/draw/draw.h"
#include "app/ui/frame/window_state.h"

namespace twofold::ui::inline browser {
namespace {

namespace fs = std::filesystem;

constexpr float kWidth = 900;
constexpr float kHeight = 540;
constexpr float kOffersWidth = 400;
constexpr float kThumbnailHeight = 92;
constexpr int kThumbnailsInRow = 3;
constexpr std::size_t kMostRecent = 6;

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
  const float words = browser_row_height(frame);
  draw_thumbnail(frame, cell.shrunk(frame.px(6)).without_bottom(words - frame.px(4)), index);
  text(frame, frame.fonts.body, {cell.centre().x, cell.max.y - words / 2},
       state.hovered || is_open ? frame.palette.text : frame.palette.text_quiet, offer.name,
       Align::centre);
  if (state.clicked) open_from_browser(frame, {offer.path});
}

/// The bundled pictures; returns where they end.
float draw_offers(Frame& frame, const Rect& area) {
  browser_title(frame, area, "With the program");
  const float gap = frame.px(6);
  const float width = (area.width() - gap * (kThumbnailsInRow - 1)) / kThumbnailsInRow;
  const float height = frame.px(kThumbnailHeight) + browser_row_height(frame);
  float y = area.min.y + browser_title_height(frame);
  const int count = static_cast<int>(frame.session.offers().size());
  for (int i = 0; i < count; ++i) {
    const float x = area.min.x + (width + gap) * static_cast<float>(i % kThumbnailsInRow);
    draw_offer(frame, {{x, y}, {x + width, y + height}}, i);
    if (i % kThumbnailsInRow == kThumbnailsInRow - 1 || i == count - 1) y += height + gap;
  }
  return y;
}

void draw_recent(Frame& frame, const Rect& area) {
  const std::vector<std::string>& recent = frame.view().recent_pictures;
  if (recent.empty()) return;
  browser_title(frame, area, "Recent");
  Rect row = area.without_top(browser_title_height(frame)).top(browser_row_height(frame));
  for (std::size_t i = 0; i < std::min(recent.size(), kMostRecent) && row.max.y <= area.max.y;
       ++i) {
    const fs::path path(recent[i]);
    if (browser_row(frame, row, "recent " + std::to_string(i), false).clicked)
      open_from_browser(frame, {recent[i]});
    const float x = text_within(frame, frame.fonts.body, {row.min.x + frame.px(8), row.centre().y},
                                frame.palette.text, path.filename().string(), row.width() * 0.6f);
    text_within(frame, frame.fonts.small, {x + frame.px(8), row.centre().y},
                frame.palette.text_quiet, path.parent_path().string(),
                row.max.x - x - frame.px(12));
    row.min.y += browser_row_height(frame);
    row.max.y += browser_row_height(frame);
  }
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
  return failed ? io::home_folder() : here;
}

}  // namespace

void browser_card(Frame& frame) {
  if (!frame.window.shows_browser) return;
  Card card(frame, {"browser", "Open a picture", {frame.px(kWidth), frame.px(kHeight)}},
            frame.window.shows_browser);
  Browser& browser = frame.window.browser;
  // Looked at anew whenever it opens: files come and go.
  if (card.is_new() && frame.around.has_folders) {
    browser.path_wants_focus = true;
    enter_folder(browser,
                 browser.listing.folder().empty() ? first_folder(frame) : browser.listing.folder());
  }
  const Rect content = card.content();
  const float gap = frame.px(24);
  const float left = std::min(frame.px(kOffersWidth), (content.width() - gap) * 0.45f);
  const float below = draw_offers(frame, content.left(left));
  if (frame.around.has_folders)
    draw_recent(frame,
                {{content.min.x, below + frame.px(6)}, {content.min.x + left, content.max.y}});
  const Rect right = content.without_left(left + gap);
  if (frame.around.has_folders)
    browser_files(frame, right);
  else
    browser_choose(frame, right);
}

}  // namespace twofold::ui::inline browser
