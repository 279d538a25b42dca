#include "app/ui/window/block_settings.h"

#include <fmt/format.h>

#include <string>
#include <vector>

#include "app/model/state/stages.h"
#include "app/ui/draw/draw.h"
#include "app/ui/window/after_settings.h"
#include "core/chain/blocks.h"
#include "core/check.h"

namespace twofold::ui::inline window {
namespace {

const core::Block& block_of(const Frame& frame) {
  const core::Block* block = core::find_block(frame.document().block.name);
  return block ? *block : core::blocks().front();
}

void choose_block(Frame& frame, const Rect& line) {
  std::vector<std::string> titles;
  int chosen = 0;
  for (const core::Block& block : core::blocks()) {
    if (block.name == frame.document().block.name) chosen = static_cast<int>(titles.size());
    titles.emplace_back(block.title);
  }
  if (const auto c = combo(frame, line,
                           {.id = "block",
                            .label = "block",
                            .options = titles,
                            .chosen = chosen,
                            .help = "The list of stages around the layer, as networks have them."}))
    frame.emit(model::SetBlock{std::string(core::blocks()[static_cast<std::size_t>(*c)].name)});
}

/// How much a block widens, or in how many groups a convolution is parted.
void choose_number(Frame& frame, const Rect& line) {
  const core::Block& block = block_of(frame);
  const model::BlockChoice& choice = frame.document().block;
  if (block.expansion > 0)
    emit_chosen(frame,
                stepper(frame, line,
                        {.id = "expansion",
                         .label = "expansion",
                         .value = choice.expansion,
                         .highest = core::kMaxMultiplier,
                         .help = "Channels inside the block over channels that go in."}),
                [](int to) { return model::SetExpansion{to}; });
  if (block.takes_groups)
    emit_chosen(frame,
                stepper(frame, line,
                        {.id = "groups",
                         .label = "groups",
                         .value = choice.groups,
                         .highest = core::kMaxChannels,
                         .help = "Groups of channels that do not see each other: 1 is the standard "
                                 "convolution, in_channels the depthwise one."}),
                [](int to) { return model::SetGroups{to}; });
}

constexpr std::string_view kNormalisations[] = {"no norm", "norm", "norm over channels"};

/// What follows one stage: bias, normalisation, activation.
void choose_after(Frame& frame, const Rect& line, const core::Stage& stage, int number) {
  const auto emit = [&](const core::AfterSum& after) {
    frame.emit(model::SetAfter{number, after});
  };
  const float part = line.width() / 4;
  text_within(frame, frame.fonts.body, {line.min.x, line.centre().y}, frame.palette.text_quiet,
              stage.label, part);
  core::AfterSum after = stage.after;
  Rect at = line.without_left(part);
  if (const auto on = toggle(frame, at.left(part * 0.8f),
                             {.id = fmt::format("bias {}", number),
                              .label = "bias",
                              .on = after.bias,
                              .help = "One number added to each channel that this stage makes."})) {
    after.bias = *on;
    emit(after);
  }
  at = at.without_left(part * 0.8f);
  const std::vector<std::string> norms(std::begin(kNormalisations), std::end(kNormalisations));
  if (const auto n = combo(frame, at.left(at.width() / 2 - frame.px(4)),
                           {.id = fmt::format("norm {}", number),
                            .label = "",
                            .options = norms,
                            .chosen = static_cast<int>(after.normalisation),
                            .help = "A scale and a shift for each channel, as a batch "
                                    "normalisation leaves them; or each pixel's channels to mean "
                                    "0 and variance 1."})) {
    after.normalisation = static_cast<core::Normalisation>(*n);
    emit(after);
  }
  std::vector<std::string> activations;
  activations.reserve(std::size(core::kActivations));
  for (const core::ActivationNames& names : core::kActivations)
    activations.emplace_back(names.label);
  if (const auto a = combo(frame, at.right(at.width() / 2),
                           {.id = fmt::format("activation {}", number),
                            .label = "",
                            .options = activations,
                            .chosen = static_cast<int>(after.activation),
                            .help = "What each value goes through at the end of this stage."})) {
    after.activation = static_cast<core::Activation>(*a);
    emit(after);
  }
}

}  // namespace

void block_settings(Frame& frame, SettingLines& lines) {
  choose_block(frame, lines.next());
  const core::Block& block = block_of(frame);
  if (block.expansion > 0 || block.takes_groups) choose_number(frame, lines.next());
  lines.problem(core::Field::expansion);
  lines.problem(core::Field::groups);
  lines.problem(core::Field::out_channels);
  const core::Chain list = model::stages_as_set(frame.document());
  for (int i = 0; i < static_cast<int>(list.stages.size()); ++i)
    choose_after(frame, lines.next(), list.stages[static_cast<std::size_t>(i)], i);
  after_settings(frame, lines, list);
  lines.words(block.says, frame.palette.text_quiet);
}

}  // namespace twofold::ui::inline window
