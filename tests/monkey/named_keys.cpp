#include "tests/monkey/named_keys.h"

namespace twofold::tests {
namespace {

using ui::Key;

constexpr NamedKey kKeys[] = {{"left", Key::left, ImGuiKey_LeftArrow},
                              {"right", Key::right, ImGuiKey_RightArrow},
                              {"up", Key::up, ImGuiKey_UpArrow},
                              {"down", Key::down, ImGuiKey_DownArrow},
                              {"escape", Key::escape, ImGuiKey_Escape},
                              {"enter", Key::enter, ImGuiKey_Enter},
                              {"space", Key::space, ImGuiKey_Space},
                              {"tab", Key::tab, ImGuiKey_Tab},
                              {"page_up", Key::page_up, ImGuiKey_PageUp},
                              {"page_down", Key::page_down, ImGuiKey_PageDown},
                              {"home", Key::home, ImGuiKey_Home},
                              {"end", Key::end, ImGuiKey_End},
                              {"backspace", Key::backspace, ImGuiKey_Backspace},
                              {"delete", Key::del, ImGuiKey_Delete},
                              {"f1", Key::f1, ImGuiKey_COUNT},
                              {"f5", Key::f5, ImGuiKey_COUNT},
                              {"f6", Key::f6, ImGuiKey_COUNT},
                              {"f11", Key::f11, ImGuiKey_COUNT}};

}  // namespace

std::span<const NamedKey> named_keys() { return kKeys; }

const NamedKey* named_key(std::string_view name) {
  for (const NamedKey& key : kKeys)
    if (key.name == name) return &key;
  return nullptr;
}

}  // namespace twofold::tests
