// All controls at once.
#pragma once

#include "app/ui/controls/buttons.h"   // IWYU pragma: export
#include "app/ui/controls/popover.h"   // IWYU pragma: export
#include "app/ui/controls/readouts.h"  // IWYU pragma: export
#include "app/ui/controls/slider.h"    // IWYU pragma: export
