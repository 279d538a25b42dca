#include "app/platform/surface.h"

#include <utility>

#include "app/ui/frame/toolkit_memory.h"

namespace twofold::platform {

Surface::Surface(const Appearance& appearance) : appearance_(appearance) {
  IMGUI_CHECKVERSION();
  ui::check_toolkit_memory();
  imgui_ = ImGui::CreateContext();
  ImGui::SetCurrentContext(imgui_);
  ImGui::GetIO().IniFilename = nullptr;  // what is remembered is in the program's own settings
}

Surface::~Surface() { ImGui::DestroyContext(imgui_); }

void Surface::start_drawing() {
  renderer_.emplace();
  rebuild_fonts();
}

void Surface::stop_drawing() {
  ImGui::SetCurrentContext(imgui_);
  renderer_.reset();
}

void Surface::set_appearance(const Appearance& appearance) {
  const bool same_fonts =
      appearance.sizes == appearance_.sizes && appearance.scale == appearance_.scale;
  if (same_fonts && appearance == appearance_) return;
  appearance_ = appearance;
  heard();
  if (same_fonts) return apply_style();
  rebuild_fonts();
}

void Surface::rebuild_fonts() {
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  fonts_ = ui::build_fonts(atlas, appearance_.scale, appearance_.sizes);
  fonts_.monitor = content_scale();
  renderer_->set_fonts(atlas);
  apply_style();
}

void Surface::apply_style() {
  ui::apply_style(ImGui::GetStyle(), ui::palette(appearance_.theme), fonts_.scale);
}

void Surface::begin_frame() {
  feed();
  ImGui::NewFrame();
}

void Surface::end_frame(ImU32 background) {
  ImGui::Render();
  renderer_->render(*ImGui::GetDrawData(), background);
  show();
}

std::vector<ui::KeyPress> Surface::take_keys() { return std::exchange(keys_, {}); }

std::vector<std::string> Surface::take_dropped() { return std::exchange(dropped_, {}); }

}  // namespace twofold::platform
