#include "app/io/assets.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <string>

#include "app/io/npy.h"
#include "app/io/text_file.h"

namespace twofold::io {
namespace {

namespace fs = std::filesystem;

bool is_folder(const fs::path& path) {
  std::error_code none;
  return fs::is_directory(path, none);
}

/// Beside the installed program; nothing if the system does not say where that is.
std::optional<fs::path> installed_folder() {
  std::error_code none;
  const fs::path program = fs::read_symlink("/proc/self/exe", none);
  if (none) return std::nullopt;
  return program.parent_path().parent_path() / "share" / "twofold";
}

}  // namespace

Result<fs::path> assets_folder() {
  if (const char* named = std::getenv("TWOFOLD_ASSETS"); named && *named) {
    if (is_folder(named)) return fs::path(named);
    return Error{fmt::format("TWOFOLD_ASSETS names {}, which is not a folder", named)};
  }
  const std::optional<fs::path> installed = installed_folder();
  if (installed && is_folder(*installed)) return *installed;
  if (is_folder(TWOFOLD_SOURCE_ASSETS)) return fs::path(TWOFOLD_SOURCE_ASSETS);
  return Error{
      "the folder with the pictures that come with Twofold is missing; install it again or name "
      "it in TWOFOLD_ASSETS"};
}

std::vector<fs::path> bundled_pictures() {
  std::vector<fs::path> pictures;
  const Result<fs::path> folder = assets_folder();
  if (!folder) return pictures;
  std::error_code none;
  for (const fs::directory_entry& file : fs::directory_iterator(*folder / "images", none)) {
    const fs::path ending = file.path().extension();
    if (ending == ".jpg" || ending == ".png") pictures.push_back(file.path());
  }
  std::sort(pictures.begin(), pictures.end());
  return pictures;
}

Result<Picture> load_bundled_file(const fs::path& file) {
  const Result<std::string> bytes = read_file(file);
  if (!bytes) return bytes.error();
  Result<Picture> picture = read_picture(*bytes, file.string());
  if (picture) picture.value().name = file.stem().string();
  return picture;
}

Result<Picture> load_bundled_picture(std::string_view name) {
  const Result<fs::path> folder = assets_folder();
  if (!folder) return folder.error();
  for (const fs::path& file : bundled_pictures()) {
    if (file.stem() == name) return load_bundled_file(file);
  }
  return Error{fmt::format("no picture called {} comes with Twofold", name)};
}

Result<core::Filters> learned_filters(int multiplier) {
  const Result<fs::path> folder = assets_folder();
  if (!folder) return folder.error();
  const fs::path weights = *folder / "weights" / "tiny_face_detector";
  const auto stage = [&](std::string_view name) {
    return load_npy_filter(weights / fmt::format("derived_conv0_m{}_{}.npy", multiplier, name));
  };
  Result<core::Filter> depthwise = stage("depthwise");
  if (!depthwise) return depthwise.error();
  Result<core::Filter> pointwise = stage("pointwise");
  if (!pointwise) return pointwise.error();
  Result<Npy> bias = load_npy(weights / "conv0_bias.npy");
  if (!bias) return bias.error();
  return core::Filters{std::move(depthwise).value(), std::move(pointwise).value(),
                       std::move(bias.value().values), core::Activation::leaky_relu};
}

Result<core::Filter> trained_standard_filter() {
  const Result<fs::path> folder = assets_folder();
  if (!folder) return folder.error();
  return load_npy_filter(*folder / "weights" / "tiny_face_detector" / "conv0_filters.npy");
}

}  // namespace twofold::io
