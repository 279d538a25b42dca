#include "app/cli/version.h"

#include <fmt/format.h>

#include <filesystem>
#include <vector>

#include "app/cli/built_with.h"
#include "app/io/fence.h"

#ifdef __linux__
#include <link.h>
#endif

namespace twofold::cli {
namespace {

/// The shared libraries of this process, each as the file behind all links: its name has the
/// version. Empty where the system cannot be asked.
std::vector<std::string> loaded_files() {
  std::vector<std::string> files;
#ifdef __linux__
  const auto note = [](dl_phdr_info* info, std::size_t, void* list) {
    // The program itself has no name, and what the kernel lends has no path.
    if (info->dlpi_name != nullptr && info->dlpi_name[0] == '/')
      static_cast<std::vector<std::string>*>(list)->emplace_back(info->dlpi_name);
    return 0;
  };
  dl_iterate_phdr(note, &files);
  for (std::string& file : files) {
    std::error_code failed;
    const auto real = std::filesystem::canonical(file, failed);
    if (!failed) file = real.string();
  }
#endif
  return files;
}

}  // namespace

std::string version_line() { return "twofold " TWOFOLD_VERSION "\n"; }

std::string version_report() {
  std::string report = version_line();
  report += fmt::format("\nBuilt by {} with\n", kCompiler);
  for (const BuiltWith& library : kBuiltWith)
    report += fmt::format("  {:<16} {}\n", library.name, library.version);
  report += fmt::format("\n{}\n", io::fence_report());
  const std::vector<std::string> files = loaded_files();
  if (files.empty()) return report;
  report += "\nLoaded now\n";
  for (const std::string& file : files) report += fmt::format("  {}\n", file);
  return report;
}

}  // namespace twofold::cli
