// Instruction sets that the fast engine is built for.
#pragma once

namespace twofold::core::fast::inline loops {

enum class Target { best, sse4, avx2, avx512, neon };

/// Whether this processor, and this build, has it.
bool available(Target target);

}  // namespace twofold::core::fast::inline loops
