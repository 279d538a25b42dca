// Files that `fit` and `train` write: filters as .npy, charts as SVG, and as PNG where they can be
// drawn.
#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "app/cli/command_line.h"
#include "app/io/result.h"
#include "app/model/learning/learning_chart.h"
#include "core/tensor.h"

namespace twofold::cli {

/// Writes NAME.npy into a folder, which is made where it is not there.
io::Result<io::Done> save_filter(const std::filesystem::path& folder, std::string_view name,
                                 const core::Filter& filter);

/// singular_values and fit, .svg and .png, into a folder.
io::Result<io::Done> save_fit_charts(const model::FitCurve& fit,
                                     const std::filesystem::path& folder, const SavePng& save_png);

/// loss_over_steps, loss_over_macs and loss_over_seconds, .svg and .png, into a folder.
io::Result<io::Done> save_loss_charts(const std::vector<model::LossCurve>& curves,
                                      const std::filesystem::path& folder, const SavePng& save_png);

}  // namespace twofold::cli
