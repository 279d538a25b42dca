// Costs as text.
#include "app/cli/cost_table.h"

#include "tests/support/catch.h"

namespace twofold::tests {
namespace {

TEST_CASE("CSV fields that hold commas, quotes or line breaks are quoted as in RFC 4180") {
  const cli::Table table{
      {"name", "says"},
      {{"plain", "1234567"}, {"EEGNet-SSVEP, last layer", "a \"1x8\" kernel"}, {"two\nlines", ""}}};
  CHECK(cli::csv(table) ==
        "name,says\n"
        "plain,1234567\n"
        "\"EEGNet-SSVEP, last layer\",\"a \"\"1x8\"\" kernel\"\n"
        "\"two\nlines\",\n");
}

}  // namespace
}  // namespace twofold::tests
