// Ctrl+K: a set-up in one line, said aloud, typed on thirty desks.
#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "app/model/session/look_words.h"
#include "app/model/state/setup_line.h"
#include "app/ui/controls/card.h"
#include "app/ui/controls/text_field.h"
#include "app/ui/controls/widgets.h"
#include "app/ui/draw/draw.h"
#include "app/ui/frame/window_state.h"
#include "app/ui/window/cards.h"
#include "app/ui/window/commands.h"

namespace twofold::ui::inline window {
namespace {

constexpr float kWidth = 620;

struct Word {
  std::string_view word;
  std::string_view means;
};
constexpr Word kWords[] = {
    {"citrus", "the picture; left out: the one that is open"},
    {"m2", "channel_multiplier"},
    {"k3  k1x8", "kernel, height x width"},
    {"s1  s2x1", "strides"},
    {"d2", "dilations"},
    {"o8", "out_channels"},
    {"valid", "padding VALID; else SAME"},
    {"pads0,1,0,1 pytorch", "zeros above, below, left, right; whose SAME: caffe, onnx likewise"},
    {"c16", "in_channels, made of the picture"},
    {"block-mobilenet-v1", "the block; behind it t6: expansion, g4: groups"},
    {"seed7 random", "random filters of that seed; learned, sobel_x, box ... likewise"},
    {"mix-identity", "the mix: identity, swap_red_blue, grey, opponents, uniform"},
    {"no-depthwise", "fold 1 switched off; no-pointwise: fold 2"},
    {"grey  side640  full", "one channel; longest side; every pixel of the file"},
    {"pin=output,82,34,0", "where to look, behind all else; page=curves: what is open"}};

/// What a line comes to: the sentence to show, and whether it can be applied.
struct Verdict {
  std::string sentence;
  bool is_good = false;
};

Verdict verdict(const Frame& frame, const std::string& line) {
  const model::PartedLine parts = model::parted(line);
  const auto read = model::parse_setup(parts.set_up, frame.document());
  if (const auto* wrong = std::get_if<std::string>(&read)) return {*wrong, false};
  if (!parts.look.empty()) {
    const auto look =
        model::edits_of_look(parts.look, model::stages_of(std::get<model::SetUp>(read).document));
    if (const auto* wrong = std::get_if<std::string>(&look)) return {*wrong, false};
  }
  const std::string& picture = std::get<model::SetUp>(read).picture;
  const auto& offers = frame.session.offers();
  const bool is_known =
      picture.empty() ||
      std::any_of(offers.begin(), offers.end(), [&](const auto& o) { return o.name == picture; }) ||
      (!frame.document().batch.empty() && frame.document().batch.front().name == picture);
  if (!is_known)
    return {fmt::format("\"{}\" is not a picture of the program's own; Enter looks for a file of "
                        "that name",
                        picture),
            true};
  return {"What the line does not name is as in the opening. Enter applies it.", true};
}

}  // namespace

void setup_line_card(Frame& frame) {
  WindowState& window = frame.window;
  if (!window.shows_setup_line) return;
  const float line = line_height(frame.fonts.body) + frame.px(4);
  const float height = 3 * control_height(frame) + 3 * line + frame.px(34) +
                       line * static_cast<float>(std::size(kWords));
  Card card(frame, {"setup card", "Set-up line", {frame.px(kWidth), height}},
            window.shows_setup_line);
  if (card.is_new())
    window.setup_text = model::setup_line(frame.document()) +
                        model::moved_pin_word(frame.view(), model::stages_of(frame.document()));
  const Verdict v = verdict(frame, window.setup_text);
  Rect rest = card.content();
  const auto take = [&rest](float h) {
    const Rect at = rest.top(h);
    rest = rest.without_top(h);
    return at;
  };
  paragraph(frame, frame.fonts.body, {rest.min.x, rest.min.y + line / 2}, frame.palette.text_quiet,
            "Says all that is set. Typed on another desk, it restores this set-up there.",
            rest.width(), 1);
  take(line + frame.px(4));
  const Typed typed = text_field(frame, take(control_height(frame)),
                                 {.id = "setup text",
                                  .hint = "citrus m2 k3 s1 o8 seed7",
                                  .wants_focus = card.is_new(),
                                  .is_wrong = !v.is_good},
                                 window.setup_text);
  const Rect says = take(2 * line);
  paragraph(frame, frame.fonts.body, {says.min.x, says.min.y + line * 0.75f},
            v.is_good ? frame.palette.text_quiet : frame.palette.warning, v.sentence, says.width(),
            2);
  const Rect buttons = take(control_height(frame));
  const float apply = button_width(frame, "Apply");
  const bool pressed = button(frame, buttons.left(apply),
                              {.id = "setup apply",
                               .label = "Apply",
                               .look = ButtonLook::accent,
                               .enabled = v.is_good,
                               .help = v.is_good ? "The same as Enter. Undo brings the old set-up "
                                                   "back."
                                                 : "The line cannot be read yet; what is wrong "
                                                   "with it stands above."});
  const Rect copy = buttons.without_left(apply + frame.px(8));
  if (button(frame, copy.left(button_width(frame, "Copy set-up")),
             {.id = "setup copy",
              .label = "Copy set-up",
              .help = "Puts the line of what is set now on the clipboard (Ctrl+C)."}))
    copy_setup(frame);
  const Rect link = copy.without_left(button_width(frame, "Copy set-up") + frame.px(8));
  if (frame.around.has_links &&
      button(frame, link.left(button_width(frame, "Copy link")),
             {.id = "link copy",
              .label = "Copy link",
              .help = "Puts an address on the clipboard that opens this set-up in any browser."}))
    frame.request(model::CopyLink{});
  if ((typed.entered || pressed) && v.is_good) {
    frame.request(model::EnterSetUp{window.setup_text});
    window.shows_setup_line = false;
  }
  take(frame.px(14));
  for (const Word& word : kWords) {
    const Rect at = take(line);
    text(frame, frame.fonts.mono, {at.min.x, at.centre().y}, frame.palette.text, word.word);
    const float x = at.min.x + frame.px(180);
    text_within(frame, frame.fonts.body, {x, at.centre().y}, frame.palette.text_quiet, word.means,
                at.max.x - x);
  }
}

}  // namespace twofold::ui::inline window
