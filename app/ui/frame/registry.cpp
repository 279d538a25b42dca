#include "app/ui/frame/registry.h"

#include <algorithm>

namespace twofold::ui::inline frame {

void Registry::add(Drawn drawn) {
  drawn.max = {std::max(drawn.min.x, drawn.max.x), std::max(drawn.min.y, drawn.max.y)};
  const ImDrawList* list = ImGui::GetWindowDrawList();
  drawn.layer = list;
  drawn.clip = {list->GetClipRectMin(), list->GetClipRectMax()};
  drawn_.push_back(std::move(drawn));
}

const Drawn* Registry::find(std::string_view name) const {
  const auto found = std::find_if(drawn_.rbegin(), drawn_.rend(),
                                  [name](const Drawn& drawn) { return drawn.name == name; });
  return found == drawn_.rend() ? nullptr : &*found;
}

const Drawn* Registry::at(ImVec2 place) const {
  const auto found = std::find_if(drawn_.rbegin(), drawn_.rend(), [place](const Drawn& drawn) {
    return place.x >= drawn.min.x && place.x < drawn.max.x && place.y >= drawn.min.y &&
           place.y < drawn.max.y;
  });
  return found == drawn_.rend() ? nullptr : &*found;
}

float Registry::smallest_cap_height() const {
  float smallest = 0;
  for (const Drawn& drawn : drawn_) {
    if (drawn.text_cap_height <= 0) continue;
    smallest = smallest == 0 ? drawn.text_cap_height : std::min(smallest, drawn.text_cap_height);
  }
  return smallest;
}

}  // namespace twofold::ui::inline frame
