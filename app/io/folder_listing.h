// What the program's own file browser shows of one folder: read when it is entered, not in every
// frame.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace twofold::io {

/// One line of the browser.
struct FolderEntry {
  std::string name;
  bool is_folder = false;
  bool operator==(const FolderEntry&) const = default;
};

class FolderListing {
 public:
  /// Reads the folder: folders first, then the files that can be opened, each by name; hidden ones
  /// are left out. When it cannot be read, the entries stay as they were and `problem` says why.
  void enter(const std::filesystem::path& folder);

  /// Absolute; empty before the first enter().
  const std::filesystem::path& folder() const { return folder_; }
  const std::vector<FolderEntry>& entries() const { return entries_; }
  /// Why the last folder could not be read; one sentence, or empty.
  const std::string& problem() const { return problem_; }

 private:
  std::filesystem::path folder_;
  std::vector<FolderEntry> entries_;
  std::string problem_;
};

/// Whether the ending is that of a picture or a saved layer.
bool can_be_opened(const std::filesystem::path& file);

/// A path as somebody types it: without the blanks around it, "~" for the home folder, relative
/// ones seen from `base`.
std::filesystem::path typed_path(std::string_view text, const std::filesystem::path& base);

std::filesystem::path home_folder();

}  // namespace twofold::io
