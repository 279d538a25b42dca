// Lists of stages other than the separable one, through all that the model does along a list.
#include <algorithm>
#include <cmath>

#include "app/model/numbers/evaluation.h"
#include "app/model/numbers/pixel_results.h"
#include "app/model/pictures/painter.h"
#include "app/model/steps/path.h"
#include "app/model/steps/pixel_sums.h"
#include "app/model/steps/playback.h"
#include "core/chain/blocks.h"
#include "core/chain/collapse.h"
#include "core/chain/partial.h"
#include "core/chain/stage_cost.h"
#include "tests/model/pictures.h"
#include "tests/support/agree.h"
#include "tests/support/catch.h"

namespace twofold::model {
namespace {

/// A document of this block on a small picture, with filters that make every stage do something.
Document with_block(const tests::Opened& o, std::string_view name) {
  Document document = tests::after(o.document, SetFilters{{FilterOrigin::random, {}}});
  document = tests::after(document, SetBlock{std::string(name)});
  if (name == "inverted-residual") document = tests::after(document, SetExpansion{3});
  if (name == "grouped") document = tests::after(document, SetGroups{3});
  return document;
}

SharedEvaluation evaluated(const tests::Opened& o, const Document& document,
                           const Evaluation* last = nullptr, bool wants_standard = false) {
  Inputs inputs = tests::inputs_of(o, document);
  inputs.wants_standard = wants_standard;
  return evaluate(inputs, last, {});
}

std::vector<core::Tensor> by_reference(const Evaluation& e) {
  return core::run(e.stages.list, e.x()->tensor(), e.stages.folds);
}

}  // namespace

TEST_CASE("every block is evaluated along its list, as the reference has it") {
  const tests::Opened o = tests::opened(20, 16);
  for (const core::Block& block : core::blocks()) {
    INFO(block.name);
    const Document document = with_block(o, block.name);
    REQUIRE(problems_of(document).empty());
    const SharedEvaluation e = evaluated(o, document);
    REQUIRE(e);
    const std::vector<core::Tensor> want = by_reference(*e);
    REQUIRE(e->results.size() == want.size() + 1);
    for (std::size_t i = 0; i < want.size(); ++i)
      CHECK(tests::agree(e->results[i + 1]->tensor(), want[i]));
  }
}

TEST_CASE("every value of every stage is written out with the reference's bits") {
  const tests::Opened o = tests::opened(9, 7);
  for (const core::Block& block : core::blocks()) {
    INFO(block.name);
    const SharedEvaluation e = evaluated(o, with_block(o, block.name));
    const std::vector<core::Tensor> want = by_reference(*e);
    for (int stage = 0; stage < e->stages.count(); ++stage) {
      const core::Tensor& made = want[static_cast<std::size_t>(stage)];
      for (int row = 0; row < made.shape.height; ++row)
        for (int column = 0; column < made.shape.width; ++column) {
          const bool is_before = has_input_pixels(e->stages.list, stage + 1);
          const OutputPixel at{row, column};
          const StageSums sums(*e, e->stages, stage, {0, at},
                               is_before ? std::optional(at) : std::nullopt);
          for (int c = 0; c < made.shape.channels; ++c)
            CHECK(sums.finish(c, sums.products(c).sum).result == made.at(0, row, column, c));
        }
    }
  }
}

TEST_CASE("the walk of a bottleneck ends in the reference's bits, and counts its multiply-adds") {
  const tests::Opened o = tests::opened(8, 6);
  const Document document = with_block(o, "inverted-residual");
  const SharedEvaluation e = evaluated(o, document);
  REQUIRE(e->stages.count() == 3);
  const WalkedLayer on{
      e->stages.list, e->collapsed.list, e->x()->shape, OperationView::separable, {}, 0, {}};
  std::int64_t macs = 0;
  for (const core::StageCost& cost : core::stage_costs(e->stages.list, e->x()->shape))
    macs += cost.macs_without_padding;
  for (const core::Order order : {core::Order::by_stage, core::Order::by_pixel}) {
    Playback p;
    p.order = order;
    const Walk w = walk(p, on);
    CHECK(w.last == macs);
    const Position last = *position(moved_to(p, w, w.last), w);
    CHECK(last.step.value.stage == 2);
    CHECK(last.terms_done == last.step.terms);
    const auto stepped =
        core::run_by_steps(e->stages.list, e->x()->tensor(), e->stages.folds, order);
    const auto want = by_reference(*e);
    for (std::size_t i = 0; i < want.size(); ++i) CHECK(tests::same_bits(stepped[i], want[i]));
  }
  // One stage alone lies between its neighbours.
  Playback one;
  one.stage = 1;
  const Walk filters = walk(one, on);
  one.stage = 2;
  CHECK(filters.last == walk(one, on).first);
  CHECK(filters.first > 0);
}

TEST_CASE("of a large picture, every stage of a block is sampled as it would be whole") {
  const tests::Opened o = tests::opened(620, 500);
  for (const char* name : {"inverted-residual", "blueprint", "convnext", "grouped"}) {
    INFO(name);
    const Document document = tests::after(with_block(o, name), SetLongestSide{0});
    const SharedEvaluation e = evaluated(o, document);
    REQUIRE(e);
    REQUIRE_FALSE(e->y()->is_held());
    const std::vector<core::Tensor> want = by_reference(*e);
    for (int i = 1; i <= e->stages.count(); ++i) {
      const core::Tensor& whole = want[static_cast<std::size_t>(i) - 1];
      float most = 0;
      for (const float v : whole.values) most = std::max(most, std::abs(v));
      const SharedTensor& made = e->result(i);
      const int last = made->shape.channels - 1;
      // A corner, where windows reach into the padding, and a place in the midst.
      for (const auto& [row, column] : {std::pair{0, 0}, std::pair{123, 456}})
        CHECK(made->at(0, row, column, last) == whole.at(0, row, column, last));
      const SampledPlane& plane = made->samples()->plane(last);
      const std::vector<float> means = block_means(whole, 0, last, plane.at);
      REQUIRE(plane.values.size() == means.size());
      float apart = 0;
      for (std::size_t k = 0; k < means.size(); ++k)
        apart = std::max(apart, std::abs(plane.values[k] - means[k]));
      CHECK(apart <= 2e-5f * most);
      const core::Tensor channel = made->channel(0, last);
      apart = 0;
      for (int row = 0; row < whole.shape.height; row += 7)
        for (int column = 0; column < whole.shape.width; ++column)
          apart = std::max(
              apart, std::abs(channel.at(0, row, column, 0) - whole.at(0, row, column, last)));
      CHECK(apart <= 2e-5f * most);
    }
  }
}

TEST_CASE("results that a change does not reach are kept") {
  const tests::Opened o = tests::opened(20, 16);
  const Document document = with_block(o, "inverted-residual");
  const SharedEvaluation first = evaluated(o, document);
  const Document mixed = tests::after(document, SetWeight{1, 2, 0.25f});
  const SharedEvaluation second = evaluated(o, mixed, first.get());
  CHECK(second->result(1) == first->result(1));
  CHECK(second->result(2) == first->result(2));
  CHECK(second->result(3)->version(0) == first->result(3)->version(0));
  CHECK(second->result(3)->version(2) != first->result(3)->version(2));
  // A weight of the expansion changes its own channel, and what comes of it.
  const Document wider = tests::after(document, SetWeight{0, 4, 0.5f, 0});
  const SharedEvaluation third = evaluated(o, wider, first.get());
  for (const int c : {3, 4, 5}) {
    CHECK((third->result(1)->version(c) == first->result(1)->version(c)) == (c != 4));
    CHECK((third->result(2)->version(c) == first->result(2)->version(c)) == (c != 4));
  }
}

TEST_CASE("where nothing stands between the stages, the collapsed filter does the same") {
  const tests::Opened o = tests::opened(20, 16);
  for (const char* name : {"separable", "xception", "grouped", "standard"}) {
    INFO(name);
    const SharedEvaluation e = evaluated(o, with_block(o, name), nullptr, true);
    CHECK(core::collapses(e->stages.list));
    CHECK(tests::agree(e->standard->tensor(), e->y()->tensor()));
  }
  for (const char* name : {"mobilenet-v1", "inverted-residual", "blueprint", "convnext"}) {
    INFO(name);
    const SharedEvaluation e = evaluated(o, with_block(o, name), nullptr, true);
    REQUIRE(e->difference);
    if (std::string_view(name) != "blueprint") CHECK_FALSE(core::collapses(e->stages.list));
  }
}

TEST_CASE("the path of a block goes through every result, and light follows its groups") {
  const tests::Opened o = tests::opened(20, 16);
  const SharedEvaluation e = evaluated(o, with_block(o, "inverted-residual"));
  ViewState view;
  view.pin = {kOutput, 5, 6, 2};
  const Highlight h = highlight({}, view.pin, e->stages.list, e->x()->shape);
  const Path path = looked_at_path(*e, h, view);
  REQUIRE(path.channels.size() == 4);
  CHECK(path.k() == 2);
  CHECK(path.channel(1) == path.channel(2));  // one filter for each channel
  // A channel of the expansion: the one that is made of it, and any input.
  const Highlight wide =
      highlight({Place{1, 5, 6, 4}, std::nullopt, std::nullopt}, {}, e->stages.list, e->x()->shape);
  CHECK(wide.channels[1] == 4);
  CHECK(std::count(wide.lit[0].begin(), wide.lit[0].end(), true) == 3);
  CHECK(std::count(wide.lit[2].begin(), wide.lit[2].end(), true) == 1);
  CHECK(wide.lit[2][4]);

  const SharedEvaluation parted = evaluated(o, with_block(o, "grouped"));
  const Highlight group = highlight({Place{1, 5, 6, 1}, std::nullopt, std::nullopt}, {},
                                    parted->stages.list, parted->x()->shape);
  CHECK(group.lit[0] == std::vector<bool>{false, true, false});
}

TEST_CASE("the pictures of every stage are painted") {
  const tests::Opened o = tests::opened(20, 16);
  const SharedEvaluation e = evaluated(o, with_block(o, "inverted-residual"));
  std::vector<Wanted> wanted;
  for (int i = 0; i <= 3; ++i) wanted.push_back({paint::result_key(i, 0), 40, 30});
  Painter painter;
  painter.paint(*e, {}, wanted);
  CHECK(painter.pictures().size() == 4);
  CHECK(painter.scales().results.size() == 4);
}

TEST_CASE("what cannot be is said of the block's own settings") {
  const tests::Opened o = tests::opened(20, 16);
  Document document = tests::after(o.document, SetBlock{"grouped"});
  document = tests::after(document, SetGroups{2});
  REQUIRE_FALSE(problems_of(document).empty());
  CHECK(problems_of(document).front().field == core::Field::groups);
  document = tests::after(o.document, SetBlock{"convnext"});
  CHECK(problems_of(document).empty());
  document = tests::after(document, SetOutChannels{5});
  CHECK_FALSE(problems_of(document).empty());
}

TEST_CASE("a normalisation's typed numbers are scale and shift, apart or folded alike") {
  const tests::Opened o = tests::opened(12, 10);
  Document document = with_block(o, "inverted-residual");
  AfterValues values{1e-3f, false, {}};
  for (int k = 0; k < 9; ++k)
    values.channels[k] = {0, 0.5f + 0.1f * static_cast<float>(k), -0.2f, 0.3f, 2.0f};
  for (int stage = 0; stage < 3; ++stage)
    document = tests::after(document, SetAfterValues{stage, values});
  const SharedEvaluation apart = evaluated(o, document);
  CHECK(apart->stages.stage(1).after.normalisation == core::Normalisation::channel);
  CHECK(std::abs(apart->stages.fold(1).scale[4] - 0.9f / std::sqrt(2.001f)) < 1e-6f);
  CHECK(std::abs(apart->stages.fold(1).shift[4] + 0.2f + 0.3f * apart->stages.fold(1).scale[4]) <
        1e-6f);

  values.folded = true;
  for (int stage = 0; stage < 3; ++stage)
    document = tests::after(document, SetAfterValues{stage, values});
  const SharedEvaluation folded = evaluated(o, document);
  for (int stage = 0; stage < 3; ++stage) {
    CHECK(folded->stages.stage(stage).after.normalisation == core::Normalisation::none);
    CHECK(folded->stages.fold(stage).scale.empty());
    CHECK(tests::agree(folded->results[static_cast<std::size_t>(stage) + 1]->tensor(),
                       apart->results[static_cast<std::size_t>(stage) + 1]->tensor()));
  }
}

TEST_CASE("a bias of a stage that is not the last is typed channel by channel") {
  const tests::Opened o = tests::opened(6, 6);
  Document document = tests::after(o.document, SetAfter{0, core::AfterSum{true, {}, {}}});
  document = tests::after(document, SetAfterValues{0, {1e-3f, false, {{1, {0.25f, 1, 0, 0, 1}}}}});
  CHECK(evaluated(o, document)->stages.fold(0).bias == std::vector<float>{0, 0.25f, 0});
}

TEST_CASE("weights of few bits are compared with themselves as floats") {
  const tests::Opened o = tests::opened(20, 16);
  Document document = tests::after(o.document, SetFilters{{FilterOrigin::random, {}}});
  const SharedEvaluation as_floats = evaluated(o, document);
  document = tests::after(document, SetBits{0, core::WeightBits{3, false}});
  document = tests::after(document, SetBits{1, core::WeightBits{8, true}});
  Inputs inputs = tests::inputs_of(o, document);
  inputs.wants_standard = true;
  inputs.wants_floats = true;
  const SharedEvaluation e = evaluate(inputs, nullptr, {});
  CHECK(e->filter(0) == core::quantised(as_floats->filter(0), true, {3, false}));
  CHECK(e->filter(1) == core::quantised(as_floats->filter(1), false, {8, true}));
  CHECK(e->compares_floats());
  CHECK(e->standard->tensor() == as_floats->y()->tensor());
  CHECK_FALSE(e->y()->tensor() == as_floats->y()->tensor());
  // Without floats to compare with, the standard convolution of the very weights.
  inputs.wants_floats = false;
  const SharedEvaluation standard = evaluate(inputs, e.get(), {});
  CHECK_FALSE(standard->compares_floats());
  CHECK(tests::agree(standard->standard->tensor(), standard->y()->tensor()));
}

TEST_CASE("a convention's zeros reach the numbers: PyTorch's stride 2 sees other pixels") {
  const tests::Opened o = tests::opened(8, 8);
  const Document tensorflow = tests::after(o.document, SetStrides{{2, 2}});
  const Document pytorch = tests::after(tensorflow, SetConvention{"pytorch"});
  const SharedEvaluation theirs = evaluated(o, pytorch);
  CHECK(theirs->y()->shape == evaluated(o, tensorflow)->y()->shape);
  CHECK_FALSE(theirs->y()->tensor() == evaluated(o, tensorflow)->y()->tensor());
  core::Layer padded = tensorflow.layer;
  padded.explicit_pads = core::Pads{1, 1, 1, 1};
  const core::Filters filters = separable_filters(theirs->stages);
  CHECK(tests::agree(theirs->y()->tensor(),
                     core::separable_conv2d(theirs->x()->tensor(), filters, padded).y));
}

}  // namespace twofold::model
