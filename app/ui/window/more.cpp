#include "app/ui/window/more.h"

#include <fmt/format.h>

#include <string>
#include <vector>

#include "app/ui/draw/draw.h"
#include "app/ui/frame/window_state.h"
#include "app/ui/window/block_settings.h"
#include "app/ui/window/input_settings.h"
#include "app/ui/window/padding_settings.h"
#include "core/check.h"

namespace twofold::ui {
inline namespace window {
namespace {

constexpr std::string_view kOrigins[] = {"Hand-made", "Learned", "Random"};
constexpr std::string_view kRanges[] = {"each its own", "one a lane", "typed"};
constexpr std::string_view kThemes[] = {"Dark", "Light"};
constexpr std::string_view kMoreHelp =
    "Padding, dilation, sides that differ, where filters and input come from, blocks, theme, "
    "Present, the set-up line, and saving. A dot: TensorFlow would object.";
constexpr float kWidth = 700;
constexpr float kNameWidth = 58;  ///< of a setting's name before its two steppers

/// Rows and columns of one setting, apart.
template <class MakeAction>
void apart(Frame& frame, SettingLines& lines, const Stepper& both, core::Extent value,
           MakeAction&& make) {
  const Rect line = lines.next();
  text(frame, frame.fonts.body, {line.min.x, line.centre().y}, frame.palette.text_quiet,
       both.label);
  const auto [left, right] = halves(frame, line.without_left(frame.px(kNameWidth)));
  Stepper rows = both;
  rows.id = fmt::format("{} rows", both.label);
  rows.label = "rows";
  rows.value = value.height;
  emit_chosen(frame, stepper(frame, left, rows), [&](int v) {
    return make(core::Extent{v, value.width});
  });
  Stepper columns = both;
  columns.id = fmt::format("{} columns", both.label);
  columns.label = "cols";
  columns.value = value.width;
  emit_chosen(frame, stepper(frame, right, columns), [&](int v) {
    return make(core::Extent{value.height, v});
  });
}

void layer_settings(Frame& frame, SettingLines& lines) {
  const core::Layer& layer = frame.document().layer;
  lines.title("Layer");
  padding_settings(frame, lines);
  apart(frame, lines,
        {.id = "",
         .label = "kernel",
         .highest = core::kMaxKernel,
         .help = "Height and width of every filter."},
        layer.kernel, [](core::Extent e) { return model::SetKernel{e}; });
  lines.problem(core::Field::kernel);
  apart(frame, lines,
        {.id = "",
         .label = "stride",
         .highest = core::kMaxStride,
         .help = "Pixels from one window to the next."},
        layer.strides, [](core::Extent e) { return model::SetStrides{e}; });
  lines.problem(core::Field::strides);
  apart(frame, lines,
        {.id = "",
         .label = "dilation",
         .highest = core::kMaxDilation,
         .help = "Pixels from one tap to the next: 2 leaves a gap of one."},
        layer.dilations, [](core::Extent e) { return model::SetDilations{e}; });
  lines.problem(core::Field::dilations);
}

void around_the_layer(Frame& frame, SettingLines& lines) {
  lines.title("Around the layer");
  block_settings(frame, lines);
}

/// Where the filters come from.
void choose_origin(Frame& frame, SettingLines& lines) {
  const model::FilterBank& bank = frame.document().bank;
  const int origin = static_cast<int>(bank.origin);
  if (const auto o = named_switch(frame, lines.next(), "",
                                  {.id = "filters",
                                   .labels = kOrigins,
                                   .chosen = origin < 3 ? origin : -1,
                                   .title = "Filters",
                                   .help = "Hand-made to see what a filter does; learned from a "
                                           "small face detector's first layer; random as before "
                                           "training."}))
    frame.emit(model::SetFilters{{static_cast<model::FilterOrigin>(*o), {}}});
  lines.words("In a network nobody chooses these numbers; training does.",
              frame.palette.text_quiet);
}

void mix_and_seed(Frame& frame, SettingLines& lines) {
  const model::FilterBank& bank = frame.document().bank;
  std::vector<std::string> mixes;
  int chosen = 0;
  for (const model::MixPresetRow& row : model::mix_presets()) {
    if (row.preset == bank.mix) chosen = static_cast<int>(mixes.size());
    mixes.emplace_back(row.label);
  }
  const auto [left, right] = halves(frame, lines.next());
  const bool off = frame.document().bypass.pointwise;
  if (const auto m =
          combo(frame, left,
                {.id = "mix",
                 .label = "mix",
                 .options = mixes,
                 .chosen = off ? -1 : chosen,
                 .placeholder = "fold 2 is off",
                 .enabled = !off,
                 .help = off ? "Fold 2 is off: its weights act on nothing. The switch in "
                               "its title turns it on."
                             : "A rule for fold 2's weights."}))
    frame.emit(model::SetMix{model::mix_presets()[static_cast<std::size_t>(*m)].preset});
  emit_chosen(frame,
              stepper(frame, right,
                      {.id = "seed",
                       .label = "seed",
                       .value = static_cast<int>(bank.seed),
                       .lowest = 0,
                       .highest = 999999,
                       .help = "Which random numbers."}),
              [](int s) { return model::SetSeed{static_cast<std::uint64_t>(s)}; });
}

void learning_buttons(Frame& frame, SettingLines& lines) {
  const auto [lost, training] = halves(frame, lines.next());
  if (button(frame, lost,
             {.id = "open lost",
              .label = "What is lost (W)",
              .help = "What a standard kernel can do that separable filters cannot."}))
    frame.learn(model::OpenLearning{model::LearningPage::lost});
  if (button(frame, training,
             {.id = "open training",
              .label = "Training (G)",
              .help = "Both kinds of convolution learn from this picture, side by side."}))
    frame.learn(model::OpenLearning{model::LearningPage::training});
}

void activation_and_bias(Frame& frame, SettingLines& lines) {
  const model::FilterBank& bank = frame.document().bank;
  std::vector<std::string> activations;
  activations.reserve(std::size(core::kActivations));
  for (const core::ActivationNames& names : core::kActivations)
    activations.emplace_back(names.label);
  const auto [a, b] = halves(frame, lines.next());
  if (const auto f = combo(frame, a,
                           {.id = "activation",
                            .label = "after",
                            .options = activations,
                            .chosen = static_cast<int>(bank.activation),
                            .help = "Activation after the pointwise stage."}))
    frame.emit(model::SetActivation{static_cast<core::Activation>(*f)});
  if (const auto on = toggle(frame, b,
                             {.id = "bias",
                              .label = "bias",
                              .on = !bank.bias.empty(),
                              .help = "One number added to each output, after the "
                                      "pointwise; Keras' SeparableConv2D has one."})) {
    if (*on)
      frame.emit(model::SetBias{0, 0.1f});
    else
      frame.emit(model::ClearBias{});
  }
}

void filter_settings(Frame& frame, SettingLines& lines) {
  lines.title("Filters");
  choose_origin(frame, lines);
  mix_and_seed(frame, lines);
  learning_buttons(frame, lines);
  activation_and_bias(frame, lines);
}

void picture_settings(Frame& frame, SettingLines& lines) {
  const model::Document& d = frame.document();
  const model::ViewState& view = frame.view();
  lines.title("Picture");
  const auto [left, right] = halves(frame, lines.next());
  if (const auto on = toggle(frame, left,
                             {.id = "grey",
                              .label = "Grey",
                              .on = d.grey,
                              .help = "One channel: nothing is kept apart."}))
    frame.emit(model::SetGrey{*on});
  if (const auto on = toggle(frame, right,
                             {.id = "bytes",
                              .label = "values as 0..255",
                              .on = view.values_as_bytes,
                              .help = "x is byte / 255; this shows the bytes."}))
    frame.look(model::ShowBytes{*on});
  if (const int pictures = model::input_shape(d).batch; pictures > 1)
    if (const auto n = stepper(frame, lines.next(),
                               {.id = "batch_index",
                                .label = "picture of the batch",
                                .value = view.batch_index,
                                .lowest = 0,
                                .highest = pictures - 1,
                                .help = "All are computed; this one is shown."}))
      frame.look(model::ShowPicture{n->value});
  if (const auto r = named_switch(frame, lines.next(), "scale",
                                  {.id = "range",
                                   .labels = kRanges,
                                   .chosen = static_cast<int>(view.range_mode),
                                   .title = "Scale",
                                   .help = "Each picture on a scale of its own, so that it changes "
                                           "only when its own numbers do; or all of a lane on one, "
                                           "so that they can be compared."}))
    frame.look(model::SetRange{static_cast<model::RangeMode>(*r)});
  if (view.range_mode == model::RangeMode::typed)
    if (const auto to = slider(frame, lines.next(),
                               FloatSlider{.id = "typed range",
                                           .label = "up to",
                                           .value = view.typed_range,
                                           .lowest = 0.05f,
                                           .highest = 20,
                                           .step = 0.05f,
                                           .help = "Grey pictures run from 0 to this, signed ones "
                                                   "from minus this to this."}))
      frame.look(model::SetTypedRange{to->value});
}

void window_settings(Frame& frame, SettingLines& lines) {
  lines.title("Window");
  if (const auto t = named_switch(frame, lines.next(), "theme",
                                  {.id = "theme",
                                   .labels = kThemes,
                                   .chosen = static_cast<int>(frame.view().theme),
                                   .title = "Theme",
                                   .help = "Light is for projectors."}))
    frame.look(model::ChooseTheme{static_cast<model::ThemeChoice>(*t)});
  if (const auto less =
          toggle(frame, lines.next(),
                 {.id = "less motion",
                  .label = "less motion",
                  .on = !frame.around.moves || frame.view().less_motion,
                  .enabled = frame.around.moves,
                  .help = frame.around.moves ? "Rows are at once where they belong instead of "
                                               "moving there. On where the desktop asks for it."
                                             : "The desktop asks for less motion, so nothing moves "
                                               "here. Its settings change that."}))
    frame.look(model::LessMotion{*less});
  const auto [left, right] = halves(frame, lines.next());
  if (button(
          frame, left,
          {.id = "present", .label = "Present (F5)", .help = "Large words, the lane in use wide."}))
    frame.look(model::Present{true});
  if (button(frame, right,
             {.id = "keys", .label = "Keys (?)", .help = "Every key of the program."}))
    frame.window.shows_keys = true;
  const auto [a, b] = halves(frame, lines.next());
  if (button(frame, a,
             {.id = "setup line",
              .label = "Set-up line (Ctrl+K)",
              .help = "One line that restores this set-up on another desk."}))
    frame.window.shows_setup_line = true;
  if (button(frame, b,
             {.id = "save",
              .label = "Save, export\xe2\x80\xa6",
              .help = "The layer as JSON, or everything on screen as files."}))
    frame.window.shows_save = true;
}

void tensorflow(Frame& frame, SettingLines& lines) {
  const core::Layer& layer = frame.document().layer;
  const core::Shape in = model::input_shape(frame.document());
  const auto notes = core::tensorflow_notes(layer, in);
  lines.title("What TensorFlow would say");
  if (layer.explicit_pads && !core::has_zeros_of_same(layer, in))
    lines.words(
        "SAME means other zeros there. Put these around the picture with tf.pad, then use VALID: "
        "it "
        "computes the same.",
        frame.palette.text_quiet);
  else if (notes.empty())
    lines.words("It computes the same.", frame.palette.text_quiet);
  for (const core::TensorFlowNote& note : notes)
    lines.words(note.sentence, note.verdict == core::TensorFlowVerdict::once_refused
                                   ? frame.palette.text_quiet
                                   : frame.palette.warning);
  lines.words(
      "Convolution here is cross-correlation, as in every such library: the kernel is not "
      "flipped. The picture \"impulse\" shows it.",
      frame.palette.text_quiet);
  lines.words(
      "Depthwise separable is not spatially separable: the one splits a layer into filters "
      "and a mix, the other a kernel into a column times a row.",
      frame.palette.text_quiet);
  lines.words("FLOPs are counted as 2 per multiply-add; bias and activation are not counted.",
              frame.palette.text_quiet);
}

}  // namespace

void open_more(Frame& frame) { frame.window.opens_more = true; }

void more_button(Frame& frame, const Rect& rect) {
  const auto notes =
      core::tensorflow_notes(frame.document().layer, model::input_shape(frame.document()));
  bool objects = false;
  for (const core::TensorFlowNote& note : notes)
    objects |= note.verdict != core::TensorFlowVerdict::once_refused;
  const bool pressed = button(
      frame, rect,
      {.id = "more", .label = "More", .help = kMoreHelp, .has_news = objects, .opens = true});
  if (pressed || std::exchange(frame.window.opens_more, false)) open_popover("more");
  // In two columns, where they fit beside each other.
  const bool has_two = ImGui::GetIO().DisplaySize.x >= frame.px(kWidth);
  const float wide = frame.px(has_two ? kWidth : kWidth / 2);
  if (Popover card(frame, "more", rect, {wide, frame.window.more_height}); card) {
    const Rect content = card.content();
    const float column = has_two ? (content.width() - frame.px(20)) / 2 : content.width();
    SettingLines left(frame, content.left(column));
    layer_settings(frame, left);
    filter_settings(frame, left);
    input_settings(frame, left);
    SettingLines beside(frame, content.right(column));
    SettingLines& right = has_two ? beside : left;
    picture_settings(frame, right);
    around_the_layer(frame, right);
    window_settings(frame, right);
    tensorflow(frame, right);
    frame.window.more_height =
        std::max(left.y(), right.y()) - content.min.y + 2 * popover_padding(frame) + frame.px(4);
  }
}

}  // namespace window
}  // namespace twofold::ui
