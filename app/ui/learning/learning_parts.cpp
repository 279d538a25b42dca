#include "app/ui/learning/learning_parts.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <vector>

#include "app/model/learning/learner.h"
#include "app/ui/controls/text_field.h"
#include "app/ui/controls/widgets.h"
#include "app/ui/frame/window_state.h"

namespace twofold::ui::inline learning {
namespace {

constexpr float kPathWidth = 190;

/// In the order of model::KernelSource.
const std::vector<std::string>& kernel_names() {
  static const std::vector<std::string> names{"conv0, trained", "W on stage", "oriented edges",
                                              "colour blobs",   "Gabor-like", "random",
                                              "typed or .npy"};
  return names;
}

/// What the kernel that is shown becomes when it is typed into: itself, as a kernel of its own.
void choose(Frame& frame, model::TargetKernel target, int source) {
  target.source = static_cast<model::KernelSource>(source);
  if (target.source == model::KernelSource::given && !target.kernel) {
    const auto lost = frame.session.lost();
    const auto room = frame.session.classroom();
    if (lost && lost->target.kernel)
      target.kernel = lost->target.kernel;
    else if (room && room->target.kernel)
      target.kernel = room->target.kernel;
    else
      return;
    target.name = "typed";
  }
  frame.learn(model::ChooseKernel{target});
}

}  // namespace

float limit_of(const core::Filter& filter) {
  float most = 0;
  for (const float value : filter.values)
    if (std::isfinite(value)) most = std::max(most, std::abs(value));
  return most > 0 ? most : 1;
}

std::optional<std::pair<int, int>> heat_grid(Frame& frame, const Rect& rect, const HeatGrid& grid) {
  frame.registry.add({grid.name, rect.min, rect.max, 0});
  const int rows = std::min(grid.rows, how_many(rect.height(), 1));
  const int columns = std::min(grid.columns, how_many(rect.width(), 1));
  if (rows < 1 || columns < 1) return std::nullopt;
  const float w = rect.width() / static_cast<float>(columns);
  const float h = rect.height() / static_cast<float>(rows);
  const float gap = std::min(w, h) > frame.px(7) ? 1.0f : 0.0f;
  for (int row = 0; row < rows; ++row) {
    for (int column = 0; column < columns; ++column) {
      const ImVec2 min{rect.min.x + w * static_cast<float>(column),
                       rect.min.y + h * static_cast<float>(row)};
      fill(frame, {min, {min.x + w - gap, min.y + h - gap}},
           signed_cell(frame.palette, grid.value(row, column), grid.limit));
    }
  }
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  if (!ImGui::IsWindowHovered() || !rect.contains(mouse)) return std::nullopt;
  return std::pair{index_at((mouse.y - rect.min.y) / h, rows),
                   index_at((mouse.x - rect.min.x) / w, columns)};
}

std::optional<std::pair<int, int>> slice_grid(Frame& frame, const Rect& rect,
                                              const core::Filter& filter, int q, int k, float limit,
                                              const std::string& name) {
  return heat_grid(frame, rect,
                   {name, filter.shape.height, filter.shape.width,
                    [&](int ky, int kx) { return filter.at(ky, kx, q, k); }, limit});
}

Rect proportioned(const Rect& room, float height, float width) {
  const float scale = std::min(room.width() / width, room.height() / height);
  return {room.min, {room.min.x + width * scale, room.min.y + height * scale}};
}

Rect captioned_picture(Frame& frame, const Rect& room, const CaptionedPicture& picture) {
  const float line = line_height(frame.fonts.small);
  text_within(frame, frame.fonts.small, {room.min.x, room.min.y + line / 2},
              frame.palette.text_quiet, picture.caption, room.width());
  const Rect at = proportioned(room.without_top(line + frame.px(2)), picture.height, picture.width);
  frame.registry.add({picture.caption, at.min, at.max, 0});
  if (const auto id = frame.pictures.find(picture.key); id != frame.pictures.end())
    frame.draw->AddImage(id->second, at.min, at.max);
  else
    fill(frame, at, frame.palette.track);
  return at;
}

float kernel_choice(Frame& frame, const Rect& row) {
  const model::TargetKernel& target = frame.view().learning.target;
  float x = row.min.x;
  const auto next = [&](float width) {
    const Rect at{{x, row.min.y}, {x + width, row.max.y}};
    x += width + frame.px(10);
    return at;
  };
  const Combo spec{.id = "lesson kernel",
                   .label = "kernel",
                   .options = kernel_names(),
                   .chosen = static_cast<int>(target.source),
                   .help =
                       "The standard kernel W that separable filters are to come to. A .npy "
                       "file [kh, kw, C, K] can also be dropped on the window."};
  if (const auto chosen = combo(frame, next(combo_width(frame, spec.label, spec.options)), spec))
    choose(frame, target, *chosen);
  if (target.source == model::KernelSource::random) {
    const Stepper seed{.id = "lesson kernel seed",
                       .label = "seed",
                       .value = static_cast<int>(target.seed),
                       .lowest = 0,
                       .highest = 9999,
                       .help = "Another seed, another kernel."};
    if (const auto n = stepper(frame, next(stepper_width(frame, "seed")), seed)) {
      model::TargetKernel other = target;
      other.seed = static_cast<std::uint64_t>(n->value);
      frame.learn(model::ChooseKernel{other});
    }
  }
  if (target.source == model::KernelSource::given) {
    std::string& path = frame.window.kernel_path;
    const Typed typed = text_field(frame, next(frame.px(kPathWidth)),
                                   {.id = "lesson kernel path", .hint = "file.npy, Enter"}, path);
    if (typed.entered && !path.empty()) frame.request(model::OpenKernel{path});
  }
  return x;
}

void why_not(Frame& frame, const Rect& room, const std::string& sentence) {
  std::string words = sentence + ". Choose another kernel or picture.";
  words[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(words[0])));
  paragraph(frame, frame.fonts.body, {room.min.x, room.min.y + frame.px(16)}, frame.palette.warning,
            words, room.width());
}

Rect plot_of(const Frame& frame, ImVec2 at, const paint::Axis& x, const paint::Axis& y) {
  const ImVec2 min{at.x + frame.px(x.pixel_from), at.y + frame.px(y.pixel_to)};
  return {min,
          {std::max(min.x, at.x + frame.px(x.pixel_to)),
           std::max(min.y, at.y + frame.px(y.pixel_from))}};
}

Rect nth_column(const Rect& area, int i, int count, float gap) {
  const float gaps = gap * static_cast<float>(count - 1);
  const float width =
      std::max(0.0f, (area.width() - gaps) / static_cast<float>(std::max(count, 1)));
  const float left = area.min.x + (width + gap) * static_cast<float>(i);
  return {{left, area.min.y}, {left + width, area.max.y}};
}

}  // namespace twofold::ui::inline learning
