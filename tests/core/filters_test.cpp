#include "core/filters.h"

#include <cmath>
#include <string>

#include "tests/support/catch.h"

namespace twofold::core {
namespace {

using Values = std::vector<float>;

Values values(KernelPreset preset, Extent size) { return make_kernel(preset, size).values; }

template <class Visit>
void for_each_size(Visit&& visit) {
  for (int kh = 1; kh <= 11; ++kh) {
    for (int kw = 1; kw <= 11; ++kw) visit(Extent{kh, kw});
  }
}

double sum_of(const Kernel& kernel) {
  double sum = 0;
  for (const float w : kernel.values) sum += w;
  return sum;
}

bool all_zero(const Kernel& kernel) {
  for (const float w : kernel.values) {
    if (w != 0) return false;
  }
  return true;
}

}  // namespace

TEST_CASE("3x3 presets are the textbook's") {
  const Extent k{3, 3};
  CHECK(values(KernelPreset::identity, k) == Values{0, 0, 0, 0, 1, 0, 0, 0, 0});
  CHECK(values(KernelPreset::sobel_x, k) == Values{-1, 0, 1, -2, 0, 2, -1, 0, 1});
  CHECK(values(KernelPreset::sobel_y, k) == Values{-1, -2, -1, 0, 0, 0, 1, 2, 1});
  CHECK(values(KernelPreset::laplacian, k) == Values{0, 1, 0, 1, -4, 1, 0, 1, 0});
  CHECK(values(KernelPreset::sharpen, k) == Values{0, -1, 0, -1, 5, -1, 0, -1, 0});
  CHECK(values(KernelPreset::emboss, k) == Values{-2, -1, 0, -1, 1, 1, 0, 1, 2});
  CHECK(values(KernelPreset::shift, k) == Values{0, 0, 0, 0, 0, 0, 0, 0, 1});
  CHECK(values(KernelPreset::box, k) == Values(9, 1 / 9.0f));
  CHECK(values(KernelPreset::gaussian, k) == Values{1 / 16.f, 2 / 16.f, 1 / 16.f, 2 / 16.f,
                                                    4 / 16.f, 2 / 16.f, 1 / 16.f, 2 / 16.f,
                                                    1 / 16.f});
}

TEST_CASE("every preset is defined at every size, and sums to what it should") {
  for (const KernelPresetRow& row : kernel_presets()) {
    if (row.random) continue;
    const bool derivative = row.preset == KernelPreset::sobel_x ||
                            row.preset == KernelPreset::sobel_y ||
                            row.preset == KernelPreset::laplacian;
    for_each_size([&](Extent size) {
      INFO(row.name << ' ' << size.height << 'x' << size.width);
      const Kernel kernel = make_kernel(row.preset, size);
      REQUIRE(std::ssize(kernel.values) == size.area());
      if (derivative) {
        CHECK(sum_of(kernel) == 0);
      } else {
        CHECK(sum_of(kernel) == Approx(1).epsilon(1e-6));
      }
    });
  }
}

TEST_CASE("derivatives have about the same strength at every size where there is room for them") {
  for (const KernelPreset preset :
       {KernelPreset::sobel_x, KernelPreset::sobel_y, KernelPreset::laplacian}) {
    for_each_size([&](Extent size) {
      const Kernel kernel = make_kernel(preset, size);
      const bool room = preset == KernelPreset::sobel_x   ? size.width > 1
                        : preset == KernelPreset::sobel_y ? size.height > 1
                                                          : size.area() > 1;
      CHECK(all_zero(kernel) == !room);
      double magnitude = 0;
      for (const float w : kernel.values) magnitude += std::abs(w);
      if (room) CHECK(magnitude == Approx(8).epsilon(0.5));
    });
  }
}

TEST_CASE("Sobel x and Sobel y are each other turned, and answer to slopes of their own axis") {
  for_each_size([](Extent size) {
    const Kernel x = make_kernel(KernelPreset::sobel_x, size);
    const Kernel y = make_kernel(KernelPreset::sobel_y, {size.width, size.height});
    float on_own = 0;
    float on_other = 0;
    for (int ky = 0; ky < size.height; ++ky) {
      for (int kx = 0; kx < size.width; ++kx) {
        CHECK(x.at(ky, kx) == y.at(kx, ky));
        on_own += x.at(ky, kx) * static_cast<float>(kx);
        on_other += x.at(ky, kx) * static_cast<float>(ky);
      }
    }
    CHECK((on_own > 0) == (size.width > 1));
    CHECK(on_other == Approx(0).margin(1e-5));
  });
}

TEST_CASE("1x1 is the identity, or nothing for a derivative") {
  CHECK(values(KernelPreset::sharpen, {1, 1}) == Values{1});
  CHECK(values(KernelPreset::emboss, {1, 1}) == Values{1});
  CHECK(values(KernelPreset::shift, {1, 1}) == Values{1});
  CHECK(values(KernelPreset::gaussian, {1, 1}) == Values{1});
  CHECK(values(KernelPreset::laplacian, {1, 1}) == Values{0});
}

TEST_CASE("large kernels stay finite") {
  for (const KernelPresetRow& row : kernel_presets()) {
    for (const float w : make_kernel(row.preset, {1, 4096}).values) CHECK(std::isfinite(w));
  }
}

TEST_CASE("a seed means the same numbers on every machine") {
  const Kernel uniform = make_kernel(KernelPreset::uniform, {2, 2}, {7, 1, 0});
  CHECK(uniform.values == Values{0x1.f794ccp-1f, 0x1.48afb4p-1f, 0x1.cf7224p-1f, 0x1.181428p-1f});
  const Kernel he = make_kernel(KernelPreset::he, {2, 2}, {7, 1, 0});
  CHECK(he.values == Values{0x1.a91e18p-3f, -0x1.5d22c8p-4f, 0x1.9baa1cp-1f, 0x1.0de0acp-1f});
  CHECK(Random(0).next() == 0xe220a8397b1dcdafu);  // SplitMix64's published first number
}

TEST_CASE("another seed, channel or filter is another kernel, and the same is the same") {
  const auto he = [](const KernelSeed& seed) {
    return make_kernel(KernelPreset::he, {3, 3}, seed);
  };
  CHECK(he({1, 2, 3}) == he({1, 2, 3}));
  CHECK_FALSE(he({1, 2, 3}) == he({2, 2, 3}));
  CHECK_FALSE(he({1, 2, 3}) == he({1, 3, 3}));
  CHECK_FALSE(he({1, 2, 3}) == he({1, 2, 4}));
  CHECK_FALSE(he({1, 2, 3}) == he({1, 3, 2}));
  CHECK_FALSE(he({1, 0, 1}) == he({1, 1, 0}));
}

TEST_CASE("random numbers have the moments that they should") {
  Random random(3);
  const int n = 100000;
  double sum = 0, squares = 0, uniform = 0;
  for (int i = 0; i < n; ++i) {
    const double v = random.normal();
    sum += v;
    squares += v * v;
    const float u = random.uniform();
    REQUIRE((u >= 0 && u < 1));
    uniform += u;
  }
  CHECK(sum / n == Approx(0).margin(0.02));
  CHECK(squares / n == Approx(1).margin(0.02));
  CHECK(uniform / n == Approx(0.5).margin(0.01));
}

TEST_CASE("He and Glorot have their deviations") {
  const Extent size{64, 64};
  double he = 0;
  double largest = 0;
  for (const float w : make_kernel(KernelPreset::he, size).values) he += w * w;
  for (const float w : make_kernel(KernelPreset::glorot, size).values)
    largest = std::max(largest, static_cast<double>(std::abs(w)));
  CHECK(he / size.area() == Approx(2.0 / size.area()).epsilon(0.1));
  const double bound = std::sqrt(6.0 / (2.0 * size.area()));
  CHECK(largest <= bound * (1 + 1e-6));
  CHECK(largest > 0.95 * bound);
}

TEST_CASE("presets are found by their names, however written") {
  for (const KernelPresetRow& row : kernel_presets()) {
    CHECK(kernel_preset(row.name) == row.preset);
    CHECK(&row_of(row.preset) == &row);
    CHECK_FALSE(row.label.empty());
    CHECK_FALSE(row.says.empty());
  }
  CHECK(kernel_preset("Sobel-X") == KernelPreset::sobel_x);
  CHECK_FALSE(kernel_preset("sobel").has_value());
  CHECK_FALSE(kernel_preset("").has_value());
}

TEST_CASE("resizing keeps anchors on each other, and growing loses nothing") {
  Kernel kernel{{3, 3}, {1, 2, 3, 4, 5, 6, 7, 8, 9}};
  CHECK(resized(kernel, {1, 1}).values == Values{5});
  CHECK(resized(kernel, {2, 2}).values == Values{5, 6, 8, 9});
  CHECK(resized(kernel, {5, 3}).values == Values{0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 0, 0});
  for_each_size([&](Extent size) {
    if (size.height >= 3 && size.width >= 3)
      CHECK(resized(resized(kernel, size), {3, 3}) == kernel);
  });
}

TEST_CASE("normalising divides by the sum, or by the magnitudes of a derivative") {
  CHECK(normalised({{1, 2}, {1, 3}}).values == Values{0.25f, 0.75f});
  CHECK(normalised({{1, 2}, {-1, -3}}).values == Values{0.25f, 0.75f});
  CHECK(normalised({{1, 3}, {-1, 0, 1}}).values == Values{-0.5f, 0, 0.5f});
  CHECK(normalised({{1, 2}, {0, 0}}).values == Values{0, 0});
  CHECK(weight_sum({{1, 3}, {0.1f, 0.2f, -0.3f}}) == 0);
  CHECK(weight_sum({{1, 2}, {0.25f, 0.5f}}) == 0.75f);
}

TEST_CASE("a kernel goes into a depthwise filter and comes back") {
  Filter d({2, 3, 2, 2});
  const Kernel kernel{{2, 3}, {1, 2, 3, 4, 5, 6}};
  set_kernel(d, 1, 0, kernel);
  CHECK(kernel_of(d, 1, 0) == kernel);
  CHECK(all_zero(kernel_of(d, 0, 0)));
  CHECK(all_zero(kernel_of(d, 1, 1)));
  CHECK(d.at(1, 2, 1, 0) == 6);
}

}  // namespace twofold::core
