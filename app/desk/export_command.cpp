// `twofold export`: the window and all its numbers as files, without a display.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <memory>
#include <optional>
#include <span>
#include <thread>

#include "app/cli/option_values.h"
#include "app/desk/animation.h"
#include "app/desk/commands.h"
#include "app/desk/export.h"
#include "app/desk/replay.h"
#include "app/desk/start.h"
#include "app/desk/start_options.h"
#include "app/desk/window_cards.h"

namespace twofold::desk {
namespace {

/// Larger windows than any display has would only fill the memory.
constexpr int kMostSide = 16384;
constexpr int kMostFrames = 10000;
/// In percent, as far as Ctrl + and - go.
constexpr int kLeastLetters = 60;
constexpr int kMostLetters = 250;
/// In the order of model::CostPage.
constexpr std::array<std::string_view, 7> kCostPages{"counts",   "curves", "time", "networks",
                                                     "detector", "groups", "bits"};
/// In the order of model::LearningPage.
constexpr std::array<std::string_view, 2> kLessonPages{"lost", "training"};
/// In the order of model::Task, and of model::KernelSource.
constexpr std::array<std::string_view, 3> kTasks{"copy", "mosaic", "denoise"};
constexpr std::array<std::string_view, 6> kKernels{"conv0", "stage", "edges",
                                                   "blobs", "gabor", "random"};

struct ExportTexts {
  StartTexts start;
  std::string replay;
  std::string folder;
  std::string size;  ///< or empty: 1920x1080, or that of the recording
  std::string theme = "dark";
  std::string operation = "separable";
  bool present = false;
  std::string letters;
  std::string step;
  std::string animate;
  int frames = 48;
  std::string order = "stage";
  bool race = false;
  std::string cost;
  std::string lesson;
  std::string lesson_task = "copy";
  std::string lesson_kernel = "conv0";
  int lesson_step = model::kRunSteps;
  int lesson_multiplier = 1;
};

/// A whole number that is not negative, or nothing where the text is none.
std::optional<std::int64_t> whole_number(const std::string& text) {
  std::int64_t number = 0;
  const char* end = text.data() + text.size();
  const auto [stop, failed] = std::from_chars(text.data(), end, number);
  if (failed != std::errc() || stop != end || number < 0) return std::nullopt;
  return number;
}

io::Result<io::Done> apply_look(const ExportTexts& texts, model::ViewState& view) {
  const io::Result<model::ThemeChoice> theme = read_theme(texts.theme);
  if (!theme) return theme.error();
  view.theme = *theme;
  view.present = texts.present;
  if (!texts.letters.empty()) {
    const auto percent = whole_number(texts.letters);
    if (!percent || *percent < kLeastLetters || *percent > kMostLetters)
      return io::Error{fmt::format("--letters must be from {} to {} percent, not \"{}\"",
                                   kLeastLetters, kMostLetters, texts.letters)};
    view.ui_zoom = static_cast<float>(*percent) / 100;
  }
  if (texts.operation == "regular")
    view.operation = model::OperationView::regular;
  else if (texts.operation == "depthwise")
    view.operation = model::OperationView::depthwise;
  else if (texts.operation != "separable")
    return io::Error{fmt::format("--operation must be regular, depthwise or separable, not \"{}\"",
                                 texts.operation)};
  return io::Done{};
}

/// The page of the cost view that lies over the lanes, if any.
io::Result<io::Done> apply_cost(const ExportTexts& texts, model::ViewState& view) {
  if (texts.cost.empty()) return io::Done{};
  for (std::size_t i = 0; i < kCostPages.size(); ++i) {
    if (texts.cost != kCostPages[i]) continue;
    view.cost.open = true;
    view.cost.page = static_cast<model::CostPage>(i);
    return io::Done{};
  }
  return io::Error{fmt::format(
      "--cost must be counts, curves, time, networks, detector, groups or bits, not \"{}\"",
      texts.cost)};
}

/// The page about learning that lies over the lanes, if any.
io::Result<io::Done> apply_lesson(const ExportTexts& texts, model::ViewState& view) {
  if (texts.lesson.empty()) return io::Done{};
  const auto place = [](std::span<const std::string_view> words, const std::string& word) {
    return static_cast<std::size_t>(std::find(words.begin(), words.end(), word) - words.begin());
  };
  const std::size_t page = place(kLessonPages, texts.lesson);
  const std::size_t task = place(kTasks, texts.lesson_task);
  const std::size_t kernel = place(kKernels, texts.lesson_kernel);
  if (page == kLessonPages.size())
    return io::Error{fmt::format("--lesson must be lost or training, not \"{}\"", texts.lesson)};
  if (task == kTasks.size())
    return io::Error{
        fmt::format("--task must be copy, mosaic or denoise, not \"{}\"", texts.lesson_task)};
  if (kernel == kKernels.size())
    return io::Error{fmt::format(
        "--kernel-to-copy must be conv0, stage, edges, blobs, gabor or random, not \"{}\"",
        texts.lesson_kernel)};
  if (texts.lesson_step < 0 || texts.lesson_step > model::kRunSteps)
    return io::Error{fmt::format("--training-step must be from 0 to {}, not {}", model::kRunSteps,
                                 texts.lesson_step)};
  if (texts.lesson_multiplier < 1)
    return io::Error{fmt::format("--fit must be at least 1, not {}", texts.lesson_multiplier)};
  view.learning.open = true;
  view.learning.page = static_cast<model::LearningPage>(page);
  view.learning.target.source = static_cast<model::KernelSource>(kernel);
  view.learning.lost.multiplier = texts.lesson_multiplier;
  view.learning.training.task = static_cast<model::Task>(task);
  view.learning.training.step = texts.lesson_step;
  return io::Done{};
}

/// "FROM:TO" in multiply-adds; TO may be "end".
io::Result<io::Done> parse_range(const std::string& text, AnimationSettings& settings) {
  const std::size_t colon = text.find(':');
  const std::string to = colon == std::string::npos ? "" : text.substr(colon + 1);
  const auto from = whole_number(text.substr(0, colon));
  const auto last = to == "end" ? std::optional<std::int64_t>(-1) : whole_number(to);
  if (!from || !last)
    return io::Error{fmt::format(
        "--animate must be FROM:TO in multiply-adds, such as 0:5000 or 0:end, not \"{}\"", text)};
  settings.from = *from;
  settings.to = *last;
  return io::Done{};
}

/// The order of the steps, and whether both convolutions race.
io::Result<io::Done> apply_steps(const ExportTexts& texts, model::ViewState& view) {
  if (texts.order != "stage" && texts.order != "pixel")
    return io::Error{fmt::format("--order must be stage or pixel, not \"{}\"", texts.order)};
  if (texts.race && view.operation != model::OperationView::separable)
    return io::Error{"--race is between both operations; leave --operation away"};
  view.playback.order = texts.order == "stage" ? core::Order::by_stage : core::Order::by_pixel;
  view.playback.races = texts.race;
  return io::Done{};
}

/// Waits for what the page of times measures, where that is what the window shows.
void wait_for_times(model::Session& session) {
  const model::CostLook& cost = session.view().cost;
  if (!cost.open || cost.page != model::CostPage::time || !session.problems().empty()) return;
  while (!session.measurement() || !session.measurement()->done) {
    session.tick(std::chrono::milliseconds(0));
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
}

/// The window at one step with everything else, or an animation.
io::Result<io::Done> write_all(const ExportTexts& texts, const ExportSettings& as,
                               model::Session& session) {
  if (!texts.animate.empty()) {
    AnimationSettings settings;
    settings.output = texts.folder;
    settings.width = as.width;
    settings.height = as.height;
    settings.frames = texts.frames;
    if (texts.frames < 1 || texts.frames > kMostFrames)
      return io::Error{
          fmt::format("--frames must be from 1 to {}, not {}", kMostFrames, texts.frames)};
    const io::Result<io::Done> range = parse_range(texts.animate, settings);
    return range ? export_animation(session, settings) : range;
  }
  if (!texts.step.empty()) {
    const auto step = whole_number(texts.step);
    if (!step)
      return io::Error{
          fmt::format("--step must be a number of multiply-adds, not \"{}\"", texts.step)};
    const io::Result<io::Done> gone = go_to_step(session, *step);
    if (!gone) return gone;
  }
  if (const auto made = first_numbers(session); !made) return made.error();
  wait_for_times(session);
  return export_all(session, as);
}

io::Result<core::Extent> window_size(const std::string& text) {
  const io::Result<core::Extent> size = cli::width_x_height({"--size", text});
  if (size && (size->width > kMostSide || size->height > kMostSide || size->width < 320 ||
               size->height < 240))
    return io::Error{fmt::format("--size must be between 320x240 and {}x{}, not {}", kMostSide,
                                 kMostSide, text)};
  return size;
}

/// The session as a recording leaves it.
io::Result<io::Done> export_replay(const ExportTexts& texts) {
  io::Result<io::Recording> recording = io::load_recording(texts.replay);
  if (!recording) return recording.error();
  const io::RecordedStart& recorded = recording->start;
  const io::Result<core::Extent> size = window_size(
      texts.size.empty() ? fmt::format("{}x{}", recorded.width, recorded.height) : texts.size);
  if (!size) return size.error();
  io::Result<model::Session::Start> start = replayed_start(recorded, texts.replay);
  if (!start) return start.error();
  model::Session session(std::move(start).value());
  session.say({picture_facts(session.library(), session.document().batch), false});
  Replay replay(std::move(recording).value(), session);
  ui::WindowState window;
  if (const auto played = play(replay, session, window); !played)
    return io::Error{fmt::format("{}: {}", texts.replay, played.error().sentence)};
  return write_all(texts, {texts.folder, size->width, size->height, cards_of(window)}, session);
}

io::Result<io::Done> run_export(const ExportTexts& texts) {
  if (texts.folder.empty())
    return io::Error{"export needs -o DIR, the folder that the files go to"};
  if (!texts.replay.empty()) return export_replay(texts);
  const io::Result<core::Extent> size = window_size(texts.size.empty() ? "1920x1080" : texts.size);
  if (!size) return size.error();
  io::Result<model::Session::Start> start = make_start(texts.start);
  if (!start) return start.error();
  io::Result<io::Done> look = apply_look(texts, start.value().view);
  if (look) look = apply_steps(texts, start.value().view);
  if (look) look = apply_cost(texts, start.value().view);
  if (look) look = apply_lesson(texts, start.value().view);
  if (!look) return look;
  model::Session session(std::move(start).value());
  return write_all(texts, {texts.folder, size->width, size->height, {}}, session);
}

}  // namespace

cli::Command export_command(CLI::App& program) {
  const auto texts = std::make_shared<ExportTexts>();
  CLI::App* parser = program.add_subcommand(
      "export", "Write the window, every channel, the layer and its cost as files");
  add_start_options(*parser, texts->start);
  parser->add_option("--theme", texts->theme, "dark or light")->type_name("dark|light");
  parser->add_option("--operation", texts->operation, "What the window shows")
      ->type_name("regular|depthwise|separable");
  parser->add_flag("--present", texts->present, "As in Present mode (F5)");
  parser->add_option("--order", texts->order, "All of z first, or both folds at every pixel")
      ->type_name("stage|pixel");
  parser->add_flag("--race", texts->race, "Separable against standard, side by side");
  parser->add_option("--cost", texts->cost, "A page about cost over the lanes; time is measured")
      ->type_name("counts|curves|time|networks|detector|groups|bits");
  add_replay_option(*parser, texts->replay);
  parser
      ->add_option("-o,--output", texts->folder,
                   "Folder for the files; of an animation also a file that ends in .gif")
      ->type_name("DIR|FILE.gif");
  parser->add_option("--size", texts->size, "Size of window.png; 1920x1080 unless it is recorded")
      ->type_name("WxH");
  parser
      ->add_option("--letters", texts->letters,
                   "Size of the letters; else they grow with the window")
      ->type_name("PERCENT");
  parser->add_option("--step", texts->step, "Show the state after T multiply-adds, from 0")
      ->type_name("T");
  parser
      ->add_option("--animate", texts->animate,
                   "PNG frames or a GIF of the steps from FROM to TO (or end)")
      ->type_name("FROM:TO");
  parser->add_option("--frames", texts->frames, "Number of frames of the animation")
      ->type_name("N");
  parser->add_option("--lesson", texts->lesson, "A page about learning over the lanes")
      ->type_name("lost|training");
  parser->add_option("--kernel-to-copy", texts->lesson_kernel, "The kernel of these pages")
      ->type_name("conv0|stage|edges|blobs|gabor|random");
  parser->add_option("--fit", texts->lesson_multiplier, "The multiplier that is fitted")
      ->type_name("M");
  parser->add_option("--task", texts->lesson_task, "What is learned")
      ->type_name("copy|mosaic|denoise");
  parser->add_option("--training-step", texts->lesson_step, "The step that is shown")
      ->type_name("N");
  return {parser, [texts] { return run_export(*texts); }};
}

}  // namespace twofold::desk
