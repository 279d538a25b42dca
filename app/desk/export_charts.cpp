#include "app/desk/export_charts.h"

#include <cmath>
#include <vector>

#include "app/desk/window_frame.h"
#include "app/io/pictures/png_file.h"
#include "app/io/svg_file.h"
#include "app/io/text_file.h"
#include "app/model/cost/bars_chart.h"
#include "app/model/cost/cost_chart.h"
#include "app/model/cost/roofline.h"
#include "app/model/learning/learner.h"
#include "app/raster/offscreen.h"
#include "app/ui/draw/draw.h"
#include "app/ui/draw/draw_figure.h"
#include "app/ui/frame/window_state.h"

namespace twofold::desk {
namespace {

constexpr paint::Spot kChartSize{560, 400};
constexpr float kMargin = 16;
/// PNG pixels for a pixel of the figure.
constexpr float kPngScale = 2;

struct NamedChart {
  std::string name;
  paint::Drawing drawing;
  std::string csv_name{};
  std::string csv{};  ///< its numbers, where they are not those of the layer's own files
};

io::InkColours ink_colours(const ui::Palette& palette) {
  io::InkColours colours{};
  for (int i = 0; i < paint::kInkCount; ++i) {
    const ImU32 c = ui::ink_colour(palette, static_cast<paint::Ink>(i));
    colours[static_cast<std::size_t>(i)] = ((c >> IM_COL32_R_SHIFT) & 0xff) << 16 |
                                           ((c >> IM_COL32_G_SHIFT) & 0xff) << 8 |
                                           ((c >> IM_COL32_B_SHIFT) & 0xff);
  }
  return colours;
}

/// The figure with room around it, drawn as the window draws it.
paint::Rgba8 picture_of(const model::Session& session, const paint::Drawing& drawing) {
  const auto pixels = [](float design) {
    return static_cast<int>(std::ceil((design + 2 * kMargin) * kPngScale));
  };
  raster::Offscreen screen({.width = pixels(drawing.width),
                            .height = pixels(drawing.height),
                            .theme = session.view().theme,
                            .scale = kPngScale});
  ui::Registry registry;
  ui::WindowState window;
  model::Edits edits;
  std::vector<model::Wanted> wanted;
  const ui::PictureIds no_pictures;
  ui::Frame frame{session,  no_pictures, screen.fonts(), screen.palette(),
                  registry, edits,       wanted,         window};
  screen.frame([&] {
    frame.draw = ImGui::GetForegroundDrawList();
    ui::fill(frame, {{0, 0}, ImGui::GetIO().DisplaySize}, screen.palette().panel);
    ui::draw_figure(frame, drawing, {frame.px(kMargin), frame.px(kMargin)});
  });
  return screen.capture();
}

/// Those of the page about learning that is open, named as `twofold fit` and `twofold train` name
/// them.
std::vector<NamedChart> lesson_charts(const model::Session& session) {
  const model::LearningLook& look = session.view().learning;
  if (!look.open) return {};
  if (look.page == model::LearningPage::lost) {
    const auto lost = session.lost();
    if (!lost || !lost->why_not.empty()) return {};
    const model::FitCurve fit{lost->target.kernel->shape, lost->singular_values, lost->multiplier};
    return {{"singular_values", model::singular_value_chart(fit, kChartSize), "singular_values",
             model::singular_value_csv(fit)},
            {"fit", model::fit_chart(fit, kChartSize).drawing, "fit", model::fit_csv(fit)}};
  }
  const auto room = session.classroom();
  if (!room || !room->why_not.empty()) return {};
  const std::vector<model::LossCurve> curves = model::loss_curves(*room);
  std::vector<NamedChart> all;
  for (const auto& [axis, name] : {std::pair{model::LossAxis::steps, "loss_over_steps"},
                                   {model::LossAxis::macs, "loss_over_macs"},
                                   {model::LossAxis::seconds, "loss_over_seconds"}})
    all.push_back({name, model::loss_chart(curves, axis, kChartSize).drawing});
  all.front().csv_name = "losses";
  all.front().csv = model::loss_csv(curves);
  return all;
}

std::vector<NamedChart> charts(const model::Session& session) {
  const model::Document& document = session.document();
  const int channels = model::input_shape(document).channels;
  std::vector<NamedChart> all = lesson_charts(session);
  for (const auto& [axis, name] : {std::pair{model::CurveAxis::multiplier, "cost_multiplier"},
                                   {model::CurveAxis::kernel, "cost_kernel"},
                                   {model::CurveAxis::out_channels, "cost_out_channels"}}) {
    const model::Curve curve = model::cost_curve(axis, document.layer, channels);
    all.push_back({name, model::curve_chart(curve, kChartSize).drawing});
  }
  all.push_back({"cost_bars",
                 model::counts_chart(document.layer, model::input_shape(document), kChartSize.x)});
  for (const core::Network& network : core::networks())
    all.push_back(
        {"network_" + std::string(network.name), model::network_chart(network, kChartSize.x)});
  if (const auto measured = session.measurement(); measured && measured->done)
    all.push_back({"roofline", model::roofline_chart(*measured, kChartSize)});
  return all;
}

}  // namespace

io::Result<io::Done> export_charts(const model::Session& session,
                                   const std::filesystem::path& folder) {
  const io::InkColours colours = ink_colours(ui::palette(session.view().theme));
  for (const NamedChart& chart : charts(session)) {
    io::Result<io::Done> written =
        io::save_svg(folder / (chart.name + ".svg"), chart.drawing, colours);
    if (written)
      written = io::save_png(folder / (chart.name + ".png"), picture_of(session, chart.drawing));
    if (written && !chart.csv.empty())
      written = io::write_file(folder / (chart.csv_name + ".csv"), chart.csv);
    if (!written) return written;
  }
  return io::Done{};
}

io::Result<io::Done> save_chart_png(const std::filesystem::path& path,
                                    const paint::Drawing& drawing) {
  // Figures are drawn within a frame of the window, which shows a session: any will do.
  model::Session::Start start;
  start.document =
      model::opening_document(start.library.add({core::Tensor({1, 1, 1, 3}), "nothing", "", ""}));
  start.opening = start.document;
  start.view.theme = model::ThemeChoice::light;
  return io::save_png(path, picture_of(model::Session(std::move(start)), drawing));
}

}  // namespace twofold::desk
