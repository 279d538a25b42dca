#include "app/desk/kept_work.h"

#include <fmt/format.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <exception>

#include "app/io/document_file.h"

namespace twofold::desk {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPrefix = "window-";
constexpr std::string_view kSuffix = ".layer.json";
constexpr const char* kOffered = "last-window.layer.json";
constexpr const char* kClosed = "session.layer.json";
/// A change is kept within this time.
constexpr std::chrono::seconds kPause{3};
/// Listed weights up to which writing the file takes no longer than a frame may.
constexpr std::int64_t kQuickWeights = 1 << 14;

/// The process that a kept layer belongs to; none for any other file.
std::optional<pid_t> owner_of(const std::string& name) {
  if (!name.starts_with(kPrefix) || !name.ends_with(kSuffix)) return std::nullopt;
  const char* end = name.data() + name.size() - kSuffix.size();
  pid_t owner = 0;
  const auto [stopped, error] = std::from_chars(name.data() + kPrefix.size(), end, owner);
  if (error != std::errc() || stopped != end || owner <= 0) return std::nullopt;
  return owner;
}

bool is_gone(pid_t process) { return ::kill(process, 0) != 0 && errno == ESRCH; }

/// Weights that the file has to list: of filters that were loaded.
std::int64_t listed_weights(const model::Document& document) {
  const core::Filters* loaded = document.bank.loaded.get();
  if (loaded == nullptr) return 0;
  return loaded->depthwise.shape.count() + loaded->pointwise.shape.count();
}

}  // namespace

std::optional<fs::path> work_left_behind(const fs::path& folder) {
  std::optional<fs::path> newest;
  fs::file_time_type when{};
  std::error_code failed;
  fs::directory_iterator entry(folder, failed);
  for (; !failed && entry != fs::directory_iterator(); entry.increment(failed)) {
    const std::optional<pid_t> owner = owner_of(entry->path().filename().string());
    if (!owner || !is_gone(*owner)) continue;
    std::error_code none;
    const fs::file_time_type written = entry->last_write_time(none);
    if (none || (newest && written <= when)) continue;
    newest = entry->path();
    when = written;
  }
  if (!newest) return std::nullopt;
  // Another window may be starting, too: one of both gets it.
  const fs::path offered = folder / kOffered;
  fs::rename(*newest, offered, failed);
  if (failed) return std::nullopt;
  return offered;
}

fs::path closed_work(const fs::path& folder) { return folder / kClosed; }

KeptWork::KeptWork(std::optional<fs::path> folder, const model::Session& session)
    : folder_(std::move(folder)), kept_(session.document()) {
  if (folder_) file_ = *folder_ / fmt::format("{}{}{}", kPrefix, ::getpid(), kSuffix);
}

KeptWork::KeptLook KeptWork::look_of(const model::Session& session) {
  const model::ViewState& view = session.view();
  return {view.pin,       view.pin_was_dragged, view.batch_index,
          view.operation, view.output_view,     view.viewport};
}

bool KeptWork::has_changed(const model::Session& session) const {
  return session.document() != kept_ || (kept_look_ && look_of(session) != *kept_look_);
}

bool KeptWork::is_due(const model::Session& session) const {
  return file_ && has_changed(session) && session.problems().empty() &&
         listed_weights(session.document()) <= kQuickWeights;
}

void KeptWork::keep(const model::Session& session, Clock::time_point now) {
  if (!kept_look_ && session.is_current()) kept_look_ = look_of(session);
  if (now < next_ || !is_due(session)) return;
  next_ = now + kPause;
  write(session);
}

std::optional<double> KeptWork::due_in(const model::Session& session, Clock::time_point now) const {
  if (!is_due(session)) return std::nullopt;
  return std::max(std::chrono::duration<double>(next_ - now).count(), 0.0);
}

std::optional<fs::path> KeptWork::keep_now(const model::Session& session) {
  if (!file_) return std::nullopt;
  try {
    if (has_changed(session) && session.problems().empty()) write(session);
  } catch (const std::exception&) {
    // Memory may be what has run out; what was kept before stays.
  }
  return is_written_ ? file_ : std::nullopt;
}

void KeptWork::close(const model::Session& session) {
  if (!file_) return;
  // What cannot be computed cannot be begun with: the last that could stays.
  if (session.problems().empty()) write(session);
  std::error_code ignored;
  if (is_written_) fs::rename(*file_, closed_work(*folder_), ignored);
  is_written_ = false;
}

void KeptWork::write(const model::Session& session) {
  std::error_code ignored;
  fs::create_directories(*folder_, ignored);
  kept_ = session.document();
  kept_look_ = look_of(session);
  if (io::save_document(*file_, io::saved_document(session))) is_written_ = true;
}

}  // namespace twofold::desk
