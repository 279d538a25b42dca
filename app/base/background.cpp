#include "app/base/background.h"

#ifdef TWOFOLD_THREADS
#include "app/base/thread_pool.h"
#else
#include "app/base/one_thread.h"
#endif

namespace twofold::base {

std::shared_ptr<Background> usual_background() {
#ifdef TWOFOLD_THREADS
  return std::make_shared<ThreadPool>();
#else
  return std::make_shared<OneThread>();
#endif
}

}  // namespace twofold::base
