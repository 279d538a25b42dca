#include "app/cli/interaction.h"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <thread>

#include "app/model/learning/learner.h"
#include "app/model/session/session.h"
#include "core/resample.h"

namespace twofold::cli {
namespace {

using Clock = std::chrono::steady_clock;
using model::Action;

double milliseconds_since(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

/// The most memory that was in use since the last reset, in megabytes; 0 where the system does not
/// say.
double peak_megabytes() {
  std::ifstream status("/proc/self/status");
  std::string word;
  while (status >> word) {
    double kilobytes = 0;
    if (word == "VmHWM:" && status >> kilobytes) return kilobytes / 1024;
  }
  return 0;
}

void reset_peak() { std::ofstream("/proc/self/clear_refs") << '5'; }

/// A named sequence of edits, as a drag makes them.
struct Drag {
  const char* name;
  std::vector<Action> edits;
};

/// The edits that a number makes on its way from 0 to 1 and back.
template <class Edit>
std::vector<Action> sweep(Edit&& edit) {
  constexpr int kSteps = 16;
  std::vector<Action> edits;
  for (int i = 1; i <= kSteps; ++i) edits.push_back(edit(static_cast<float>(i) / kSteps));
  for (int i = kSteps - 1; i >= 0; --i) edits.push_back(edit(static_cast<float>(i) / kSteps));
  return edits;
}

std::vector<Drag> drags(const core::Layer& layer) {
  const auto upto = [](float share, int most) { return 1 + static_cast<int>(share * (most - 1)); };
  return {
      {"filter weight", sweep([](float s) {
         return model::SetKernelCell{0, 0, 1, 1, 2 * s - 1};
       })},
      {"mix weight", sweep([](float s) {
         return model::SetWeight{0, 0, 2 * s - 1};
       })},
      {"channel_multiplier",
       sweep([&](float s) { return model::SetMultiplier{upto(s, layer.channel_multiplier)}; })},
      {"out_channels",
       sweep([&](float s) { return model::SetOutChannels{upto(s, layer.out_channels)}; })},
      {"kernel", sweep([&](float s) {
         return model::SetKernel{{upto(s, 7), upto(s, 7)}};
       })},
      {"strides", sweep([&](float s) {
         return model::SetStrides{{upto(s, 4), upto(s, 4)}};
       })},
  };
}

/// The pictures of a window of 1600 x 900: the photograph and the result large, the channels in
/// rows.
std::vector<model::Wanted> wanted_pictures(const core::Layer& layer) {
  using paint::PictureKind;
  constexpr int kRows = 16;
  std::vector<model::Wanted> wanted{{{PictureKind::photograph, 0}, 480, 320},
                                    {{PictureKind::output_rgb, 0}, 480, 320}};
  for (int q = 0; q < 3; ++q) wanted.push_back({paint::result_key(0, q), 240, 160});
  for (int t = 0; t < std::min(3 * layer.channel_multiplier, kRows); ++t)
    wanted.push_back({paint::result_key(1, t), 240, 160});
  for (int k = 0; k < std::min(layer.out_channels, kRows); ++k)
    wanted.push_back({paint::result_key(2, k), 240, 160});
  return wanted;
}

model::Session::Start start_of(const Scene& scene, const core::Tensor& photograph) {
  model::Session::Start start;
  const model::PictureRef picture =
      start.library.add({core::resized(photograph, scene.size), scene.name, "", ""});
  start.document = model::opening_document(picture);
  start.document.layer = scene.layer;
  if (scene.full_size) start.document.longest_side = 0;
  start.opening = start.document;
  return start;
}

/// Applies one edit and follows it to the painted pixels.
void time_edit(model::Session& session, const Action& edit, DragTimes& times) {
  model::Edits edits;
  edits.changes.push_back({edit, 1});
  const Clock::time_point start = Clock::now();
  session.want(wanted_pictures(session.document().layer));
  session.apply(edits);
  double frame = milliseconds_since(start);
  bool is_shown = false;
  const auto is_of_document = [&] { return session.numbers()->document == session.document(); };
  while (!session.is_current() || session.is_busy()) {
    // Waiting is not work: what the window's own thread does begins when there is something new.
    const Clock::time_point tick = Clock::now();
    session.tick(std::chrono::milliseconds(0));
    frame = std::max(frame, milliseconds_since(tick));
    if (!is_shown && is_of_document()) {
      times.shown.push_back(milliseconds_since(start));
      is_shown = true;
    }
    std::this_thread::sleep_for(std::chrono::microseconds(200));
  }
  if (!is_shown) times.shown.push_back(milliseconds_since(start));
  times.whole.push_back(milliseconds_since(start));
  times.frame.push_back(frame);
}

DragTimes timed(const Scene& scene, const Drag& drag, model::Session& session) {
  DragTimes times{scene.name, drag.name, {}, {}, {}, 0};
  session.settle();
  reset_peak();
  for (const Action& edit : drag.edits) {
    const model::Document before = session.document();
    if (model::update(before, edit, nullptr) != before) time_edit(session, edit, times);
  }
  times.peak_megabytes = peak_megabytes();
  return times;
}

/// A page about learning in use: what changes its look, one step after the other.
struct Lesson {
  const char* name;
  model::LearningPage page;
  std::vector<model::LearningAction> changes;
};

std::vector<Lesson> lessons() {
  constexpr int kFrames = 48;
  constexpr int kMostFilters = 9;
  Lesson fit{"lost: m", model::LearningPage::lost, {}};
  Lesson training{"training, played", model::LearningPage::training, {model::PlayTraining{}}};
  for (int i = 0; i < kFrames; ++i) {
    fit.changes.emplace_back(model::FitWith{1 + i % kMostFilters});
    training.changes.emplace_back(model::TrainOn{1.0 / 60});
  }
  return {fit, training};
}

/// Follows every change to the page that shows it; `whole` is the same as `shown`.
DragTimes timed(const Scene& scene, const Lesson& lesson, model::Session& session) {
  DragTimes times{scene.name, lesson.name, {}, {}, {}, 0};
  model::Edits open;
  open.lessons = {
      model::OpenLearning{lesson.page},
      model::ChooseKernel{{.source = model::KernelSource::edges, .kernel = nullptr, .name = {}}}};
  session.apply(open);
  session.settle();
  reset_peak();
  const auto is_shown = [&] {
    const model::LearningLook& look = session.view().learning;
    const auto lost = session.lost();
    const auto room = session.classroom();
    return lesson.page == model::LearningPage::lost ? lost && lost->look == look
                                                    : room && room->look == look;
  };
  for (const model::LearningAction& change : lesson.changes) {
    const model::LearningLook before = session.view().learning;
    if (model::update(before, change) == before) continue;
    model::Edits edits;
    edits.lessons = {change};
    const Clock::time_point start = Clock::now();
    session.apply(edits);
    double frame = milliseconds_since(start);
    while (!is_shown()) {
      const Clock::time_point tick = Clock::now();
      session.tick(std::chrono::milliseconds(0));
      frame = std::max(frame, milliseconds_since(tick));
      std::this_thread::sleep_for(std::chrono::microseconds(200));
    }
    times.shown.push_back(milliseconds_since(start));
    times.whole.push_back(times.shown.back());
    times.frame.push_back(frame);
  }
  times.peak_megabytes = peak_megabytes();
  return times;
}

}  // namespace

double percentile(std::vector<double> times, double share) {
  const auto at = std::min(times.size() - 1,
                           static_cast<std::size_t>(share * static_cast<double>(times.size())));
  std::nth_element(times.begin(), times.begin() + static_cast<std::ptrdiff_t>(at), times.end());
  return times[at];
}

std::vector<Scene> bench_scenes() {
  const core::Layer wide{{3, 3}, {1, 1}, {1, 1}, core::Padding::same, 8, 16};
  const core::Layer middle{{3, 3}, {1, 1}, {1, 1}, core::Padding::same, 4, 8};
  return {{"320 x 211, m 8, 16 outputs", {211, 320}, wide, false},
          {"1280 x 844, m 4, 8 outputs", {844, 1280}, middle, true},
          {"4000 x 3000, m 8, 16 outputs", {3000, 4000}, wide, true}};
}

std::vector<DragTimes> drag_times(const Scene& scene, const core::Tensor& photograph) {
  std::vector<DragTimes> all;
  model::Session session(start_of(scene, photograph));
  const model::Document document = session.document();
  for (const Drag& drag : drags(scene.layer)) {
    model::Edits reset;
    reset.changes.push_back({model::ReplaceDocument{document}, 0});
    session.want(wanted_pictures(scene.layer));
    session.apply(reset);
    all.push_back(timed(scene, drag, session));
  }
  session.want({});
  for (const Lesson& lesson : lessons()) all.push_back(timed(scene, lesson, session));
  return all;
}

}  // namespace twofold::cli
