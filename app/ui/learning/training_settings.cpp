// The settings of a run: any change begins it anew.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "app/ui/controls/widgets.h"
#include "app/ui/learning/learning_parts.h"
#include "app/ui/learning/training_parts.h"

namespace twofold::ui::inline learning {
namespace {

constexpr std::array<std::string_view, 3> kTasks{"Copy the teacher", "Undo the mosaic", "Denoise"};
constexpr std::array<double, 10> kRates{0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3};
/// In the order of core::Optimiser and core::Initialisation.
const std::vector<std::string> kOptimisers{"SGD", "momentum", "Adam"};
const std::vector<std::string> kInitialisations{"He", "Glorot", "wrong fan-in"};

const std::vector<std::string>& rate_names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> all;
    all.reserve(kRates.size());
    for (const double rate : kRates) all.push_back(fmt::format("{:g}", rate));
    return all;
  }();
  return names;
}

/// The place of the nearest rate.
int rate_index(double rate) {
  const auto nearer = [rate](double a, double b) {
    return std::abs(std::log(a / rate)) < std::abs(std::log(b / rate));
  };
  return static_cast<int>(std::min_element(kRates.begin(), kRates.end(), nearer) - kRates.begin());
}

/// Hands out places from left to right; what does not fit any more stands below.
class Row {
 public:
  Row(Frame& frame, const Rect& row) : frame_(frame), left_(row.min.x), rest_(row) {}

  Rect next(float width) {
    if (width > rest_.width() && rest_.min.x > left_) {
      const float down = rest_.height() + frame_.px(8);
      rest_ = {{left_, rest_.min.y + down}, {rest_.max.x, rest_.max.y + down}};
    }
    const Rect at = rest_.left(width);
    rest_ = rest_.without_left(width + frame_.px(8));
    return at;
  }
  const Rect& rest() const { return rest_; }
  void move_to(float x) { rest_.min.x = x; }

 private:
  Frame& frame_;
  float left_;
  Rect rest_;
};

void choose_task(Frame& frame, Row& row) {
  const model::TrainingLook& look = frame.view().learning.training;
  const Segmented spec{.id = "training task",
                       .labels = kTasks,
                       .chosen = static_cast<int>(look.task),
                       .title = "What is learned",
                       .help =
                           "To copy a standard kernel; to bring a picture back from its Bayer "
                           "dots; or to take noise off it."};
  if (const auto chosen = segmented(frame, row.next(segmented_width(frame, kTasks)), spec))
    frame.learn(model::ChooseTask{static_cast<model::Task>(*chosen)});
  if (look.task == model::Task::copy) row.move_to(kernel_choice(frame, row.rest()));
  if (look.task != model::Task::denoise) return;
  const FloatSlider sigma{.id = "training sigma",
                          .label = "sigma",
                          .value = look.sigma,
                          .lowest = 0,
                          .highest = 0.5f,
                          .step = 0.01f,
                          .help = "Deviation of the noise; the picture's values run from 0 to 1."};
  if (const auto chosen =
          slider(frame, row.next(slider_width(frame, "sigma", frame.px(70), 4)), sigma))
    frame.learn(model::SetSigma{chosen->value});
}

}  // namespace

float training_seed_width(const Frame& frame) { return stepper_width(frame, "seed", 4); }

void training_seed(Frame& frame, const Rect& rect) {
  core::TrainingSettings to = frame.view().learning.training.settings;
  const auto seed = stepper(frame, rect,
                            {.id = "training seed",
                             .label = "seed",
                             .value = static_cast<int>(to.seed),
                             .lowest = 0,
                             .highest = 9999,
                             .help = "All students begin from it. The same seed, the same run."});
  if (!seed) return;
  to.seed = static_cast<std::uint64_t>(seed->value);
  frame.learn(model::SetTraining{to});
}

SettingsEnd training_settings(Frame& frame, const Rect& rect) {
  const core::TrainingSettings& now = frame.view().learning.training.settings;
  Row row(frame, rect);
  choose_task(frame, row);
  const auto list = [&](const char* id, std::string_view label,
                        const std::vector<std::string>& options, int chosen,
                        std::string_view help) {
    const Combo spec{.id = id, .label = label, .options = options, .chosen = chosen, .help = help};
    return combo(frame, row.next(combo_width(frame, label, options)), spec);
  };
  core::TrainingSettings to = now;
  if (const auto n = list("training optimiser", "", kOptimisers, static_cast<int>(now.optimiser),
                          "How the weights follow their gradient: plainly, with momentum 0.9, or "
                          "by Adam, each at its own pace."))
    to.optimiser = static_cast<core::Optimiser>(*n);
  if (const auto n = list("training rate", "rate", rate_names(), rate_index(now.learning_rate),
                          "How far a step goes. One too large diverges, and the page says where."))
    to.learning_rate = kRates[static_cast<std::size_t>(*n)];
  if (const auto n =
          list("training init", "init", kInitialisations, static_cast<int>(now.initialisation),
               "The first weights. A depthwise filter sees kh·kw numbers; the wrong fan-in "
               "counts those of all channels, and z comes out too small: see its spread."))
    to.initialisation = static_cast<core::Initialisation>(*n);
  if (to != now) frame.learn(model::SetTraining{to});
  const bool has_seed = row.rest().width() >= training_seed_width(frame);
  if (has_seed) training_seed(frame, row.next(training_seed_width(frame)));
  return {row.rest().max.y, has_seed};
}

}  // namespace twofold::ui::inline learning
