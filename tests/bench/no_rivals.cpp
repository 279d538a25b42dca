// Stands in for the other libraries where they are not part of the build.
#include "tests/bench/contender.h"

namespace twofold::bench {

std::vector<Contender> onednn_contenders(const std::shared_ptr<const Job>&) { return {}; }
std::vector<Contender> onednn_backward(const std::shared_ptr<const Job>&) { return {}; }
std::vector<Contender> xnnpack_contenders(const std::shared_ptr<const Job>&) { return {}; }

}  // namespace twofold::bench
