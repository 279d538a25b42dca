// `fit` and `train` write their charts as PNG too, where the program has its window.
#include <algorithm>
#include <filesystem>

#include "app/io/pictures/picture_file.h"
#include "app/io/text_file.h"
#include "tests/cli/program.h"
#include "tests/support/catch.h"

namespace twofold::tests {

TEST_CASE("charts of fit and train are pictures too") {
  const TemporaryFolder folder;
  REQUIRE(twofold({"fit", "edges", "-m", "2", "--charts", folder / "charts"}).status == 0);
  REQUIRE(twofold({"train", TWOFOLD_SOURCE_DIR "/assets/images/cat.jpg", "--steps", "5",
                   "--students", "1", "--charts", folder / "charts"})
              .status == 0);
  for (const char* chart :
       {"fit", "singular_values", "loss_over_steps", "loss_over_macs", "loss_over_seconds"}) {
    INFO(chart);
    const auto picture =
        io::load_picture(std::filesystem::path(folder / "charts") / (std::string(chart) + ".png"));
    REQUIRE(picture);
    CHECK(picture->file_width > 1000);
  }
  const auto lines = [&](const char* file) {
    const auto text = io::read_file(std::filesystem::path(folder / "charts") / file);
    REQUIRE(text);
    return std::count(text->begin(), text->end(), '\n');
  };
  CHECK(lines("fit.csv") == 1 + 9);               // m = 1 ... 9
  CHECK(lines("singular_values.csv") == 1 + 27);  // of three channels nine each
  CHECK(lines("losses.csv") == 1 + 6);            // before five steps, and after
}

}  // namespace twofold::tests
