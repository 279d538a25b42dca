#include "app/ui/window/after_settings.h"

#include <fmt/format.h>

#include <cmath>
#include <string>
#include <vector>

#include "app/ui/draw/draw.h"
#include "app/ui/draw/numbers.h"
#include "app/ui/frame/window_state.h"

namespace twofold::ui::inline window {
namespace {

/// Whether a stage has numbers that are typed here; the last one's biases are typed in its lane.
bool has_numbers(const core::Chain& list, int stage) {
  const core::AfterSum& after = list.stages[static_cast<std::size_t>(stage)].after;
  const bool is_last = stage + 1 == static_cast<int>(list.stages.size());
  return after.normalisation != core::Normalisation::none || (after.bias && !is_last);
}

std::vector<int> stages_with_numbers(const core::Chain& list) {
  std::vector<int> stages;
  for (int i = 0; i < static_cast<int>(list.stages.size()); ++i)
    if (has_numbers(list, i)) stages.push_back(i);
  return stages;
}

model::AfterValues values_of(const model::Document& document, int stage) {
  const auto found = document.block.values.find(stage);
  return found == document.block.values.end() ? model::AfterValues{} : found->second;
}

model::ChannelAfter channel_of(const model::AfterValues& values, int channel) {
  const auto found = values.channels.find(channel);
  return found == values.channels.end() ? model::ChannelAfter{} : found->second;
}

/// What is being typed.
struct Typed {
  int stage;
  int channel;
  model::AfterValues values;
};

void number(Frame& frame, const Rect& half, const Typed& typed, const char* name, float lowest,
            float model::ChannelAfter::*which, const char* help) {
  constexpr float kMost = 8;
  const model::ChannelAfter now = channel_of(typed.values, typed.channel);
  emit_chosen(frame,
              slider(frame, half,
                     FloatSlider{.id = fmt::format("after {}", name),
                                 .label = name,
                                 .value = now.*which,
                                 .lowest = lowest,
                                 .highest = kMost,
                                 .step = 0.05f,
                                 .help = help}),
              [&](float value) {
                model::ChannelAfter changed = now;
                changed.*which = value;
                model::AfterValues values = typed.values;
                values.channels[typed.channel] = changed;
                if (changed == model::ChannelAfter{}) values.channels.erase(typed.channel);
                return model::SetAfterValues{typed.stage, values};
              });
}

/// Which stage and which of its channels.
Typed choose(Frame& frame, const Rect& line, const core::Chain& list,
             const std::vector<int>& stages) {
  std::vector<std::string> names;
  int chosen = 0;
  for (const int stage : stages) {
    if (stage == frame.window.after_stage) chosen = static_cast<int>(names.size());
    names.push_back(list.stages[static_cast<std::size_t>(stage)].label);
  }
  const auto [left, right] = halves(frame, line);
  if (const auto to = combo(frame, left,
                            {.id = "after stage",
                             .label = "numbers of",
                             .options = names,
                             .chosen = chosen,
                             .help = "Whose biases and normalisation are typed below."})) {
    chosen = *to;
    frame.window.after_stage = stages[static_cast<std::size_t>(*to)];
  }
  const int stage = stages[static_cast<std::size_t>(chosen)];
  const int channels =
      core::result_shapes(list,
                          model::input_shape(frame.document()))[static_cast<std::size_t>(stage) + 1]
          .channels;
  int& channel = frame.window.after_channel;
  channel = std::clamp(channel, 0, channels - 1);
  if (const auto to = stepper(frame, right,
                              {.id = "after channel",
                               .label = "channel",
                               .value = channel,
                               .lowest = 0,
                               .highest = channels - 1,
                               .help = "Each channel has numbers of its own."}))
    channel = to->value;
  return {stage, channel, values_of(frame.document(), stage)};
}

constexpr std::string_view kEpsilons[] = {"0.001", "1e-5", "1e-6"};
constexpr float kEpsilonValues[] = {1e-3f, 1e-5f, 1e-6f};

void choose_epsilon(Frame& frame, const Rect& line, const Typed& typed) {
  int chosen = -1;
  for (int i = 0; i < 3; ++i)
    if (typed.values.epsilon == kEpsilonValues[i]) chosen = i;
  const auto to = named_switch(frame, line, "epsilon",
                               {.id = "after epsilon",
                                .labels = kEpsilons,
                                .chosen = chosen,
                                .title = "epsilon",
                                .help = "Added to the variance before its root is taken: 0.001 in "
                                        "Keras, 1e-5 in PyTorch, 1e-6 in ConvNeXt."});
  if (!to) return;
  model::AfterValues values = typed.values;
  values.epsilon = kEpsilonValues[*to];
  frame.emit(model::SetAfterValues{typed.stage, values});
}

/// Whether the normalisation stands apart, or is worked into filter and bias.
void choose_folded(Frame& frame, const Rect& line, const Typed& typed) {
  const auto on = toggle(frame, line,
                         {.id = "after folded",
                          .label = "folded into filter and bias",
                          .on = typed.values.folded,
                          .help = "The same numbers with nothing left to normalise: each filter is "
                                  "multiplied by its channel's factor, and the rest is a bias."});
  if (!on) return;
  model::AfterValues values = typed.values;
  values.folded = *on;
  frame.emit(model::SetAfterValues{typed.stage, values});
}

/// What the four numbers come to.
std::string factor_words(const Typed& typed) {
  const model::ChannelAfter c = channel_of(typed.values, typed.channel);
  const float factor = c.scale / std::sqrt(c.variance + typed.values.epsilon);
  return fmt::format("Channel {}: the sum times {}, plus {}.", typed.channel, fixed(factor, 4),
                     fixed(c.shift - c.mean * factor, 4));
}

}  // namespace

void after_settings(Frame& frame, SettingLines& lines, const core::Chain& list) {
  const std::vector<int> stages = stages_with_numbers(list);
  if (stages.empty() || !frame.session.problems().empty()) return;
  const Typed typed = choose(frame, lines.next(), list, stages);
  const core::AfterSum& after = list.stages[static_cast<std::size_t>(typed.stage)].after;
  const bool is_last = typed.stage + 1 == static_cast<int>(list.stages.size());
  if (after.bias && !is_last)
    number(frame, lines.next(), typed, "bias", -8, &model::ChannelAfter::bias,
           "Added to the channel's sums.");
  if (after.normalisation == core::Normalisation::none) return;
  const auto [scale, shift] = halves(frame, lines.next());
  number(frame, scale, typed, "scale", -8, &model::ChannelAfter::scale, "gamma: times this.");
  number(frame, shift, typed, "shift", -8, &model::ChannelAfter::shift, "beta: plus this.");
  // Over the channels of a pixel they are the pixel's own.
  if (after.normalisation != core::Normalisation::channel) return;
  const auto [mean, variance] = halves(frame, lines.next());
  number(frame, mean, typed, "mean", -8, &model::ChannelAfter::mean,
         "Of the channel's sums while the network was trained.");
  number(frame, variance, typed, "variance", 0, &model::ChannelAfter::variance,
         "Of the channel's sums while the network was trained.");
  choose_epsilon(frame, lines.next(), typed);
  choose_folded(frame, lines.next(), typed);
  lines.words(factor_words(typed), frame.palette.text_quiet);
}

}  // namespace twofold::ui::inline window
