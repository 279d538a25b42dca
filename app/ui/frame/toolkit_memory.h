// The toolkit's memory. Left alone, Dear ImGui does not ask whether it got any, and writes to what
// is not there.
#pragma once

namespace twofold::ui::inline frame {

/// From now on the toolkit throws std::bad_alloc where there is no memory. Call it before a context
/// is made.
void check_toolkit_memory();

}  // namespace twofold::ui::inline frame
