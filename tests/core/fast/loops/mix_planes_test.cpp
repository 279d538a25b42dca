#include "tests/core/fast/loops/contract.h"

namespace twofold::core::fast {
namespace {

using tests::Fenced;

/// Planes and results with a vector to spare, as MixPlanes asks for, and no float more.
void try_mix(const Kernels& kernels, std::ptrdiff_t length, int planes, int outputs, bool bias) {
  INFO(length << " pixels of " << planes << " planes to " << outputs);
  const std::ptrdiff_t room = length + kernels.lanes;
  std::vector<Fenced> memory;
  std::vector<const float*> from;
  for (int j = 0; j < planes; ++j) from.push_back(memory.emplace_back(room).fill(length, j).data());
  const std::vector<float> weights = tests::wholes(planes * outputs, 31);
  const std::vector<float> added = tests::wholes(outputs, 32);
  Fenced to(outputs * room);
  MixPlanes job;
  job.from = from;
  job.weights = weights.data();
  job.outputs = outputs;
  job.to = {to.data(), room};
  job.length = length;
  job.bias = bias ? added.data() : nullptr;
  kernels.mix_planes(job);
  int wrong = 0;
  for (int o = 0; o < outputs; ++o) {
    for (std::ptrdiff_t i = 0; i < length; ++i) {
      float sum = bias ? added[static_cast<std::size_t>(o)] : 0;
      for (int j = 0; j < planes; ++j)
        sum += weights[static_cast<std::size_t>(j * outputs + o)] *
               from[static_cast<std::size_t>(j)][i];
      wrong += to[o * room + i] != sum;
    }
  }
  CHECK(wrong == 0);
  CHECK(to.is_clean_before());
}

}  // namespace

TEST_CASE("planes are mixed in whole vectors, of any length, whatever lies behind their ends") {
  tests::by_every_target([](const Kernels& kernels) {
    for (const std::ptrdiff_t length : tests::lengths(kernels)) {
      for (int outputs = 1; outputs <= 9; ++outputs) {
        try_mix(kernels, length, 1, outputs, false);
        try_mix(kernels, length, 5, outputs, true);
      }
    }
  });
}

}  // namespace twofold::core::fast
