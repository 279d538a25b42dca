// What people confuse, in two lines each, beside one another.
#include <array>

#include "app/ui/learning/learning_pages.h"
#include "app/ui/learning/learning_parts.h"

namespace twofold::ui::inline learning {
namespace {

struct Note {
  const char* title;
  const char* words;
};
constexpr Note kNotes[] = {
    {"Depthwise, not spatially separable",
     "Sobel's 3 × 3 is a column times a row, [1 2 1]' · [−1 0 1]: that splits one slice over "
     "height and width. D and P split the channels from the places; D itself stays kh × kw."},
    {"Cross-correlation, not convolution",
     "The filter is laid on the picture as it stands, not flipped, as TensorFlow and all such "
     "libraries do. Flipping both filters would change names, not what can be made."},
    {"Best for the kernel, best for the picture",
     "Singular values give the filters nearest to W, every weight alike. Pictures are smooth, so "
     "other filters miss less of them: training finds those. And only while nothing stands between "
     "the folds: an activation there ends the equality."}};

constexpr float kSobelCell = 9;

/// A small matrix with its numbers' signs as heat.
void matrix(Frame& frame, ImVec2 at, std::array<float, 9> values, int rows, int columns,
            const char* name) {
  const float cell = frame.px(kSobelCell);
  heat_grid(
      frame,
      {at, {at.x + cell * static_cast<float>(columns), at.y + cell * static_cast<float>(rows)}},
      {name, rows, columns,
       [&](int row, int column) {
         const int cell_number = row * columns + column;
         return values[static_cast<std::size_t>(cell_number)];
       },
       2});
}

/// Sobel's own 3x1 * 1x3 = 3x3.
void sobel(Frame& frame, ImVec2 at) {
  const float cell = frame.px(kSobelCell);
  const ImU32 ink = frame.palette.text_quiet;
  const float y = at.y + 1.5f * cell;
  matrix(frame, at, {1, 2, 1}, 3, 1, "sobel column");
  text(frame, frame.fonts.small, {at.x + 1.9f * cell, y}, ink, "·", Align::centre);
  matrix(frame, {at.x + 2.6f * cell, at.y + cell}, {-1, 0, 1}, 1, 3, "sobel row");
  text(frame, frame.fonts.small, {at.x + 6.4f * cell, y}, ink, "=", Align::centre);
  matrix(frame, {at.x + 7.2f * cell, at.y}, {-1, 0, 1, -2, 0, 2, -1, 0, 1}, 3, 3, "sobel");
}

}  // namespace

float lost_notes_height(const Frame& frame) {
  // Large letters leave no room for them.
  if (frame.present()) return 0;
  const float width = (ImGui::GetIO().DisplaySize.x - frame.px(100)) / 3;
  int lines = 0;
  for (const Note& note : kNotes)
    lines = std::max(lines, paragraph_lines(frame.fonts.small, note.words,
                                            width - (&note == kNotes ? frame.px(104) : 0)));
  return line_height(frame.fonts.small) * static_cast<float>(lines + 1) + frame.px(4);
}

void lost_notes(Frame& frame, const Rect& room) {
  if (frame.present()) return;
  const float small = line_height(frame.fonts.small);
  for (int i = 0; i < 3; ++i) {
    const Rect at = nth_column(room, i, 3, frame.px(24));
    const bool has_figure = i == 0;
    const float figure = has_figure ? frame.px(104) : 0;
    text_within(frame, frame.fonts.strong, {at.min.x, at.min.y + small / 2}, frame.palette.text,
                kNotes[i].title, at.width());
    paragraph(frame, frame.fonts.small, {at.min.x, at.min.y + small * 1.5f + frame.px(2)},
              frame.palette.text_quiet, kNotes[i].words, at.width() - figure);
    if (has_figure) sobel(frame, {at.max.x - figure + frame.px(8), at.min.y + small * 1.2f});
  }
}

}  // namespace twofold::ui::inline learning
