// Keys that type nothing, by name: the program's own and the toolkit's.
#pragma once

#include <imgui.h>

#include <span>
#include <string_view>

#include "app/ui/frame/keys.h"

namespace twofold::tests {

struct NamedKey {
  std::string_view name;
  ui::Key key;
  ImGuiKey toolkit;  ///< ImGuiKey_COUNT: the toolkit does not know it
};

std::span<const NamedKey> named_keys();

/// Null where there is none of that name.
const NamedKey* named_key(std::string_view name);

}  // namespace twofold::tests
