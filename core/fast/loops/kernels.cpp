#include "core/fast/loops/kernels.h"

#include <map>
#include <mutex>

// SSSE3 is left out: a processor without SSE4 runs the reference.
#define HWY_DISABLED_TARGETS HWY_SSSE3
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/fast/loops/kernels.cpp"
#include <hwy/foreach_target.h>
// foreach_target.h comes first: it includes this file again for every instruction set.
#include <hwy/highway.h>

#if HWY_TARGET != HWY_SCALAR
#include "core/fast/loops/shared-inl.h"
#endif

HWY_BEFORE_NAMESPACE();
namespace twofold::core::fast::inline loops {
namespace HWY_NAMESPACE {

/// What the loops of this instruction set are called, and their sizes.
Kernels sizes() {
  Kernels kernels;
#if HWY_TARGET != HWY_SCALAR
  kernels.name = hwy::TargetName(HWY_TARGET);
  kernels.lanes = kLaneCount;
  kernels.panel_vectors = kPanelVectors;
  kernels.nested_vectors = kNestedVectors;
#endif
  return kernels;
}

}  // namespace HWY_NAMESPACE
}  // namespace twofold::core::fast::inline loops
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace twofold::core::fast::inline loops {

void set_planes(Kernels& kernels);
void set_rows(Kernels& kernels);
void set_woven(Kernels& kernels);
void set_quads(Kernels& kernels);
void set_nested(Kernels& kernels);
void set_probe(Kernels& kernels);

namespace {

HWY_EXPORT(sizes);

/// The loops of the instruction set that Highway has chosen; without a name if there are none.
Kernels chosen_kernels() {
  Kernels kernels = HWY_DYNAMIC_DISPATCH(sizes)();
  set_planes(kernels);
  set_rows(kernels);
  set_woven(kernels);
  set_quads(kernels);
  set_nested(kernels);
  set_probe(kernels);
  return kernels;
}

std::int64_t highway_target(Target target) {
  switch (target) {
    case Target::best: return 0;
    case Target::sse4: return HWY_SSE4;
    case Target::avx2: return HWY_AVX2;
    case Target::avx512: return HWY_AVX3;
    case Target::neon: return HWY_NEON;
  }
  return 0;
}

}  // namespace

const Kernels* kernels_for(Target target) {
  // Highway's choice is global; it is set, read and set back in one go.
  static std::mutex mutex;
  const std::lock_guard lock(mutex);
  hwy::SetSupportedTargetsForTest(0);
  const std::int64_t wanted = highway_target(target);
  if (wanted != 0) {
    if ((hwy::SupportedTargets() & HWY_TARGETS & wanted) == 0) return nullptr;
    hwy::SetSupportedTargetsForTest(wanted);
  }
  hwy::GetChosenTarget().Update(hwy::SupportedTargets());
  static std::map<Target, Kernels> tables;  // which never move
  if (!tables.contains(target)) tables[target] = chosen_kernels();
  hwy::SetSupportedTargetsForTest(0);
  const Kernels& chosen = tables[target];
  return chosen.name.empty() ? nullptr : &chosen;
}

bool available(Target target) { return kernels_for(target) != nullptr; }

}  // namespace twofold::core::fast::inline loops
#endif
