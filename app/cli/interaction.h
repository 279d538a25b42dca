// How long a change takes to be seen: the real model and paint stages, driven through recorded
// drags of sliders, without a display.
#pragma once

#include <string>
#include <vector>

#include "app/io/result.h"
#include "core/tensor.h"

namespace twofold::cli {

/// A picture and a layer to drag the sliders of.
struct Scene {
  std::string name;  ///< "4000 x 3000, m 8, 16 outputs"
  core::Extent size;
  core::Layer layer;
  bool full_size = false;  ///< not reduced to the working size first
};

/// One drag on one picture, in milliseconds from the edit to painted pixels.
struct DragTimes {
  std::string picture;        ///< the scene's name
  std::string drag;           ///< "channel_multiplier"
  std::vector<double> shown;  ///< until the change is seen, be it in a first look
  std::vector<double> whole;  ///< until everything that is visible is there
  std::vector<double> frame;  ///< longest time that one edit kept the window's own thread
  double peak_megabytes = 0;  ///< of the whole program, the picture's file included
};

/// The value that `share` of the times do not exceed; `times` is not empty.
double percentile(std::vector<double> times, double share);

/// The opening picture at its working and its full size, and as a large photograph.
std::vector<Scene> bench_scenes();

/// Drags every slider of the scene there and back, on this photograph, then uses the pages about
/// learning on it.
std::vector<DragTimes> drag_times(const Scene& scene, const core::Tensor& photograph);

}  // namespace twofold::cli
