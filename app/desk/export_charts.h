// The charts about cost as files: SVG for papers, PNG for slides.
#pragma once

#include <filesystem>

#include "app/io/result.h"
#include "app/model/session/session.h"
#include "app/paint/drawing.h"

namespace twofold::desk {

/// Writes cost_bars, cost_multiplier, cost_kernel and cost_out_channels, the networks, and roofline
/// where the layer was measured, each as .svg and .png, in the theme of the view, into a folder
/// that exists.
io::Result<io::Done> export_charts(const model::Session& session,
                                   const std::filesystem::path& folder);

/// Writes one figure as PNG, in the light theme.
io::Result<io::Done> save_chart_png(const std::filesystem::path& path,
                                    const paint::Drawing& drawing);

}  // namespace twofold::desk
