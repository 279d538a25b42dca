#include "app/ui/window/padding_settings.h"

#include <fmt/format.h>

#include "app/ui/draw/draw.h"
#include "core/chain/conventions.h"

namespace twofold::ui::inline window {
namespace {

constexpr std::string_view kPaddings[] = {"SAME", "VALID", "each side"};
constexpr int kTyped = 2;

/// The layer as it is asked for, before anyone's SAME is worked into it.
core::Layer asked_for(const model::Document& document) {
  core::Layer layer = document.layer;
  layer.explicit_pads = document.zeros.typed;
  return layer;
}

void choose_padding(Frame& frame, const Rect& line) {
  const model::Document& d = frame.document();
  const int chosen = d.zeros.typed ? kTyped : static_cast<int>(d.layer.padding);
  const auto to = named_switch(frame, line, "padding",
                               {.id = "padding",
                                .labels = kPaddings,
                                .chosen = chosen,
                                .title = "padding",
                                .help = "SAME: zeros around, the odd one at the bottom and right. "
                                        "VALID: only whole windows. Each side: as many rows and "
                                        "columns of zeros as you type."});
  if (!to) return;
  if (*to == kTyped)
    frame.emit(model::SetPads{core::pads(d.layer, model::input_shape(d))});
  else
    frame.emit(model::SetPadding{static_cast<core::Padding>(*to)});
}

void side(Frame& frame, const Rect& half, const char* name, core::Pads pads,
          int core::Pads::*which) {
  emit_chosen(frame,
              stepper(frame, half,
                      {.id = fmt::format("zeros {}", name),
                       .label = name,
                       .value = pads.*which,
                       .lowest = 0,
                       .highest = core::kMaxKernel,
                       .help = "Rows or columns of zeros at this side."}),
              [pads, which](int zeros) {
                core::Pads changed = pads;
                changed.*which = zeros;
                return model::SetPads{changed};
              });
}

/// Zeros that are as many as the kernel, or more: windows that lie in them altogether.
void say_if_beyond(Frame& frame, SettingLines& lines, const core::Pads& pads) {
  const core::Extent eff = core::effective_kernel(frame.document().layer);
  if (std::max(pads.top, pads.bottom) < eff.height && std::max(pads.left, pads.right) < eff.width)
    return;
  lines.words(fmt::format("Some windows of the {}x{} kernel see nothing but zeros: so many at one "
                          "side are allowed, and of no use.",
                          eff.height, eff.width),
              frame.palette.warning);
}

void each_side(Frame& frame, SettingLines& lines) {
  const core::Pads pads = *frame.document().zeros.typed;
  const auto [top, bottom] = halves(frame, lines.next());
  side(frame, top, "top", pads, &core::Pads::top);
  side(frame, bottom, "bottom", pads, &core::Pads::bottom);
  const auto [left, right] = halves(frame, lines.next());
  side(frame, left, "left", pads, &core::Pads::left);
  side(frame, right, "right", pads, &core::Pads::right);
  lines.problem(core::Field::pads);
  say_if_beyond(frame, lines, pads);
}

/// Whose SAME is meant, and what each would do with the same words.
void whose_zeros(Frame& frame, SettingLines& lines) {
  const model::Document& d = frame.document();
  std::vector<std::string_view> titles;
  int chosen = 0;
  for (const core::Convention& convention : core::conventions()) {
    if (convention.name == d.zeros.convention) chosen = static_cast<int>(titles.size());
    titles.push_back(convention.title);
  }
  const Rect line = lines.next();
  if (const auto to = segmented(frame, line.right(segmented_width(frame, titles)),
                                {.id = "convention",
                                 .labels = titles,
                                 .chosen = chosen,
                                 .title = "Whose zeros SAME means",
                                 .help = "The same words mean other zeros elsewhere; what you "
                                         "choose is what the numbers are made with."}))
    frame.emit(
        model::SetConvention{std::string(core::conventions()[static_cast<std::size_t>(*to)].name)});
  const core::Layer asked = asked_for(d);
  bool differs = false;
  for (const core::Convention& convention : core::conventions()) {
    const std::string note = core::convention_note(asked, model::input_shape(d), convention);
    if (note.empty()) continue;
    differs = true;
    lines.words(note + ".", frame.palette.text_quiet);
  }
  if (differs) return;
  std::string same = "All four put the same zeros around this picture.";
  if (asked.strides == core::Extent{1, 1}) same += " With stride 2 they do not.";
  lines.words(same, frame.palette.text_quiet);
}

}  // namespace

void padding_settings(Frame& frame, SettingLines& lines) {
  const model::Document& d = frame.document();
  choose_padding(frame, lines.next());
  if (d.zeros.typed)
    each_side(frame, lines);
  else if (d.layer.padding == core::Padding::same)
    whose_zeros(frame, lines);
}

}  // namespace twofold::ui::inline window
