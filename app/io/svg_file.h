// A figure as an SVG file, for slides and papers.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>

#include "app/io/result.h"
#include "app/paint/drawing.h"

namespace twofold::io {

/// Colour of every ink, 0xRRGGBB.
using InkColours = std::array<std::uint32_t, paint::kInkCount>;

/// The figure as SVG text, over a ground of Ink::ground that leaves a margin around it.
std::string svg(const paint::Drawing& drawing, const InkColours& colours);

/// Writes it, as a whole or not at all.
Result<Done> save_svg(const std::filesystem::path& path, const paint::Drawing& drawing,
                      const InkColours& colours);

}  // namespace twofold::io
