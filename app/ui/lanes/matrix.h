// A matrix of 1x1 weights as it stands in its lane: every row level with what it multiplies, a
// column for each channel that it makes.
#pragma once

#include <string>

#include "app/model/state/stages.h"
#include "app/ui/frame/frame.h"
#include "app/ui/lanes/columns.h"
#include "app/ui/lanes/lane.h"

namespace twofold::ui::inline lanes {

struct Matrix {
  const model::Evaluation& e;
  const model::Highlight& h;
  const model::Path& path;
  int stage = 0;
  Rect lane;  ///< without what stands at the right of a matrix that is not the last
  Rows rows;
  Columns columns;
  Rect heads;  ///< the strip with the outputs' names
  float limit = 1;

  int source() const { return e.stages.stage(stage).reads; }
  int result() const { return stage + 1; }
  const core::Filter& filter() const { return e.filter(stage); }
  int chosen() const { return path.channel(result()); }
  int row_on_path() const { return path.channel(source()); }
  bool row_is_lit(int t) const {
    return h.lit[static_cast<std::size_t>(source())][static_cast<std::size_t>(t)];
  }
  std::string made(int k) const {
    return model::letter_of(e.stages.list, result()) + std::to_string(k);
  }
  std::string letter() const { return model::filter_letter(e.stages.list, stage); }
  bool is_last() const { return result() == e.stages.count(); }
};

/// The matrix of a stage in its lane.
Matrix matrix(Frame& frame, const Rect& rect, int stage);

/// Where the last row ends that is seen.
float rows_end(const Matrix& m);

/// Rows that a matrix has: those of its source, each as high as all that is level with it.
int row_count(const Matrix& m);
bool is_seen(const Matrix& m, int t);

/// A weight's cell, level with the picture of what it multiplies.
Rect cell_rect(const Frame& frame, const Matrix& m, int t, int k);

/// The looked-at pixel in the result's own coordinates.
model::OutputPixel at_result(const Matrix& m);

}  // namespace twofold::ui::inline lanes
