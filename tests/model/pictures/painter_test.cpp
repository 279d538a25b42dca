#include "app/model/pictures/painter.h"

#include "app/model/state/update.h"
#include "core/equivalent.h"
#include "tests/model/finished.h"
#include "tests/model/pictures.h"
#include "tests/support/catch.h"
#include "tests/support/generate.h"

namespace twofold::model {
namespace {

using paint::PictureKind;
using tests::Finished;

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
      wanted.push_back({paint::result_key(0, c), 40, 30});
      wanted.push_back({paint::result_key(1, c), 40, 30});
      wanted.push_back({paint::result_key(2, c), 40, 30});
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
  live.view.hover.place = Place{2, 1, 1, 1};
  live.view.viewport = zoomed_about({}, 0.5, 0.5, 1.3);
  CHECK(live.painted().empty());
  CHECK(live.after(SetSeed{99}).empty());
}

TEST_CASE("what is painted anew is what has changed") {
  Live live;
  CHECK(live.after(ChoosePreset{0, 0, core::KernelPreset::sobel_y}) ==
        Keys{paint::result_key(1, 0), paint::result_key(2, 0)});
  CHECK(live.after(SetWeight{2, 1, 0.9f}) == Keys{paint::result_key(2, 1)});
  CHECK(live.after(SetGrey{true}).size() > 2);
}

TEST_CASE("the theme repaints the diverging pictures alone") {
  Live live;
  live.view.theme = ThemeChoice::light;
  CHECK(live.painted() == Keys{paint::result_key(1, 0), paint::result_key(1, 1)});
}

TEST_CASE("a hovered weight shows what it adds") {
  Live live;
  live.after(SetWeight{1, 1, -0.5f});
  live.wanted.push_back({{PictureKind::share, 0}, 40, 30});
  CHECK(live.painted().empty());
  live.view.hover.weight = MixCell{1, 1};
  CHECK(live.painted() == Keys{{PictureKind::share, 0}});
  // On the scale of the sum that it is a share of.
  const paint::Range of_sum = live.painter.scales().output().channels[1].range;
  const paint::Scale scale = signed_scale(std::max(-of_sum.low, of_sum.high), ThemeChoice::dark);
  CHECK(live.painter.painted({PictureKind::share, 0})->scale == scale);
  const paint::Rgb want = paint::colour_of(-0.5f * live.last->z()->at(0, 3, 4, 1), scale);
  const std::uint8_t* got = live.painter.pictures().at({PictureKind::share, 0})->at(4, 3);
  CHECK(paint::Rgb{got[0], got[1], got[2]} == want);
  live.view.hover.weight = MixCell{99, 1};
  CHECK(live.painted().empty());
}

TEST_CASE("pixels are the colours of the values, whole or reduced") {
  Live live;
  const paint::PictureKey key = paint::result_key(1, 2);
  const auto check = [&](int reduction) {
    const paint::Rgba8& picture = *live.painter.pictures().at(key);
    const paint::Scale scale = live.painter.painted(key)->scale;
    const Sampling at{paint::whole(live.last->z()->shape), reduction};
    const std::vector<float> means = block_means(live.last->z()->tensor(), 0, 2, at);
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

TEST_CASE("a picture that is wanted in several sizes is painted for the largest") {
  Live live;
  const paint::PictureKey key = paint::result_key(1, 2);
  live.wanted = {{key, 10, 8}, {key, 40, 30}, {key, 20, 15}};
  live.painted();
  CHECK(live.painter.pictures().at(key)->width == 40);
}

TEST_CASE("samples of another picture of the batch are not painted for the one that is shown") {
  tests::Opened o = tests::opened(600, 500);
  const PictureRef second = o.library.add({tests::picture_values(600, 500, 3, 2), "2", "", ""});
  Document document = update(o.document, OpenPictures{{o.document.batch.front(), second}}, nullptr);
  document.longest_side = 0;
  Inputs inputs = tests::inputs_of(o, document);
  inputs.looked = {0, {}, 60, 50};
  const SharedEvaluation first = evaluate(inputs, nullptr, {});
  REQUIRE(first);
  const paint::PictureKey y0 = paint::result_key(2, 0);
  Painter painter;
  painter.paint(*first, {}, {{y0, 60, 50}});
  const auto before = painter.pictures().at(y0);
  ViewState view;
  view.batch_index = 1;
  painter.paint(*first, view, {{y0, 60, 50}});
  CHECK(painter.pictures().at(y0) == before);  // what is on screen stays until there is a newer one
  inputs.looked.b = 1;
  const SharedEvaluation next = evaluate(inputs, first.get(), {});
  REQUIRE(next);
  painter.paint(*next, view, {{y0, 60, 50}});
  CHECK_FALSE(*painter.pictures().at(y0) == *before);
}

TEST_CASE("colour pictures have channels 0, 1 and 2 as red, green and blue") {
  Live live;
  live.wanted = {{{PictureKind::photograph, 0}, 40, 30}, {{PictureKind::output_rgb, 0}, 40, 30}};
  live.painted();
  const auto check = [&](PictureKind kind, const StageTensor& stage) {
    const std::uint8_t* got = live.painter.pictures().at({kind, 0})->at(7, 5);
    const paint::Scale scale = live.painter.painted({kind, 0})->scale;
    for (int c = 0; c < 3; ++c)
      CHECK(got[c] == paint::colour_of(stage.at(0, 5, 7, c), {paint::Map::grey, scale.range}).r);
  };
  check(PictureKind::photograph, *live.last->x());
  check(PictureKind::output_rgb, *live.last->y());
}

TEST_CASE("scales are those of the picture of the batch that is shown") {
  Finished f;
  core::Tensor x({2, 6, 7, 2});
  for (std::size_t i = 0; i < x.values.size(); ++i)
    x.values[i] = f.e.x()->tensor().values[i % 84] * (i < 84 ? 1.0f : 100.0f);
  core::Separable both =
      core::separable_conv2d(x, separable_filters(f.e.stages), f.e.document.layer);
  f.e.results = {held(std::move(x)), held(std::move(both.z)), held(std::move(both.y))};
  Painter painter;
  ViewState view;
  painter.paint(f.e, view, f.wanted);
  CHECK(painter.scales().output().channels == result_scales(f.e, 2, 0).channels);
  view.batch_index = 1;
  painter.paint(f.e, view, f.wanted);
  CHECK(painter.scales().of(1).channels == result_scales(f.e, 1, 1).channels);
  CHECK(painter.scales().output().channels == result_scales(f.e, 2, 1).channels);
  CHECK_FALSE(result_scales(f.e, 2, 1).channels == result_scales(f.e, 2, 0).channels);
}

TEST_CASE("a difference runs over its largest magnitude, but rounding looks like nothing") {
  Live live;
  live.document = update(
      live.document, SetFilters{{FilterOrigin::preset, core::KernelPreset::laplacian}}, nullptr);
  Inputs inputs = tests::inputs_of(live.o, live.document);
  inputs.wants_standard = true;
  Evaluation e = *evaluate(inputs, nullptr, {});
  live.wanted.push_back({{PictureKind::standard, 1}, 40, 30});
  const paint::PictureKey key{PictureKind::difference, 2};
  live.wanted.push_back({key, 40, 30});
  float most = 0;
  for (const float value : e.y()->tensor().values) most = std::max(most, std::abs(value));
  const auto painted_with = [&](float largest) {
    core::Tensor difference(e.y()->shape);
    difference.at(0, 3, 4, 2) = largest;
    e.difference = held(std::move(difference));
    live.painter.paint(e, {}, live.wanted);
    CHECK(live.painter.scales().largest_difference == std::abs(largest));
    CHECK(live.painter.scales().largest_output == most);
  };
  painted_with(-0.7f * most);
  CHECK(live.painter.scales().difference_limit == nice_limit(0.7f * most));
  const auto colour_at = [&](int x, int y) {
    const std::uint8_t* p = live.painter.pictures().at(key)->at(x, y);
    return paint::Rgb{p[0], p[1], p[2]};
  };
  CHECK_FALSE(colour_at(4, 3) == colour_at(5, 3));
  painted_with(1e-5f * most);
  CHECK(colour_at(4, 3) == colour_at(5, 3));
  CHECK(live.painter.painted({PictureKind::standard, 1})->scale ==
        live.painter.painted(paint::result_key(2, 1))->scale);
}

TEST_CASE("a picture changes its look only if its own numbers change") {
  Live live;
  // Only z0 moves, and of the outputs those that mix it: y2 = z2 and y1 = z1 + z2 do not.
  const Keys moved{paint::result_key(1, 0), paint::result_key(2, 0)};
  CHECK(live.after(ChoosePreset{0, 0, core::KernelPreset::gaussian}) == moved);
  CHECK(live.after(SetKernelCell{0, 0, 1, 1, 5}) == moved);
  CHECK(live.after(SetKernelCell{0, 0, 1, 1, 500}) == moved);
  CHECK(live.after(SetWeight{0, 0, -40}) == Keys{paint::result_key(2, 0)});
}

TEST_CASE("scales stand still while something is dragged, and are fitted when it is let go") {
  Live live;
  const auto y0 = [&] { return live.painter.painted(paint::result_key(2, 0))->scale; };
  const paint::Scale before = y0();
  live.view.scales_are_held = true;
  live.after(SetWeight{0, 0, 9});
  CHECK(y0() == before);
  live.after(SetWeight{0, 0, 40});
  CHECK(y0() == before);
  live.view.scales_are_held = false;
  CHECK(live.painted() == Keys{paint::result_key(2, 0)});
  CHECK(y0() == channel_scale(result_scales(*live.last, 2, 0), 0, live.view));
  CHECK(y0() != before);
}

TEST_CASE("the overview is of the whole picture, whatever part of a large one is seen") {
  const tests::Opened o = tests::opened(600, 500);
  Inputs inputs = tests::inputs_of(o, update(o.document, SetLongestSide{0}, nullptr));
  ViewState view;
  view.viewport = zoomed_about({}, 0.8, 0.8, 6);
  inputs.looked = {0, view.viewport, 60, 50};
  const SharedEvaluation e = evaluate(inputs, nullptr, {});
  REQUIRE(e);
  const paint::PictureKey whole{PictureKind::overview, 0};
  const paint::PictureKey part{PictureKind::photograph, 0};
  Painter painter;
  painter.paint(*e, view, {{whole, 60, 50}, {part, 60, 50}});
  CHECK(painter.painted(whole)->region == paint::whole(e->x()->shape));
  CHECK(painter.pictures().at(whole)->width == 60);
  CHECK(painter.painted(part)->region.left > 300);
}

TEST_CASE("a first look at a large picture paints what has changed, and nothing twice") {
  const tests::Opened o = tests::opened(1000, 800);
  Document document = update(o.document, SetLongestSide{0}, nullptr);
  const auto evaluated = [&](const Evaluation* last, const auto& publish) {
    Inputs inputs = tests::inputs_of(o, document);
    inputs.looked = {0, {}, 440, 340};
    return evaluate(inputs, last, {}, publish);
  };
  const SharedEvaluation first = evaluated(nullptr, [](const SharedEvaluation&) {});
  std::vector<Wanted> wanted{{{PictureKind::photograph, 0}, 440, 340},
                             {{PictureKind::output_rgb, 0}, 440, 340}};
  for (int c = 0; c < 3; ++c)
    for (const int result : {0, 1, 2}) wanted.push_back({paint::result_key(result, c), 440, 340});
  Painter painter;
  painter.paint(*first, {}, wanted);
  // Two of three outputs.
  document = update(document, SetWeight{0, 0, 0.31f}, nullptr);
  document = update(document, SetWeight{0, 1, 0.31f}, nullptr);
  const Keys want{paint::result_key(2, 0), paint::result_key(2, 1), {PictureKind::output_rgb, 0}};
  int looks = 0;
  const auto repainted_by = [&](const Evaluation& e) {
    const paint::PaintedPictures before = painter.pictures();
    painter.paint(e, {}, wanted);
    return repainted(before, painter.pictures());
  };
  const SharedEvaluation whole = evaluated(first.get(), [&](const SharedEvaluation& preview) {
    ++looks;
    CHECK(repainted_by(*preview) == want);
    CHECK(painter.pictures().at(paint::result_key(2, 0))->width == 250);
    CHECK(painter.pictures().at(paint::result_key(2, 2))->width == 500);
    // Its third channel is finer than the others: all three are painted as the coarsest is.
    const paint::Rgba8& colours = *painter.pictures().at({PictureKind::output_rgb, 0});
    CHECK(colours.width == 250);
    const std::vector<float> blue = coarser(preview->y()->samples()->plane(2), 4);
    const paint::Scale scale = painter.painted({PictureKind::output_rgb, 0})->scale;
    CHECK(colours.at(100, 80)[2] ==
          paint::colour_of(blue[80 * 250 + 100], {paint::Map::grey, scale.range}).r);
  });
  CHECK(looks == 1);
  CHECK(repainted_by(*whole) == want);
  CHECK(painter.pictures().at({PictureKind::output_rgb, 0})->width == 500);
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
