#include "app/ui/frame/theme.h"

#include <cmath>
#include <vector>

#include "tests/support/catch.h"

using namespace twofold::ui;
using twofold::model::ThemeChoice;

TEST_CASE("contrast is WCAG's") {
  CHECK(contrast(IM_COL32_WHITE, IM_COL32_BLACK) == Approx(21.0f));
  CHECK(contrast(IM_COL32(119, 119, 119, 255), IM_COL32_WHITE) == Approx(4.478f).margin(0.01));
}

TEST_CASE("every text colour reads on what it is written on") {
  const Palette& p = palette(GENERATE(ThemeChoice::dark, ThemeChoice::light));
  CAPTURE(p.name == ThemeChoice::light);
  const std::vector<ImU32> inks = {p.text,     p.text_quiet, p.text_faint, p.accent,
                                   p.positive, p.negative,   p.warning,    p.good};
  for (const ImU32 ground : {p.ground, p.panel, p.overlay, p.panel_raised}) {
    for (const ImU32 ink : inks) {
      CAPTURE(std::hex, ink, ground);
      CHECK(contrast(ink, ground) >= 4.5f);
    }
  }
  for (const ImU32 hue : p.rgb) CHECK(contrast(hue, p.panel) >= 4.5f);
  for (const ImU32 hue : p.cycle) CHECK(contrast(hue, p.panel) >= 4.5f);
  CHECK(contrast(p.on_accent, p.accent) >= 4.5f);
  CHECK(contrast(p.on_accent, p.accent_hovered) >= 4.5f);
  CHECK(contrast(p.text, p.accent_soft) >= 4.5f);
  CHECK(contrast(p.text, p.panel_hovered) >= 4.5f);
}

TEST_CASE("numbers read on every shade of a cell") {
  const Palette& p = palette(GENERATE(ThemeChoice::dark, ThemeChoice::light));
  for (int i = -100; i <= 100; ++i) {
    const ImU32 body = signed_cell(p, static_cast<float>(i) / 100, 1);
    CAPTURE(i);
    CHECK(contrast(ink_on(body), body) >= 4.5f);
  }
}

TEST_CASE("numbers read on every shade of a cell that is not looked at") {
  const Palette& p = palette(GENERATE(ThemeChoice::dark, ThemeChoice::light));
  for (int i = -100; i <= 100; ++i) {
    const ImU32 body = quiet_cell(p, signed_cell(p, static_cast<float>(i) / 100, 1));
    CAPTURE(i);
    CHECK(contrast(quiet_ink_on(p, body), body) >= 4.5f);
  }
}

TEST_CASE("a cell's hue tells the sign, its depth the size") {
  const Palette& p = palette(ThemeChoice::dark);
  CHECK(signed_cell(p, 0, 2) == p.zero_cell);
  CHECK(signed_cell(p, 1, 0) == p.zero_cell);
  CHECK(signed_cell(p, NAN, 1) == p.zero_cell);
  CHECK(signed_cell(p, 2, 2) == p.positive_cell);
  CHECK(signed_cell(p, 7, 2) == p.positive_cell);
  CHECK(signed_cell(p, -2, 2) == p.negative_cell);
  CHECK(signed_cell(p, 1, 2) == mix(p.zero_cell, p.positive_cell, 0.5f));
}

TEST_CASE("channels have hues, a single one has none") {
  const Palette& p = palette(ThemeChoice::light);
  CHECK(channel_hue(p, 0, 3) == p.rgb[0]);
  CHECK(channel_hue(p, 2, 3) == p.rgb[2]);
  CHECK(channel_hue(p, 0, 1) == p.text_quiet);
  CHECK(channel_hue(p, 1, 8) != channel_hue(p, 0, 8));
  CHECK(channel_hue(p, 6, 8) == channel_hue(p, 0, 8));
}

TEST_CASE("mix and fade reach both ends and round in between") {
  const ImU32 a = IM_COL32(10, 20, 30, 255);
  const ImU32 b = IM_COL32(20, 40, 61, 155);
  CHECK(mix(a, b, 0) == a);
  CHECK(mix(a, b, 1) == b);
  CHECK(mix(a, b, 0.5f) == IM_COL32(15, 30, 46, 205));
  CHECK(fade(a, 0.5f) == IM_COL32(10, 20, 30, 128));
  CHECK(fade(a, 2) == a);
}

TEST_CASE("styles of two scales do not add up") {
  ImGuiStyle once, twice;
  apply_style(once, palette(ThemeChoice::dark), 2);
  apply_style(twice, palette(ThemeChoice::light), 3);
  apply_style(twice, palette(ThemeChoice::dark), 2);
  CHECK(twice.FramePadding.x == once.FramePadding.x);
  CHECK(twice.Colors[ImGuiCol_Text].x == once.Colors[ImGuiCol_Text].x);
}
