// The thirteen facts of the guide's table: each is seen from the start by live numbers in at most
// three actions. An action is a click, a key, or one drag of a slider.
#include <fmt/format.h>

#include "tests/support/catch.h"
#include "tests/support/whole_window.h"

using namespace twofold;

namespace {

/// The opening in a window of the size that the program opens with.
struct Start : tests::WholeWindow {
  int actions = 0;

  Start() : WholeWindow({.width = 1440, .height = 900}) {}

  Start& clicks(std::string_view name) {
    ++actions;
    click(name);
    return rests();
  }
  Start& presses(char32_t letter) {
    ++actions;
    press(letter);
    return rests();
  }
  Start& leaves() {
    ++actions;
    press(ui::Key::escape);
    return rests();
  }
  Start& drags_multiplier(int m) {
    ++actions;
    act(model::SetMultiplier{m});
    return rests();
  }
  Start& drags_outputs(int n) {
    ++actions;
    act(model::SetOutChannels{n});
    return rests();
  }
  Start& rests() {
    session.settle();
    headless.settle(3);
    return *this;
  }
  /// Whether the words are in what is written on the screen, one line of a paragraph after another.
  bool says(std::string_view words) const {
    std::string all;
    for (const ui::Drawn& d : ui.registry().drawn())
      if (d.text_cap_height > 0) all += d.name + " ";
    return all.find(words) != std::string::npos;
  }
};

}  // namespace

TEST_CASE("facts: 1, the ratio is that of the formula, and a stride does not change it") {
  Start w;
  CHECK(w.says("44 %"));
  CHECK(w.says("1 × (1/3 + 1/9) = 0.444"));
  w.clicks("strides.more");
  CHECK(w.session.document().layer.strides == core::Extent{2, 2});
  CHECK(w.says("44 %"));
  CHECK(w.says("the ratio stays 44 %"));
  CHECK(w.actions <= 3);
}

TEST_CASE("facts: 2, break-even, and more than a standard convolution above it") {
  Start w;
  CHECK(w.says("2.25"));
  w.drags_multiplier(3);
  CHECK(w.says("133 %"));
  w.drags_outputs(64).drags_multiplier(8);
  CHECK(w.says("7.89"));
  CHECK(w.says("101 %"));
  CHECK(w.actions <= 3);
}

TEST_CASE("facts: 3, large first kernels with many outputs carry a multiplier of 8") {
  Start w;
  w.clicks("More about cost").clicks("inception-v2");
  CHECK(w.says("2,712"));
  CHECK(w.says("9,408"));
  w.drags_multiplier(4);
  CHECK(w.says("14 %"));
  CHECK(w.actions <= 3);
}

TEST_CASE("facts: 4, with one input channel nothing is kept apart") {
  Start w;
  w.clicks("picture").clicks("browser grey");
  CHECK(w.session.document().grey);
  w.leaves();
  CHECK(w.says("One input channel"));
  CHECK(w.actions <= 3);
}

TEST_CASE("facts: 5, what early versions of TensorFlow refused") {
  Start w;
  w.drags_multiplier(2);
  CHECK(w.says("Early versions of TensorFlow refused"));
  CHECK(w.actions <= 3);
}

TEST_CASE("facts: 6, D and P are one standard filter, which gives the same picture") {
  Start w;
  w.clicks("operation.0");
  CHECK(w.says("W for y0"));
  CHECK(w.says("one sum of 27 products"));
  w.clicks("operation.2").clicks("output view.2");
  CHECK(w.says(": rounding"));
  CHECK(w.actions <= 3);
  Start lost;
  lost.presses(U'w');
  CHECK(lost.session.view().learning.open);
}

TEST_CASE("facts: 7, an activation between the folds ends that equality") {
  Start w;
  w.presses(U'w');
  CHECK(w.says("an activation there ends the equality"));
  CHECK(w.actions <= 3);
}

TEST_CASE("facts: 8, in MobileNet the 1x1 convolutions have nearly all multiply-adds") {
  Start w;
  w.clicks("More about cost").clicks("cost page.3");
  CHECK(w.says("94.9 %"));
  CHECK(w.says("74.6 %"));
  CHECK(w.actions <= 3);
}

TEST_CASE("facts: 10, SAME is asymmetric: one zero more at the bottom or at the right") {
  Start w;
  w.clicks("strides.more");
  // 211 rows and 320 columns, 3x3 at stride 2.
  CHECK(w.says("1 above, 1 below, 0 left, 1 right"));
  CHECK(w.actions <= 3);
}

TEST_CASE("facts: 11, cross-correlation, and not spatially separable") {
  Start w;
  w.presses(U'w');
  CHECK(w.says("Cross-correlation, not convolution"));
  CHECK(w.says("Depthwise, not spatially separable"));
  CHECK(w.actions <= 3);
}

TEST_CASE("facts: 12, z is memory that a standard convolution never takes") {
  Start w;
  CHECK(w.says("z takes"));
  CHECK(w.says("810 kB"));
}
