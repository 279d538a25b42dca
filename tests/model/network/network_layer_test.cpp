#include "app/model/network/network_layer.h"

#include "app/io/assets.h"
#include "app/io/network_file.h"
#include "app/model/numbers/evaluation.h"
#include "app/model/state/update.h"
#include "tests/support/agree.h"
#include "tests/support/catch.h"

namespace twofold::model {
namespace {

const TrainedNetwork& detector() {
  static const TrainedNetwork kNetwork = [] {
    auto loaded = io::load_face_detector();
    REQUIRE(loaded);
    return std::move(loaded).value();
  }();
  return kNetwork;
}

std::shared_ptr<const LibraryPicture> astronaut() {
  auto picture = io::load_bundled_picture("astronaut");
  REQUIRE(picture);
  return std::make_shared<const LibraryPicture>(
      LibraryPicture{std::move(picture.value().values), "astronaut", "", ""});
}

Document on(const LibraryPicture& picture, int layer, int side) {
  const core::Shape& s = picture.values.shape;
  const Document base = opening_document({1, s.width, s.height, s.channels, "astronaut"});
  return document_of_layer(base, 0, detector(), {layer, side});
}

Inputs inputs(const Document& document, std::shared_ptr<const LibraryPicture> picture) {
  Inputs inputs;
  inputs.document = document;
  inputs.pictures = {std::move(picture)};
  inputs.network_reads = [](const Document& of, SharedPictures pictures) {
    return layer_reads(detector(), pictures.front()->values, of.network);
  };
  return inputs;
}

}  // namespace

TEST_CASE("every layer is a document that makes what the network makes there") {
  const auto picture = astronaut();
  constexpr int kSide = 96;
  const NetworkRun whole = run(detector(), network_input(detector(), picture->values, kSide).x);
  for (int i = 0; i < static_cast<int>(detector().layers.size()); ++i) {
    INFO(detector().layers[static_cast<std::size_t>(i)].name);
    const Document document = on(*picture, i, kSide);
    REQUIRE(problems_of(document).empty());
    CHECK(fits_network(document, detector()));
    const SharedEvaluation e = evaluate(inputs(document, picture), nullptr, {});
    REQUIRE(e);
    CHECK(tests::agree(e->y()->tensor(), whole.results[static_cast<std::size_t>(i)]));
  }
}

TEST_CASE(
    "a layer that has not been changed leaves the face where it was; one that is off loses it") {
  const auto picture = astronaut();
  constexpr int kSide = 416;
  const core::Tensor x = network_input(detector(), picture->values, kSide).x;
  const Document as_it_is = on(*picture, 2, kSide);
  const NetworkRun same = run(*with_layer_of(as_it_is, nullptr, detector()), x);
  REQUIRE(same.boxes.size() == 1);
  CHECK(overlap(same.boxes.front(), run(detector(), x).boxes.front()) > 0.99f);

  Document off = as_it_is;
  off.bypass.pointwise = true;
  CHECK(run(*with_layer_of(off, nullptr, detector()), x).boxes.empty());
}

TEST_CASE("zeros that were typed for another layer do not come with a layer of the network") {
  const auto picture = astronaut();
  const core::Shape& s = picture->values.shape;
  const Document opening = opening_document({1, s.width, s.height, s.channels, "astronaut"});
  const Document base = update(opening, SetPads{core::Pads{2, 0, 1, 3}}, nullptr);
  const Document layer = document_of_layer(base, 0, detector(), {2, 96});
  const Document document = update(base, ReplaceDocument{layer}, nullptr);
  CHECK_FALSE(document.layer.explicit_pads);
  CHECK(fits_network(document, detector()));
}

TEST_CASE("a layer of another shape than the next one reads does not fit") {
  const Document document = on(*astronaut(), 3, 96);
  CHECK_FALSE(fits_network(update(document, SetOutChannels{5}, nullptr), detector()));
  CHECK_FALSE(fits_network(update(document, SetStrides{{2, 2}}, nullptr), detector()));
  CHECK(fits_network(update(document, SetKernel{{5, 5}}, nullptr), detector()));
  CHECK_FALSE(fits_network(opening_document({}), detector()));
}

}  // namespace twofold::model
