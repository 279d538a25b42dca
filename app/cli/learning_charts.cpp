#include "app/cli/learning_charts.h"

#include <fmt/format.h>

#include "app/io/npy.h"
#include "app/io/svg_file.h"

namespace twofold::cli {
namespace {

constexpr paint::Spot kChartSize{560, 400};

/// For paper: in the order of paint::Ink.
constexpr io::InkColours kPaper{0xffffff, 0xe2e5ea, 0x9aa1ab, 0x626a75, 0x1b1f24,
                                0x1763c6, 0xb3261e, 0x2f7d5b, 0x7a4fb5, 0x8a8f98};

io::Result<io::Done> make_folder(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (!error) return io::Done{};
  return io::Error{
      fmt::format("the folder {} cannot be made ({})", folder.string(), error.message())};
}

io::Result<io::Done> save_all(
    const std::vector<std::pair<std::string_view, paint::Drawing>>& drawings,
    const std::filesystem::path& folder) {
  io::Result<io::Done> done = make_folder(folder);
  for (const auto& [name, drawing] : drawings) {
    if (done) done = io::save_svg(folder / fmt::format("{}.svg", name), drawing, kPaper);
  }
  return done;
}

}  // namespace

io::Result<io::Done> save_filter(const std::filesystem::path& folder, std::string_view name,
                                 const core::Filter& filter) {
  const io::Result<io::Done> made = make_folder(folder);
  if (!made) return made;
  const core::FilterShape& s = filter.shape;
  return io::save_npy(folder / fmt::format("{}.npy", name),
                      {{s.height, s.width, s.in, s.out}, filter.values});
}

io::Result<io::Done> save_fit_charts(const model::FitCurve& fit,
                                     const std::filesystem::path& folder) {
  return save_all({{"singular_values", model::singular_value_chart(fit, kChartSize)},
                   {"fit", model::fit_chart(fit, kChartSize).drawing}},
                  folder);
}

io::Result<io::Done> save_loss_charts(const std::vector<model::LossCurve>& curves,
                                      const std::filesystem::path& folder) {
  using model::LossAxis;
  return save_all(
      {{"loss_over_steps", model::loss_chart(curves, LossAxis::steps, kChartSize).drawing},
       {"loss_over_macs", model::loss_chart(curves, LossAxis::macs, kChartSize).drawing},
       {"loss_over_seconds", model::loss_chart(curves, LossAxis::seconds, kChartSize).drawing}},
      folder);
}

}  // namespace twofold::cli
