// All controls at once.
#pragma once

#include "app/ui/buttons.h"   // IWYU pragma: export
#include "app/ui/popover.h"   // IWYU pragma: export
#include "app/ui/readouts.h"  // IWYU pragma: export
#include "app/ui/slider.h"    // IWYU pragma: export
