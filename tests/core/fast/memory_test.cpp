// What plans hold and runs take: every allocation by operator new in this program is counted.
#include <atomic>
#include <cstdlib>
#include <new>

#include "core/cost.h"
#include "core/fast/plan.h"
#include "tests/support/catch.h"
#include "tests/support/generate.h"

namespace {
std::atomic<std::int64_t> allocations{0};
}  // namespace

// All forms that operator delete(void*) takes back, or the address sanitizer sees a mismatch.
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  ++allocations;
  return std::malloc(size == 0 ? 1 : size);
}
void* operator new(std::size_t size) {
  if (void* memory = operator new(size, std::nothrow)) return memory;
  throw std::bad_alloc();
}
void* operator new(std::size_t size, std::align_val_t alignment) {
  ++allocations;
  const auto step = static_cast<std::size_t>(alignment);
  if (void* memory = std::aligned_alloc(step, (size + step - 1) / step * step)) return memory;
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { std::free(memory); }

namespace twofold::core::fast {
namespace {

/// One for each kind of loop, large enough for several threads and tiles; the last is a photograph.
std::vector<tests::LayerCase> cases() {
  return {{{{3, 3}, {1, 1}, {1, 1}, Padding::same, 1, 3}, {2, 200, 210, 3}},
          {{{3, 3}, {2, 2}, {1, 1}, Padding::same, 3, 32}, {2, 60, 61, 24}},
          {{{3, 3}, {1, 1}, {1, 1}, Padding::same, 1, 300}, {1, 19, 19, 728}},
          {{{3, 3}, {1, 1}, {1, 1}, Padding::same, 8, 16}, {1, 150, 210, 3}},
          {{{7, 7}, {2, 2}, {1, 1}, Padding::same, 4, 8}, {1, 600, 800, 3}}};
}

std::vector<Plan> plans_of(const tests::LayerCase& c, const Filters& filters) {
  std::vector<Plan> plans;
  for (int threads : {1, 2}) {
    plans.push_back(plan(c.layer, c.in, filters, {.threads = threads}));
    plans.push_back(plan(c.layer, c.in, filters, {.threads = threads, .collapse = false}));
    const Filter w = tests::normal_filter(standard_filter_shape(c.layer, c.in.channels), 9);
    plans.push_back(plan_standard(c.layer, c.in, w, {.threads = threads}));
  }
  return plans;
}

}  // namespace

TEST_CASE("a plan holds packed filters of their own size and at most 4 MiB besides") {
  for (const tests::LayerCase& c : cases()) {
    INFO(c.text());
    const Filters filters = tests::normal_filters(c, 8000);
    for (const Plan& p : plans_of(c, filters)) {
      const Choice& choice = p.choice();
      const bool separable = choice.macs == cost(c.layer, c.in).separable.macs;
      const std::int64_t weights =
          separable ? filters.depthwise.shape.count() + filters.pointwise.shape.count()
                    : standard_filter_shape(c.layer, c.in.channels).count();
      // Rows of lanes repeat the weights of a few channels; matrices end in whole vectors.
      CHECK(choice.packed_bytes <= static_cast<std::size_t>(weights) * 4 * 5 / 4 + 16 * 1024);
      CHECK(choice.scratch_bytes <= std::size_t{4} << 20);
    }
  }
}

TEST_CASE("a run takes no memory at all") {
  for (const tests::LayerCase& c : cases()) {
    INFO(c.text());
    const Tensor x = tests::normal_tensor(c.in, 8001);
    Tensor y(output_shape(c.layer, c.in));
    for (Plan& p : plans_of(c, tests::normal_filters(c, 8000))) {
      // The first run may wake a thread.
      p.run(x, y);
      const std::int64_t before = allocations;
      p.run(x, y);
      CHECK(allocations == before);
    }
  }
}

}  // namespace twofold::core::fast
