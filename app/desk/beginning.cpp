#include "app/desk/beginning.h"

#include <fmt/format.h>

#include <system_error>
#include <utility>

#include "app/desk/kept_work.h"
#include "app/io/leftovers.h"

namespace twofold::desk {
namespace {

namespace fs = std::filesystem;

bool asks_for_nothing(const StartTexts& texts) {
  StartTexts nothing;
  nothing.missing = texts.missing;
  return texts == nothing;
}

constexpr const char* kWasNotClosed =
    "The last window ended without being closed; its layer is back. Reset all begins anew";

/// Begins with the layer in `file`; false where that cannot be, which is said.
bool begin_with(const fs::path& file, const StartTexts& texts, Beginning& found) {
  StartTexts last = texts;
  last.pictures = {file.string()};
  last.missing = Missing::stands_in;
  std::string gone;
  io::Result<model::Session::Start> start = make_start(last, &gone);
  if (!start) {
    found.says = {fmt::format("The last session does not come back ({})", start.error().sentence),
                  true};
    return false;
  }
  found.start = std::move(start).value();
  if (!gone.empty()) found.says = {gone, true};
  return true;
}

/// Begins where the last time ended, if there was one.
bool begin_where_it_ended(const fs::path& folder, const StartTexts& texts, Beginning& found) {
  if (found.left_behind && begin_with(*found.left_behind, texts, found)) {
    if (found.says.text.empty()) found.says = {kWasNotClosed, false};
    return true;
  }
  std::error_code ignored;
  const fs::path closed = closed_work(folder);
  return fs::exists(closed, ignored) && begin_with(closed, texts, found);
}

}  // namespace

io::Result<Beginning> beginning(const StartTexts& texts, bool fresh,
                                const std::optional<fs::path>& folder) {
  Beginning found;
  if (folder) {
    io::remove_leftovers(*folder);
    found.left_behind = work_left_behind(*folder);
  }
  const bool goes_on = folder && !fresh && asks_for_nothing(texts);
  if (goes_on && begin_where_it_ended(*folder, texts, found)) return {std::move(found)};
  std::string gone;
  io::Result<model::Session::Start> start = make_start(texts, &gone);
  if (!start) return start.error();
  found.start = std::move(start).value();
  if (!gone.empty()) found.says = {gone, true};
  if (found.left_behind && found.says.text.empty())
    found.says = {fmt::format("The last window ended without being closed; its layer is kept: open "
                              "{} (Ctrl+O, first of the recent ones)",
                              found.left_behind->string()),
                  false};
  return {std::move(found)};
}

}  // namespace twofold::desk
