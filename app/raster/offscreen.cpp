#include "app/raster/offscreen.h"

#include <cassert>

#include "app/ui/frame/toolkit_memory.h"

namespace twofold::raster {
namespace {

/// Makes a context the current one for as long as it lives.
class Within {
 public:
  explicit Within(ImGuiContext* context) : before_(ImGui::GetCurrentContext()) {
    ImGui::SetCurrentContext(context);
  }
  ~Within() { ImGui::SetCurrentContext(before_); }
  Within(const Within&) = delete;
  Within& operator=(const Within&) = delete;

 private:
  ImGuiContext* before_;
};

}  // namespace

Offscreen::Offscreen(const OffscreenSettings& settings) : settings_(settings) {
  IMGUI_CHECKVERSION();
  ui::check_toolkit_memory();
  ImGuiContext* const before = ImGui::GetCurrentContext();
  context_ = ImGui::CreateContext();
  ImGui::SetCurrentContext(before);
  ImGuiIO& input = io();
  input.IniFilename = nullptr;
  input.DeltaTime = 1.0f / 60.0f;
  input.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
  for (int key = 0; key < ImGuiKey_COUNT; ++key) input.KeyMap[key] = key;
  resize(settings.width, settings.height);
  set_fonts(settings.scale, settings.sizes);
}

Offscreen::~Offscreen() { ImGui::DestroyContext(context_); }

ImGuiIO& Offscreen::io() {
  const Within here(context_);
  return ImGui::GetIO();
}

void Offscreen::frame(const std::function<void()>& draw) {
  const Within here(context_);
  ImGui::NewFrame();
  draw();
  ImGui::Render();
}

paint::Rgba8 Offscreen::capture() {
  const Within here(context_);
  const ImDrawData* frame = ImGui::GetDrawData();
  assert(frame != nullptr && "capture() comes after frame()");
  return renderer_.render(*frame, palette().ground);
}

void Offscreen::set_fonts(float scale, const ui::FontSizes& sizes) {
  const Within here(context_);
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  fonts_ = ui::build_fonts(atlas, scale, sizes);
  renderer_.set_fonts(atlas);
  ui::apply_style(ImGui::GetStyle(), palette(), scale);
}

void Offscreen::resize(int width, int height) {
  io().DisplaySize = {static_cast<float>(width), static_cast<float>(height)};
}

}  // namespace twofold::raster
