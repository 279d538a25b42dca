#include "app/cli/learning_charts.h"

#include <fmt/format.h>

#include "app/io/npy.h"
#include "app/io/svg_file.h"
#include "app/io/text_file.h"

namespace twofold::cli {
namespace {

constexpr paint::Spot kChartSize{560, 400};

/// Those of the light theme (app/ui/frame/theme.cpp), in the order of paint::Ink.
constexpr io::InkColours kPaper{0xffffff, 0xd5dae3, 0x626979, 0x4d5464, 0x151820,
                                0x00757f, 0x855500, 0x2e3442, 0x737b8d, 0xaeb5c3};

io::Result<io::Done> make_folder(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (!error) return io::Done{};
  return io::Error{
      fmt::format("the folder {} cannot be made ({})", folder.string(), error.message())};
}

io::Result<io::Done> save_all(
    const std::vector<std::pair<std::string_view, paint::Drawing>>& drawings,
    const std::filesystem::path& folder, const SavePng& save_png) {
  io::Result<io::Done> done = make_folder(folder);
  for (const auto& [name, drawing] : drawings) {
    if (done) done = io::save_svg(folder / fmt::format("{}.svg", name), drawing, kPaper);
    if (done && save_png) done = save_png(folder / fmt::format("{}.png", name), drawing);
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
                                     const std::filesystem::path& folder, const SavePng& save_png) {
  io::Result<io::Done> done =
      save_all({{"singular_values", model::singular_value_chart(fit, kChartSize)},
                {"fit", model::fit_chart(fit, kChartSize).drawing}},
               folder, save_png);
  if (done) done = io::write_file(folder / "singular_values.csv", model::singular_value_csv(fit));
  return done ? io::write_file(folder / "fit.csv", model::fit_csv(fit)) : done;
}

io::Result<io::Done> save_loss_charts(const std::vector<model::LossCurve>& curves,
                                      const std::filesystem::path& folder,
                                      const SavePng& save_png) {
  using model::LossAxis;
  const io::Result<io::Done> done = save_all(
      {{"loss_over_steps", model::loss_chart(curves, LossAxis::steps, kChartSize).drawing},
       {"loss_over_macs", model::loss_chart(curves, LossAxis::macs, kChartSize).drawing},
       {"loss_over_seconds", model::loss_chart(curves, LossAxis::seconds, kChartSize).drawing}},
      folder, save_png);
  return done ? io::write_file(folder / "losses.csv", model::loss_csv(curves)) : done;
}

}  // namespace twofold::cli
