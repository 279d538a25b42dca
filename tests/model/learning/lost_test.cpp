#include "app/model/learning/lost.h"

#include <cmath>

#include "core/learn/kernels.h"
#include "tests/support/catch.h"
#include "tests/support/generate.h"

namespace twofold::model {
namespace {

LearningInputs inputs(KernelSource source, int multiplier) {
  LearningInputs in;
  const auto picture = std::make_shared<const LibraryPicture>(
      LibraryPicture{tests::normal_tensor({1, 20, 30, 3}, 1), "noise", "", ""});
  const PictureRef ref{1, 30, 20, 3, "noise"};
  in.document = learning_document(opening_document(ref), 0, source);
  in.pictures = {picture};
  in.trained = std::make_shared<const core::Filter>(
      core::make_standard(core::StandardPreset::random, {3, 3, 3, 16}));
  in.look.target.source = source;
  in.look.lost.multiplier = multiplier;
  return in;
}

}  // namespace

TEST_CASE("misses: largest, mean and PSNR") {
  const core::Tensor target({1, 1, 2, 1}, {0.0f, 2.0f});
  const core::Tensor result({1, 1, 2, 1}, {0.0f, 1.0f});
  const Misses m = misses(result, target);
  CHECK(m.largest == 1);
  CHECK(m.mean == 0.5);
  CHECK(m.peak_to_noise == Approx(10 * std::log10(4 / 0.5)));
  CHECK(std::isinf(misses(target, target).peak_to_noise));
}

TEST_CASE("what is lost falls with the multiplier, and nothing is at the exact one") {
  LostMaker maker;
  double before = INFINITY;
  for (const int m : {1, 2, 4, 8}) {
    const auto lost = maker.make(inputs(KernelSource::trained, m));
    REQUIRE(lost->why_not.empty());
    CHECK(lost->fit.depthwise.shape.out == m);
    CHECK(lost->misses.mean < before);
    before = lost->misses.mean;
  }
  const auto exact = maker.make(inputs(KernelSource::trained, 99));
  CHECK(exact->multiplier == 9);
  CHECK(exact->misses.largest < 1e-4);
  CHECK(exact->pictures.size() == 3);
}

TEST_CASE("one click each: a kernel that m = 1 can make, and one that it cannot") {
  LostMaker maker;
  CHECK(maker.make(inputs(KernelSource::blobs, 1))->fit.relative_error < 1e-6);
  CHECK(maker.make(inputs(KernelSource::edges, 1))->fit.relative_error > 0.1);
  CHECK(maker.make(inputs(KernelSource::edges, 2))->fit.relative_error < 1e-6);
}

TEST_CASE("the best for the kernel leaves no less of a picture than the best there is") {
  LostMaker maker;
  for (const int m : {1, 3}) {
    const auto lost = maker.make(inputs(KernelSource::trained, m));
    const auto more = maker.with_energies(*lost, nullptr);
    REQUIRE(more);
    REQUIRE(more->left);
    REQUIRE(more->least_left);
    CHECK(*more->least_left <= *more->left * 1.001);
  }
}

TEST_CASE("kernels that do not fit the picture are refused in a sentence") {
  LostMaker maker;
  LearningInputs in = inputs(KernelSource::given, 1);
  CHECK(maker.make(in)->why_not == "no kernel was given");
  in.look.target.kernel = std::make_shared<const core::Filter>(core::Filter({3, 3, 4, 2}));
  CHECK(maker.make(in)->why_not == "the kernel reads 4 channels, and the picture has 3");
  in = inputs(KernelSource::trained, 1);
  in.trained = nullptr;
  CHECK_FALSE(maker.make(in)->why_not.empty());
}

TEST_CASE("the kernel on stage has no higher rank than its multiplier") {
  LostMaker maker;
  LearningInputs in = inputs(KernelSource::stage, 2);
  in.document.layer.channel_multiplier = 2;
  in.document.layer.out_channels = 6;
  const auto lost = maker.make(in);
  REQUIRE(lost->why_not.empty());
  CHECK(lost->fit.relative_error < 1e-5);
}

TEST_CASE("a document counts only as far as the pages depend on it") {
  const PictureRef first{1, 640, 480, 3, "a"};
  PictureRef second{2, 10, 10, 3, "b"};
  Document document = opening_document(first);
  document.batch.push_back(second);
  document.longest_side = 0;
  Document other = document;
  other.layer.channel_multiplier = 5;
  CHECK(learning_document(document, 1, KernelSource::edges) ==
        learning_document(other, 1, KernelSource::edges));
  CHECK_FALSE(learning_document(document, 1, KernelSource::stage) ==
              learning_document(other, 1, KernelSource::stage));
  const Document shown = learning_document(document, 1, KernelSource::edges);
  REQUIRE(shown.batch.size() == 1);
  CHECK(shown.batch[0].id == 2);
  CHECK(shown.batch[0].width == 640);
  CHECK(shown.longest_side == kLearningSide);
}

}  // namespace twofold::model
