// Where the layer or everything on the screen is written to.
#include <fmt/format.h>

#include <string>

#include "app/io/folder_listing.h"
#include "app/ui/controls/card.h"
#include "app/ui/controls/text_field.h"
#include "app/ui/controls/widgets.h"
#include "app/ui/draw/draw.h"
#include "app/ui/frame/window_state.h"
#include "app/ui/window/cards.h"

namespace twofold::ui::inline window {
namespace {

constexpr float kWidth = 640;

/// One of the two ways out: a title, what it writes, a path, a button.
struct WayOut {
  std::string id;
  std::string_view title;
  std::string_view writes;
  std::string_view verb;
  bool takes_focus = false;
};

float way_height(const Frame& frame) {
  return line_height(frame.fonts.title) + 2 * line_height(frame.fonts.body) +
         control_height(frame) + frame.px(34);
}

/// What a path means: where it would go, and whether something is there already.
std::string note_on(const std::filesystem::path& path, bool is_folder) {
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) return fmt::format("makes {}", path.string());
  return is_folder ? fmt::format("{} is there; files of the same name are replaced", path.string())
                   : fmt::format("{} is there and will be replaced", path.string());
}

/// As way_out, where the surroundings decide on the place and only ask what to write.
std::optional<std::string> way_by_name(Frame& frame, const Rect& line, const WayOut& way,
                                       const std::string& path) {
  if (!button(frame, line.left(button_width(frame, way.verb)),
              {.id = way.id + " now", .label = way.verb, .look = ButtonLook::accent, .help = ""}))
    return std::nullopt;
  return path;
}

/// Draws one way out at the top of `rest`; the path, when it is to be written now.
std::optional<std::string> way_out(Frame& frame, Rect& rest, const WayOut& way, SavePath& path) {
  const Rect area = rest.top(way_height(frame));
  rest = rest.without_top(way_height(frame));
  const float body = line_height(frame.fonts.body);
  section_header(frame, area.top(line_height(frame.fonts.title)), way.title);
  float y = area.min.y + line_height(frame.fonts.title) + body * 0.75f;
  text_within(frame, frame.fonts.body, {area.min.x, y}, frame.palette.text_quiet, way.writes,
              area.width());
  y += body * 0.75f;
  const Rect line{{area.min.x, y}, {area.max.x, y + control_height(frame)}};
  if (!frame.around.has_folders) return way_by_name(frame, line, way, path.text);
  const float verb = button_width(frame, way.verb);
  const Typed typed =
      text_field(frame, line.without_right(verb + frame.px(8)),
                 {.id = way.id + " path", .hint = "", .wants_focus = way.takes_focus}, path.text);
  // The working folder may have been removed: then paths are taken as they are typed.
  std::error_code ignored;
  const std::filesystem::path target =
      io::typed_path(path.text, std::filesystem::current_path(ignored));
  if (typed.changed || path.note.empty()) path.note = note_on(target, way.id == "export");
  const bool pressed =
      button(frame, line.right(verb),
             {.id = way.id + " now",
              .label = way.verb,
              .look = ButtonLook::accent,
              .enabled = !path.text.empty(),
              .help = path.text.empty() ? "There is no path in the field: type where to write."
                                        : "The same as Enter in the field."});
  text_within(frame, frame.fonts.small, {area.min.x, line.max.y + body * 0.6f},
              frame.palette.text_quiet, path.note, area.width());
  if ((!typed.entered && !pressed) || path.text.empty()) return std::nullopt;
  return target.string();
}

void propose_paths(const Frame& frame, SavePaths& paths) {
  const auto& batch = frame.document().batch;
  const std::string name = batch.empty() ? "layer" : batch.front().name;
  std::error_code ignored;
  const std::filesystem::path here = std::filesystem::current_path(ignored);
  paths.document = {(here / (name + ".json")).string(), ""};
  paths.folder = {(here / (name + "-twofold")).string(), ""};
}

}  // namespace

void save_card(Frame& frame) {
  WindowState& window = frame.window;
  if (!window.shows_save) return;
  Card card(frame, {"save card", "Save and export", {frame.px(kWidth), 2 * way_height(frame)}},
            window.shows_save);
  if (card.is_new()) propose_paths(frame, window.save_paths);
  Rect rest = card.content();
  if (const auto path = way_out(frame, rest,
                                {.id = "save",
                                 .title = "The layer",
                                 .writes = "Settings, filters and where the pictures are, as JSON; "
                                           "it opens again like a picture.",
                                 .verb = "Save",
                                 .takes_focus = card.is_new()},
                                window.save_paths.document)) {
    frame.request(model::SaveDocument{*path});
    window.shows_save = false;
  }
  if (const auto folder = way_out(
          frame, rest,
          {.id = "export",
           .title = "Everything on the screen",
           .writes = "The window and every channel as PNG, charts as SVG and PNG, layer and "
                     "cost as JSON.",
           .verb = "Export"},
          window.save_paths.folder)) {
    frame.request(model::Export{*folder});
    window.shows_save = false;
  }
}

}  // namespace twofold::ui::inline window
