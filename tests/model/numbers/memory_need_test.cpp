#include "app/model/numbers/memory_need.h"

#include "tests/support/catch.h"

namespace twofold::tests {
namespace {

model::Document document_of(int side, int multiplier, int outputs) {
  model::Document document = model::opening_document({0, side, side, 3, "picture"});
  document.longest_side = 0;
  document.layer.channel_multiplier = multiplier;
  document.layer.out_channels = outputs;
  return document;
}

std::int64_t needed(const model::Document& document, bool wants_standard = false) {
  return model::memory_needed({document, {}, {}, wants_standard, {}, false, {}}, nullptr);
}

TEST_CASE("More of anything needs more memory, and at least what the tensors take") {
  const auto base = document_of(100, 1, 3);
  CHECK(needed(base) > 100 * 100 * (3 + 3 + 3) * 4);
  CHECK(needed(document_of(200, 1, 3)) > needed(base));
  CHECK(needed(document_of(100, 2, 3)) > needed(base));
  CHECK(needed(document_of(100, 1, 64)) > needed(base));
  CHECK(needed(base, true) > needed(base));
  model::Document wide = base;
  wide.layer.kernel = {31, 31};
  CHECK(needed(wide) > needed(base));
}

TEST_CASE("A picture that is too large to be held takes what is seen of it, not the whole") {
  const model::Document large = document_of(8000, 16, 64);
  const std::int64_t whole = std::int64_t{8000} * 8000 * (48 + 64) * 4;
  CHECK(needed(large) < whole / 10);
  CHECK(needed(large) > std::int64_t{8000} * 8000 * 3 * 4);
}

TEST_CASE("What is refused is said with both figures") {
  CHECK(model::why_too_large(1000, 1000).empty());
  CHECK(model::why_too_large(3140000000, 250000000) ==
        "This needs about 3.1 GB of memory, and 250 MB are left; choose a smaller picture, "
        "multiplier or number of outputs");
}

}  // namespace
}  // namespace twofold::tests
