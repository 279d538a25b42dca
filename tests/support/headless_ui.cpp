#include "tests/support/headless_ui.h"

#include <filesystem>

#include "app/io/pictures/png_file.h"
#include "tests/support/catch.h"

namespace twofold::tests {

void HeadlessUi::settle(int frames) {
  for (int i = 0; i < frames; ++i) offscreen_.frame(draw_);
}

void HeadlessUi::move_to(ImVec2 place) {
  offscreen_.io().MousePos = place;
  settle(1);
}

void HeadlessUi::press(int button) {
  offscreen_.io().MouseDown[button] = true;
  settle(1);
}

void HeadlessUi::release(int button) {
  offscreen_.io().MouseDown[button] = false;
  settle(1);
}

void HeadlessUi::wheel(float notches) {
  offscreen_.io().MouseWheel = notches;
  settle(1);
  offscreen_.io().MouseWheel = 0;
  settle(1);
}

void HeadlessUi::click(ImVec2 place, int button) {
  move_to(place);
  press(button);
  release(button);
  settle(1);
}

void HeadlessUi::double_click(ImVec2 place) {
  click(place);
  press();
  release();
  settle(1);
}

void HeadlessUi::drag(ImVec2 from, ImVec2 to, int moves) {
  move_to(from);
  press();
  for (int i = 1; i <= moves; ++i) {
    const float t = static_cast<float>(i) / static_cast<float>(moves);
    move_to({from.x + t * (to.x - from.x), from.y + t * (to.y - from.y)});
  }
  release();
  settle(1);
}

void HeadlessUi::key(ImGuiKey key) {
  offscreen_.io().KeysDown[key] = true;
  settle(1);
  offscreen_.io().KeysDown[key] = false;
  settle(1);
}

void HeadlessUi::type(std::string_view text) {
  for (const char letter : text) {
    offscreen_.io().AddInputCharacter(static_cast<unsigned char>(letter));
    settle(1);
  }
}

paint::Rgba8 HeadlessUi::screenshot() {
  settle();
  return offscreen_.capture();
}

ImVec2 middle_of(const ui::Registry& registry, std::string_view name) {
  const ui::Drawn* drawn = registry.find(name);
  INFO("control " << name);
  REQUIRE(drawn != nullptr);
  return {(drawn->min.x + drawn->max.x) / 2, (drawn->min.y + drawn->max.y) / 2};
}

std::string keep_screenshot(const paint::Rgba8& picture, const std::string& name) {
  const std::filesystem::path folder = TWOFOLD_SCREENSHOT_DIR;
  std::filesystem::create_directories(folder);
  const std::string path = (folder / (name + ".png")).string();
  REQUIRE(io::save_png(path, picture).ok());
  return path;
}

}  // namespace twofold::tests
