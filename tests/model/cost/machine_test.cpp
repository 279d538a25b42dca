#include "app/model/cost/machine.h"

#include "tests/support/catch.h"

namespace twofold::model {

TEST_CASE("the roofline: whichever of arithmetic and memory takes longer") {
  const Machine machine{1, "", 100e9, 10e9};
  CHECK(machine.least_seconds(200e9, 10e9) == Approx(2));
  CHECK(machine.least_seconds(200e9, 40e9) == Approx(4));
}

TEST_CASE("a machine can be measured, by its best instructions") {
  const auto machine = measured_machine(1, core::fast::Target::best);
  if (!machine) return;
  CHECK(machine->threads == 1);
  CHECK(machine->flops > 0);
  CHECK(machine->bandwidth > 0);
  CHECK_FALSE(machine->instructions.empty());
}

}  // namespace twofold::model
