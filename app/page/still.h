// The window as a picture, for browsers without WebGL: it cannot be worked, but is seen.
#pragma once

#include "app/io/result.h"
#include "app/page/canvas.h"
#include "app/paint/rgba8.h"

namespace twofold::page {

/// The window in its opening, or with what a set-up line says if it is one.
io::Result<paint::Rgba8> still(const CanvasSize& size, const std::string& line);

}  // namespace twofold::page
