#include "app/model/network/network_show.h"

#include <chrono>
#include <cmath>

#include "app/base/background.h"
#include "app/io/assets.h"
#include "app/io/network_file.h"
#include "tests/support/catch.h"

namespace twofold::model {
namespace {

NetworkRequest on(const char* name, int side) {
  auto network = io::load_face_detector();
  auto picture = io::load_bundled_picture(name);
  REQUIRE(network);
  REQUIRE(picture);
  return {std::make_shared<const TrainedNetwork>(std::move(network).value()),
          std::make_shared<const core::Tensor>(std::move(picture.value().values)), side, false};
}

}  // namespace

TEST_CASE("a show has the picture, the boxes and the first channels of every layer") {
  const NetworkRequest request = on("astronaut", 416);
  const NetworkShow show = make_show(request);
  CHECK(show.side == 416);
  CHECK(show.boxes.size() == 1);
  CHECK(show.picture->width == 416);
  // The picture comes back as it was: its top left pixel, within rounding.
  const float red = 255 * request.picture->at(0, 0, 0, 0);
  CHECK(std::abs(static_cast<float>(show.picture->at(0, 0)[0]) - red) < 12);
  REQUIRE(show.channels.size() == 7);
  for (const auto& channels : show.channels) CHECK(channels.size() == kPaintedChannels);
  CHECK(show.channels[6][0]->width == 13);
}

TEST_CASE("the newest request is shown, in the background") {
  const auto background = base::usual_background();
  NetworkShower shower(*background, [] {});
  CHECK_FALSE(shower.latest());
  NetworkRequest request = on("citrus", 224);
  shower.request(request);
  request.side = 96;
  shower.request(request);
  const auto done = [&] { return !shower.busy(); };
  while (!done()) background->wait(std::chrono::milliseconds(50), done);
  REQUIRE(shower.latest());
  CHECK(shower.latest()->side == 96);
  // Asked for again it is there already.
  shower.request(request);
  CHECK_FALSE(shower.busy());
}

}  // namespace twofold::model
