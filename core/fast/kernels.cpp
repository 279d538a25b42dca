#include "core/fast/kernels.h"

#include <mutex>

// SSSE3 is left out: a processor without SSE4 runs the reference.
#define HWY_DISABLED_TARGETS HWY_SSSE3
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/fast/kernels.cpp"
#include <hwy/foreach_target.h>
// foreach_target.h comes first: it includes this file again for every instruction set.
#include <hwy/highway.h>

#if HWY_TARGET != HWY_SCALAR
#include "core/fast/combine-inl.h"
#include "core/fast/combine_nested-inl.h"
#include "core/fast/depthwise-inl.h"
#include "core/fast/layout-inl.h"
#include "core/fast/mix-inl.h"
#include "core/fast/multiply-inl.h"
#include "core/fast/nested-inl.h"
#include "core/fast/probe-inl.h"
#include "core/fast/slide-inl.h"
#include "core/fast/weave-inl.h"
#include "core/fast/winograd-inl.h"
#include "core/fast/winograd_pairs-inl.h"
#endif

HWY_BEFORE_NAMESPACE();
namespace twofold::core::fast {
namespace HWY_NAMESPACE {

const Kernels* kernels() {
#if HWY_TARGET == HWY_SCALAR
  return nullptr;
#else
  static const Kernels table{hwy::TargetName(HWY_TARGET),
                             kLaneCount,
                             kPanelVectors,
                             kNestedVectors,
                             &mix_planes,
                             &combine_rows,
                             &combine_nested,
                             &multiply_nested,
                             &multiply_quads,
                             &multiply_quad_pairs,
                             &add_quads,
                             &multiply_planes,
                             &multiply_rows,
                             &depthwise_rows,
                             &weave,
                             &interleave,
                             &deinterleave,
                             &multiply_add_chains,
                             &doubled};
  return &table;
#endif
}

}  // namespace HWY_NAMESPACE
}  // namespace twofold::core::fast
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace twofold::core::fast {
namespace {

HWY_EXPORT(kernels);

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
  const Kernels* chosen = HWY_DYNAMIC_DISPATCH(kernels)();
  hwy::SetSupportedTargetsForTest(0);
  return chosen;
}

bool available(Target target) { return kernels_for(target) != nullptr; }

}  // namespace twofold::core::fast
#endif
