#include "app/model/painter.h"

#include "app/model/update.h"
#include "core/equivalent.h"
#include "tests/model/pictures.h"
#include "tests/support/catch.h"
#include "tests/support/generate.h"

namespace twofold::model {
namespace {

using core::Order;
using paint::PictureKind;

/// A finished small layer, and the pictures of all its results.
struct Finished {
  Finished() {
    const tests::LayerCase c{{.channel_multiplier = 2, .out_channels = 3}, {1, 6, 7, 2}};
    e.document.layer = c.layer;
    e.filters = tests::normal_filters(c, 2);
    e.collapsed = core::collapse(e.filters.depthwise, e.filters.pointwise);
    e.x = held(tests::normal_tensor(c.in, 1));
    core::Separable both = core::separable_conv2d(e.x->tensor(), e.filters, c.layer);
    e.z = held(std::move(both.z));
    e.y = held(std::move(both.y));
    for (int t = 0; t < 4; ++t) wanted.push_back({{PictureKind::depthwise, t}, 70, 60});
    for (int k = 0; k < 3; ++k) wanted.push_back({{PictureKind::output, k}, 70, 60});
    wanted.push_back({{PictureKind::output_rgb, 0}, 70, 60});
    wanted.push_back({{PictureKind::input, 0}, 70, 60});
  }

  Walk walk_of(Order order) const {
    Playback p;
    p.order = order;
    return walk(p, {e.document.layer, e.x->shape, OperationView::separable, {}, 0, {}});
  }

  Evaluation e;
  std::vector<Wanted> wanted;
};

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
        CHECK(complete.has_value() == (key.kind != PictureKind::input));
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

/// The pictures that are other ones than before.
std::vector<paint::PictureKey> repainted(const paint::PaintedPictures& before,
                                         const paint::PaintedPictures& after) {
  std::vector<paint::PictureKey> keys;
  for (const auto& [key, picture] : after)
    if (!before.contains(key) || before.at(key) != picture) keys.push_back(key);
  return keys;
}

using Keys = std::vector<paint::PictureKey>;

/// Three pictures of each stage of the opening, painted after each change.
struct Live {
  Live() {
    for (int c = 0; c < 3; ++c) {
      wanted.push_back({{PictureKind::input, c}, 40, 30});
      wanted.push_back({{PictureKind::depthwise, c}, 40, 30});
      wanted.push_back({{PictureKind::output, c}, 40, 30});
    }
    after(SetGrey{false});
  }

  /// Paints the numbers after an action; the pictures that it has changed.
  Keys after(const Action& action) {
    document = update(document, action, nullptr);
    last = evaluate(tests::inputs_of(o, document), last.get(), {});
    return painted();
  }
  Keys painted() {
    const paint::PaintedPictures before = painter.pictures();
    painter.paint(*last, view, wanted);
    return repainted(before, painter.pictures());
  }

  tests::Opened o = tests::opened(40, 30);
  Document document = o.document;
  SharedEvaluation last;
  ViewState view;
  std::vector<Wanted> wanted;
  Painter painter;
};

TEST_CASE("the same recipe repaints nothing") {
  Live live;
  CHECK(live.painted().empty());
  live.view.hover.place = Place{Stage::output, 1, 1, 1};
  live.view.viewport = zoomed_about({}, 0.5, 0.5, 1.3);
  CHECK(live.painted().empty());
  CHECK(live.after(SetSeed{99}).empty());
}

TEST_CASE("what is painted anew is what has changed") {
  Live live;
  CHECK(live.after(ChoosePreset{0, 0, core::KernelPreset::sobel_y}) ==
        Keys{{PictureKind::depthwise, 0}, {PictureKind::output, 0}});
  CHECK(live.after(SetWeight{2, 1, 0.9f}) == Keys{{PictureKind::output, 1}});
  CHECK(live.after(SetGrey{true}).size() > 2);
}

TEST_CASE("the theme repaints the diverging pictures alone") {
  Live live;
  live.view.theme = ThemeChoice::light;
  CHECK(live.painted() == Keys{{PictureKind::depthwise, 0}, {PictureKind::depthwise, 1}});
}

TEST_CASE("a hovered weight shows what it adds") {
  Live live;
  live.wanted.push_back({{PictureKind::share, 0}, 40, 30});
  CHECK(live.painted().empty());
  live.view.hover.weight = MixCell{1, 1};
  CHECK(live.painted() == Keys{{PictureKind::share, 0}});
  const float limit = live.painter.scales().output.diverging_limit;
  const paint::Rgb want =
      paint::colour_of(live.last->z->at(0, 3, 4, 1), {paint::Map::diverging_dark, {-limit, limit}});
  const std::uint8_t* got = live.painter.pictures().at({PictureKind::share, 0})->at(4, 3);
  CHECK(paint::Rgb{got[0], got[1], got[2]} == want);
  live.view.hover.weight = MixCell{99, 1};
  CHECK(live.painted().empty());
}

TEST_CASE("pixels are the colours of the values, whole or reduced") {
  Live live;
  const paint::PictureKey key{PictureKind::depthwise, 2};
  const auto check = [&](int reduction) {
    const paint::Rgba8& picture = *live.painter.pictures().at(key);
    const paint::Scale scale = live.painter.painted(key)->scale;
    const Sampling at{paint::whole(live.last->z->shape), reduction};
    const std::vector<float> means = block_means(live.last->z->tensor(), 0, 2, at);
    REQUIRE(picture.width * picture.height == std::ssize(means));
    for (int i = 0; i < picture.width * picture.height; ++i) {
      const std::uint8_t* p = picture.at(i % picture.width, i / picture.width);
      CHECK(paint::Rgb{p[0], p[1], p[2]} ==
            paint::colour_of(means[static_cast<std::size_t>(i)], scale));
    }
  };
  check(1);
  live.wanted = {{key, 13, 10}};
  CHECK(live.painted() == Keys{key});
  check(3);
}

TEST_CASE("what another painter has made is taken over and not painted again") {
  const Finished f;
  Painter maker;
  maker.paint(f.e, {}, f.wanted);
  Painter painter;
  const paint::PictureKey thumbnail{PictureKind::thumbnail, 0};
  painter.set(thumbnail, std::make_shared<const paint::Rgba8>(2, 2));
  painter.take_over(maker);
  painter.paint(f.e, {}, f.wanted);
  for (const auto& [key, picture] : maker.pictures()) {
    CHECK(painter.pictures().at(key) == picture);  // the very pixels, not equal ones
    REQUIRE(painter.painted(key));
    CHECK(painter.painted(key)->scale == maker.painted(key)->scale);
  }
  CHECK(painter.pictures().contains(thumbnail));
}

}  // namespace
}  // namespace twofold::model
