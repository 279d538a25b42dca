// Runs a program as a user would and keeps what it said.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace twofold::tests {

/// How a program ended.
struct Ran {
  int status = -1;  ///< exit status; 128 + the signal that ended it
  std::string out;  ///< standard output
  std::string err;  ///< standard error
};

/// Runs argv[0] with the arguments that follow it, without standard input. `environment` is added
/// to that of the test ("NAME=value").
Ran run_program(const std::vector<std::string>& argv,
                const std::vector<std::string>& environment = {});

/// A new, empty folder that goes away with its contents.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

/// Whole files, as plainly as can be; failing to do so fails the test by an exception.
std::string contents(const std::filesystem::path& file);
void write(const std::filesystem::path& file, const std::string& bytes);

}  // namespace twofold::tests
