#include "app/ui/window/commands.h"

#include <algorithm>

#include "app/model/session/look_words.h"
#include "app/model/state/setup_line.h"
#include "app/ui/frame/window_state.h"
#include "app/ui/large/large_view.h"
#include "app/ui/window/cards.h"

namespace twofold::ui::inline window {
namespace {

constexpr float kZoomStep = 1.1f;

void move_pin(Frame& frame, int rows, int columns) {
  if (!frame.session.numbers()) return;
  const model::Evaluation& e = *frame.session.numbers();
  model::Place place = frame.view().pin;
  place.row += rows;
  place.column += columns;
  place = model::clamped(place, e.stages.list, e.x()->shape);
  const core::Shape shape = model::result_shape(e.stages.list, e.x()->shape, place.result);
  frame.look(model::MovePin{place});
  frame.look(
      model::BringIntoSight{(place.column + 0.5) / shape.width, (place.row + 0.5) / shape.height});
}

void move_channel(Frame& frame, int by) {
  if (!frame.session.numbers()) return;
  if (frame.view().large) return step_large(frame, by);
  const model::Evaluation& e = *frame.session.numbers();
  model::Place place = frame.view().pin;
  place.channel += by;
  place = model::clamped(place, e.stages.list, e.x()->shape);
  frame.look(model::SetPin{place});
}

/// The picture of the stage and channel that are pinned.
paint::PictureKey pinned_picture(const Frame& frame) {
  const model::Place& pin = frame.view().pin;
  const model::Evaluation* e = frame.session.numbers();
  const core::Chain list = e ? e->stages.list : model::stages_of(frame.document());
  return paint::result_key(model::result_in(list, pin.result), pin.channel);
}

void change_multiplier(Frame& frame, int by) {
  frame.emit(model::SetMultiplier{frame.document().layer.channel_multiplier + by});
}

/// Opens a page about learning, or closes it where it is open.
void open_lesson(Frame& frame, model::LearningPage page) {
  const model::LearningLook& look = frame.view().learning;
  if (look.open && look.page == page) return frame.learn(model::CloseLearning{});
  frame.learn(model::OpenLearning{page});
}

/// The keys of the steps drive the run on the page "Training", and the walk elsewhere.
void walk_or_train(Frame& frame, model::WalkAction walk, model::LearningAction train) {
  const model::LearningLook& look = frame.view().learning;
  if (look.open && look.page == model::LearningPage::training) return frame.learn(std::move(train));
  frame.walk(walk);
}

/// Steps of a run that the larger unit takes.
constexpr int kLargerTraining = 100;

/// Larger or smaller words than they are now; before a class they are as large as fits.
void scale_words(Frame& frame, float by) {
  if (frame.present()) return;
  frame.look(model::ScaleWords{frame.fonts.scale / frame.fonts.monitor * by});
}

/// Closes what is open, the topmost first; then goes back from Present mode and from zoom.
void go_back(Frame& frame) {
  const model::ViewState& view = frame.view();
  if (close_card(frame.window)) return;
  if (view.large)
    frame.look(model::CloseLarge{});
  else if (view.learning.open)
    frame.learn(model::CloseLearning{});
  else if (view.cost.open)
    frame.look(model::CloseCost{});
  else if (view.playback.active)
    frame.walk(model::LeaveSteps{});
  else if (view.present)
    frame.look(model::Present{false});
  else
    frame.look(model::ShowWhole{});
}

constexpr Shortcut on(Key key, bool shift = false) { return {key, 0, false, shift}; }
constexpr Shortcut on(char32_t letter) { return {Key::character, letter, false, false}; }
constexpr Shortcut shift(char32_t letter) { return {Key::character, letter, false, true}; }
constexpr Shortcut ctrl(char32_t letter, bool shift = false) {
  return {Key::character, letter, true, shift};
}

constexpr Command kCommands[] = {
    {"pin.left", "Move the pin left", on(Key::left), [](Frame& f) { move_pin(f, 0, -1); }},
    {"pin.right", "Move the pin right", on(Key::right), [](Frame& f) { move_pin(f, 0, 1); }},
    {"pin.up", "Move the pin up", on(Key::up), [](Frame& f) { move_pin(f, -1, 0); }},
    {"pin.down", "Move the pin down", on(Key::down), [](Frame& f) { move_pin(f, 1, 0); }},
    {"pin.left10", "Move the pin ten pixels left", on(Key::left, true),
     [](Frame& f) { move_pin(f, 0, -10); }},
    {"pin.right10", "Move the pin ten pixels right", on(Key::right, true),
     [](Frame& f) { move_pin(f, 0, 10); }},
    {"pin.up10", "Move the pin ten pixels up", on(Key::up, true),
     [](Frame& f) { move_pin(f, -10, 0); }},
    {"pin.down10", "Move the pin ten pixels down", on(Key::down, true),
     [](Frame& f) { move_pin(f, 10, 0); }},
    {"channel.previous", "Pin the previous channel", on(U'k'),
     [](Frame& f) { move_channel(f, -1); }},
    {"channel.next", "Pin the next channel", on(U'j'), [](Frame& f) { move_channel(f, 1); }},
    {"step.play", "Play or pause the steps", on(Key::space),
     [](Frame& f) {
       walk_or_train(f, model::PlayOrPause{},
                     model::PlayTraining{!f.view().learning.training.playing});
     }},
    {"step.again", "Play again, slowly, from the pinned pixel", on(Key::space, true),
     [](Frame& f) { f.walk(model::PlayAgain{}); }},
    {"step.on", "Step on", on(U'.'),
     [](Frame& f) {
       walk_or_train(f, model::StepBy{model::StepSize::unit, 1}, model::StepTraining{1});
     }},
    {"step.back", "Step back", on(U','),
     [](Frame& f) {
       walk_or_train(f, model::StepBy{model::StepSize::unit, -1}, model::StepTraining{-1});
     }},
    {"step.larger_on", "Step on by the next larger unit", shift(U'.'),
     [](Frame& f) {
       walk_or_train(f, model::StepBy{model::StepSize::larger_unit, 1},
                     model::StepTraining{kLargerTraining});
     }},
    {"step.larger_back", "Step back by the next larger unit", shift(U','),
     [](Frame& f) {
       walk_or_train(f, model::StepBy{model::StepSize::larger_unit, -1},
                     model::StepTraining{-kLargerTraining});
     }},
    {"step.stage_on", "Step on by a stage", on(Key::page_down),
     [](Frame& f) {
       f.walk(model::StepBy{model::StepSize::stage, 1});
     }},
    {"step.stage_back", "Step back by a stage", on(Key::page_up),
     [](Frame& f) {
       f.walk(model::StepBy{model::StepSize::stage, -1});
     }},
    {"step.start", "To the first step", on(Key::home),
     [](Frame& f) { walk_or_train(f, model::GoToStart{}, model::GoToTrainingStep{0}); }},
    {"step.end", "To the last step", on(Key::end),
     [](Frame& f) {
       walk_or_train(f, model::GoToEnd{}, model::GoToTrainingStep{model::kRunSteps});
     }},
    {"step.pin", "Step to the pinned pixel", on(U'p'), [](Frame& f) { f.walk(model::GoToPin{}); }},
    {"step.faster", "Play faster", on(U']'), [](Frame& f) { f.walk(model::ChangeSpeed{1}); }},
    {"step.slower", "Play slower", on(U'['), [](Frame& f) { f.walk(model::ChangeSpeed{-1}); }},
    {"step.loop", "Loop over the pinned pixel", on(U'l'),
     [](Frame& f) { f.walk(model::ToggleLoop{}); }},
    {"step.predict", "Predict first: hide it until Space", on(U'h'),
     [](Frame& f) { f.walk(model::TogglePrediction{}); }},
    {"step.race", "Race separable against standard", on(U'r'),
     [](Frame& f) { f.walk(model::ToggleRace{}); }},
    {"step.clock", "Race by the clock of this machine", shift(U'r'),
     [](Frame& f) { f.walk(model::ToggleRaceClock{}); }},
    {"multiplier.less", "Multiplier down", on(U'-'), [](Frame& f) { change_multiplier(f, -1); }},
    {"multiplier.more", "Multiplier up", on(U'+'), [](Frame& f) { change_multiplier(f, 1); }},
    {"fold1.bypass", "Switch fold 1 off and on", on(U'1'),
     [](Frame& f) {
       model::Bypass b = f.document().bypass;
       b.depthwise = !b.depthwise;
       f.emit(model::SetBypass{b});
     }},
    {"fold2.bypass", "Switch fold 2 off and on", on(U'2'),
     [](Frame& f) {
       model::Bypass b = f.document().bypass;
       b.pointwise = !b.pointwise;
       f.emit(model::SetBypass{b});
     }},
    {"view.lost", "What is lost: what m filters cannot make", on(U'w'),
     [](Frame& f) { open_lesson(f, model::LearningPage::lost); }},
    {"view.training", "Training: students side by side", on(U'g'),
     [](Frame& f) { open_lesson(f, model::LearningPage::training); }},
    {"view.large", "Open the chosen picture large", on(Key::enter),
     [](Frame& f) {
       const paint::PictureKey key = pinned_picture(f);
       f.look(model::OpenLarge{key});
     }},
    {"view.present", "Present to a class", on(Key::f5),
     [](Frame& f) { f.look(model::Present{!f.view().present}); }},
    {"view.full_screen", "Full screen", on(Key::f11),
     [](Frame& f) { f.request(model::ToggleFullScreen{}); }},
    {"view.theme", "Dark or light", on(U't'),
     [](Frame& f) {
       const bool is_dark = f.view().theme == model::ThemeChoice::dark;
       f.look(model::ChooseTheme{is_dark ? model::ThemeChoice::light : model::ThemeChoice::dark});
     }},
    {"view.larger", "Larger words", ctrl(U'+'), [](Frame& f) { scale_words(f, kZoomStep); }},
    {"view.larger2", "Larger words", ctrl(U'='), [](Frame& f) { scale_words(f, kZoomStep); }},
    {"view.smaller", "Smaller words", ctrl(U'-'), [](Frame& f) { scale_words(f, 1 / kZoomStep); }},
    {"view.normal", "Words at their normal size", ctrl(U'0'),
     [](Frame& f) { f.look(model::ScaleWords{}); }},
    {"edit.undo", "Undo", ctrl(U'z'), [](Frame& f) { f.request(model::Undo{}); }},
    {"edit.redo", "Redo", ctrl(U'z', true), [](Frame& f) { f.request(model::Redo{}); }},
    {"edit.redo2", "Redo", ctrl(U'y'), [](Frame& f) { f.request(model::Redo{}); }},
    {"edit.reset", "Reset all", ctrl(U'r'), [](Frame& f) { f.request(model::ResetAll{}); }},
    {"setup.copy", "Copy the set-up as one line", ctrl(U'c'), [](Frame& f) { copy_setup(f); }},
    {"setup.enter", "Type a set-up", ctrl(U'k'),
     [](Frame& f) { f.window.shows_setup_line = !f.window.shows_setup_line; }},
    {"file.open", "Open a picture", ctrl(U'o'),
     [](Frame& f) { f.window.shows_browser = !f.window.shows_browser; }},
    {"file.camera", "Show the camera, or keep its last picture", on(U'c'),
     [](Frame& f) {
       if (f.around.has_camera) f.request(model::ToggleCamera{});
     }},
    {"file.save", "Save or export", ctrl(U's'),
     [](Frame& f) { f.window.shows_save = !f.window.shows_save; }},
    {"help.keys", "List the keys", on(U'?'),
     [](Frame& f) { f.window.shows_keys = !f.window.shows_keys; }},
    {"go.back", "Close, go back", on(Key::escape), go_back},
    {"quit", "Quit", ctrl(U'q'), [](Frame& f) { f.request(model::Quit{}); }},
};

}  // namespace

void copy_setup(Frame& frame) {
  const std::string line = model::setup_line(frame.document()) +
                           model::moved_pin_word(frame.view(), model::stages_of(frame.document()));
  const bool whole = model::setup_line_is_complete(frame.document());
  frame.request(model::CopyText{
      line, "Copied: " + line +
                (whole ? "" : " (filters from a file are not in it: save the layer instead)")});
}

std::span<const Command> commands() { return kCommands; }

namespace {

const Command* command_of(const KeyPress& press) {
  if (press.alt) return nullptr;
  const Shortcut pressed{press.key, press.key == Key::character ? press.letter : U'\0', press.ctrl,
                         press.shift};
  const auto found = std::find_if(std::begin(kCommands), std::end(kCommands),
                                  [&](const Command& c) { return c.shortcut == pressed; });
  return found == std::end(kCommands) ? nullptr : &*found;
}

/// Whether a press is followed by what the same key typed with Shift, and that is a command: the
/// key then means this one alone (on AZERTY '?' is Shift and ',').
bool means_the_next(const std::vector<KeyPress>& keys, std::size_t i) {
  if (i + 1 == keys.size() || keys[i].key != Key::character || !keys[i].shift) return false;
  const KeyPress& typed = keys[i + 1];
  return typed.key == Key::character && !typed.shift && typed.ctrl == keys[i].ctrl &&
         command_of(typed) != nullptr;
}

}  // namespace

void run_commands(Frame& frame, const std::vector<KeyPress>& keys) {
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const Command* command = command_of(keys[i]);
    if (command != nullptr && !means_the_next(keys, i)) command->run(frame);
  }
}

std::string shortcut_text(const Shortcut& s) {
  static constexpr std::pair<Key, std::string_view> kNames[] = {{Key::left, "\xe2\x86\x90"},
                                                                {Key::right, "\xe2\x86\x92"},
                                                                {Key::up, "\xe2\x86\x91"},
                                                                {Key::down, "\xe2\x86\x93"},
                                                                {Key::escape, "Esc"},
                                                                {Key::enter, "Enter"},
                                                                {Key::space, "Space"},
                                                                {Key::page_up, "Page Up"},
                                                                {Key::page_down, "Page Down"},
                                                                {Key::f5, "F5"},
                                                                {Key::f11, "F11"},
                                                                {Key::home, "Home"},
                                                                {Key::end, "End"}};
  std::string text = s.ctrl ? "Ctrl+" : "";
  if (s.shift) text += "Shift+";
  if (s.key == Key::character) {
    const char letter = static_cast<char>(s.letter);
    return text + (letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter);
  }
  for (const auto& [key, name] : kNames)
    if (key == s.key) text += name;
  return text;
}

}  // namespace twofold::ui::inline window
