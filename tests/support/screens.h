// The screens that people see, as set-ups of the whole window: what a class begins with, many rows,
// many outputs, large kernels, each operation, walking, racing, Present. Tests look at all of them
// at the sizes of windows that are in use; tools/screens makes pictures of the same ones.
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "app/ui/frame/letters.h"
#include "tests/support/whole_window.h"

namespace twofold::tests {

struct WindowSize {
  int width, height;
};
inline constexpr std::array<WindowSize, 5> kWindowSizes{
    {{1024, 768}, {1280, 720}, {1366, 768}, {1920, 1080}, {2560, 1440}}};

inline void choose_block(model::Document& document, std::string_view name) {
  document = model::update(document, model::SetBlock{std::string(name)}, nullptr);
}
inline void open_page(model::ViewState& view, model::CostPage page) {
  view.cost.open = true;
  view.cost.page = page;
}

struct Screen {
  std::string_view name;
  void (*change)(model::Document&, model::ViewState&);
};
inline constexpr auto kScreens = std::to_array<Screen>({
    {"opening", [](model::Document&, model::ViewState&) {}},
    {"m4", [](model::Document& d, model::ViewState&) { d.layer.channel_multiplier = 4; }},
    {"m16", [](model::Document& d, model::ViewState&) { d.layer.channel_multiplier = 16; }},
    {"64 outputs", [](model::Document& d, model::ViewState&) { d.layer.out_channels = 64; }},
    {"11x11",
     [](model::Document& d, model::ViewState&) {
       d.layer.kernel = {11, 11};
     }},
    {"grey", [](model::Document& d, model::ViewState&) { d.grey = true; }},
    {"regular",
     [](model::Document&, model::ViewState& v) { v.operation = model::OperationView::regular; }},
    {"depthwise",
     [](model::Document&, model::ViewState& v) { v.operation = model::OperationView::depthwise; }},
    {"step",
     [](model::Document&, model::ViewState& v) {
       v.playback.active = true;
       v.playback.done = 118;
     }},
    {"race",
     [](model::Document&, model::ViewState& v) {
       v.playback.active = true;
       v.playback.races = true;
       v.playback.done = 1000;
     }},
    {"inverted residual",
     [](model::Document& d, model::ViewState&) { choose_block(d, "inverted-residual"); }},
    {"convnext", [](model::Document& d, model::ViewState&) { choose_block(d, "convnext"); }},
    {"counts",
     [](model::Document&, model::ViewState& v) { open_page(v, model::CostPage::counts); }},
    {"curves",
     [](model::Document&, model::ViewState& v) { open_page(v, model::CostPage::curves); }},
    {"networks",
     [](model::Document&, model::ViewState& v) { open_page(v, model::CostPage::networks); }},
    {"groups",
     [](model::Document& d, model::ViewState& v) {
       d.layer.out_channels = 6;
       choose_block(d, "grouped");
       d.block.groups = 3;
       open_page(v, model::CostPage::groups);
     }},
    {"bits",
     [](model::Document& d, model::ViewState& v) {
       d.block.bits[0] = {4, false};
       open_page(v, model::CostPage::bits);
     }},
    {"lost", [](model::Document&, model::ViewState& v) { v.learning.open = true; }},
    {"training",
     [](model::Document&, model::ViewState& v) {
       v.learning.open = true;
       v.learning.page = model::LearningPage::training;
     }},
    {"present", [](model::Document&, model::ViewState& v) { v.present = true; }},
    {"present m4",
     [](model::Document& d, model::ViewState& v) {
       d.layer.channel_multiplier = 4;
       v.present = true;
     }},
    {"present regular",
     [](model::Document&, model::ViewState& v) {
       v.operation = model::OperationView::regular;
       v.present = true;
     }},
    {"present depthwise",
     [](model::Document&, model::ViewState& v) {
       v.operation = model::OperationView::depthwise;
       v.present = true;
     }},
    {"present groups",
     [](model::Document& d, model::ViewState& v) {
       choose_block(d, "grouped");
       open_page(v, model::CostPage::groups);
       v.present = true;
     }},
    {"present bits",
     [](model::Document& d, model::ViewState& v) {
       d.block.bits[0] = {4, true};
       open_page(v, model::CostPage::bits);
       v.present = true;
     }},
    {"present inverted residual",
     [](model::Document& d, model::ViewState& v) {
       choose_block(d, "inverted-residual");
       v.present = true;
     }},
});

/// A window with that screen; words of that size (as Ctrl + makes them), else as large as the
/// window has them.
inline std::unique_ptr<WholeWindow> window_of(const Screen& screen, WindowSize size,
                                              float zoom = 0) {
  model::Session::Start start = opening();
  start.view.ui_zoom = zoom;
  screen.change(start.document, start.view);
  const float width = static_cast<float>(size.width);
  const float height = static_cast<float>(size.height);
  return std::make_unique<WholeWindow>(
      raster::OffscreenSettings{.width = size.width,
                                .height = size.height,
                                .scale = ui::letter_scale(start.view, {width, height}),
                                .sizes = ui::font_sizes(start.view)},
      std::move(start));
}

}  // namespace twofold::tests
