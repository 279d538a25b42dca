// Pictures of results that are half made.
#include <map>

#include "app/model/pictures/painter.h"
#include "tests/model/finished.h"
#include "tests/support/catch.h"

namespace twofold::model {
namespace {

using core::Order;
using paint::PictureKind;
using tests::Finished;

using Pixels = std::map<paint::PictureKey, paint::Rgba8>;

Pixels painted_at(const Finished& f, const Walk& w, std::int64_t done, Painter& painter) {
  const Progress progress{w, done};
  painter.paint(f.e, {}, f.wanted, &progress);
  Pixels pixels;
  for (const auto& [key, picture] : painter.pictures()) pixels[key] = *picture;
  return pixels;
}

int opaque_pixels(const paint::Rgba8& picture) {
  int count = 0;
  for (std::size_t i = 3; i < picture.pixels.size(); i += 4) count += picture.pixels[i] == 255;
  return count;
}

}  // namespace

TEST_CASE("results are shown as far as they are made, the input whole") {
  const Finished f;
  Painter painter;
  for (const Order order : {Order::by_stage, Order::by_pixel}) {
    const Walk w = f.walk_of(order);
    for (std::int64_t done = 0; done <= w.last; done += w.last / 13) {
      for (const auto& [key, picture] : painted_at(f, w, done, painter)) {
        INFO("picture " << static_cast<int>(key.kind) << ", " << key.channel << " at " << done);
        const auto complete = complete_pixels(w, done, key, 0);
        CHECK(opaque_pixels(picture) == complete.value_or(42));
        CHECK(complete.has_value() == (key != paint::result_key(0, 0)));
      }
    }
  }
}

TEST_CASE("back and forth returns to the same pixels, and the end to the finished pictures") {
  const Finished f;
  const Walk w = f.walk_of(Order::by_stage);
  Painter painter;
  const Pixels before = painted_at(f, w, w.last / 3, painter);
  painted_at(f, w, w.last / 2, painter);
  CHECK(painted_at(f, w, w.last / 3, painter) == before);
  const Pixels end = painted_at(f, w, w.last, painter);
  painter.paint(f.e, {}, f.wanted);
  for (const auto& [key, picture] : painter.pictures()) CHECK(*picture == end.at(key));
}

}  // namespace twofold::model
