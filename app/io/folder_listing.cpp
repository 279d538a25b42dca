#include "app/io/folder_listing.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>

#include "app/io/pictures/formats.h"

namespace twofold::io {
namespace {

namespace fs = std::filesystem;

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

bool comes_first(const FolderEntry& a, const FolderEntry& b) {
  if (a.is_folder != b.is_folder) return a.is_folder;
  const std::string lower_a = lower(a.name);
  const std::string lower_b = lower(b.name);
  return lower_a != lower_b ? lower_a < lower_b : a.name < b.name;
}

}  // namespace

bool can_be_opened(const fs::path& file) {
  const std::string ending = lower(file.extension().string());
  return ending == ".json" || ends_as_picture(ending);
}

fs::path home_folder() {
  const char* home = std::getenv("HOME");
  return home && *home ? fs::path(home) : fs::path("/");
}

fs::path typed_path(std::string_view text, const fs::path& base) {
  constexpr std::string_view kBlanks = " \t\n";
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return base;
  text = text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
  if (text == "~") return home_folder();
  if (text.starts_with("~/")) return (home_folder() / text.substr(2)).lexically_normal();
  return (base / text).lexically_normal();
}

void FolderListing::enter(const fs::path& folder) {
  std::error_code failed;
  const fs::path absolute = fs::absolute(folder, failed).lexically_normal();
  std::vector<FolderEntry> entries;
  fs::directory_iterator at(absolute, failed);
  for (; !failed && at != fs::directory_iterator(); at.increment(failed)) {
    const std::string name = at->path().filename().string();
    if (name.starts_with('.')) continue;
    std::error_code ignored;
    const bool is_folder = at->is_directory(ignored);
    if (is_folder || can_be_opened(at->path())) entries.push_back({name, is_folder});
  }
  if (failed) {
    problem_ = fmt::format("{} cannot be read: {}", absolute.string(), failed.message());
    return;
  }
  std::sort(entries.begin(), entries.end(), comes_first);
  folder_ = absolute;
  entries_ = std::move(entries);
  problem_.clear();
}

}  // namespace twofold::io
