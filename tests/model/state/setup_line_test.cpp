#include "app/model/state/setup_line.h"

#include "app/model/state/update.h"
#include "tests/model/generate.h"
#include "tests/support/catch.h"

namespace twofold::model {
namespace {

using tests::kCitrus;

SetUp read(std::string_view line) {
  const auto result = parse_setup(line, opening_document(kCitrus));
  INFO(line);
  REQUIRE(std::holds_alternative<SetUp>(result));
  return std::get<SetUp>(result);
}

std::string complaint(std::string_view line) {
  const auto result = parse_setup(line, opening_document(kCitrus));
  INFO(line);
  REQUIRE(std::holds_alternative<std::string>(result));
  return std::get<std::string>(result);
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("the line of the opening") {
  CHECK(setup_line(opening_document(kCitrus)) == "citrus m1 k3 s1 o3 seed7");
  CHECK(setup_line_is_complete(opening_document(kCitrus)));
}

TEST_CASE("a line restores a set-up") {
  const SetUp setup =
      read("citrus m2 k3x5 s1 o8 d2 valid seed9 sobel_x mix-grey full no-depthwise");
  CHECK(setup.picture == "citrus");
  Document wanted = opening_document(kCitrus);
  wanted.layer = {{3, 5}, {1, 1}, {2, 2}, core::Padding::valid, 2, 8};
  wanted.bank.seed = 9;
  wanted.bank.origin = FilterOrigin::preset;
  wanted.bank.preset = core::KernelPreset::sobel_x;
  wanted.bank.mix = MixPreset::grey;
  wanted.longest_side = 0;
  wanted.bypass.depthwise = true;
  CHECK(setup.document == wanted);
}

TEST_CASE("a line has zeros and channels made of the picture, as they are said") {
  for (const char* line : {"citrus m1 k3 s2 o3 pytorch seed7",
                           "citrus m1 k3 s2 o3 pads2,0,1,3 seed7", "citrus c16 m1 k3 s1 o3 seed7",
                           "citrus c5 m1 k3 s1 o3 caffe pads0,0,0,1 block-grouped g1 seed7"}) {
    CHECK(setup_line(read(line).document) == line);
    CHECK(setup_line_is_complete(read(line).document));
  }
  CHECK(read("k3 s2 pytorch").document.layer.explicit_pads == core::Pads{1, 1, 1, 1});
  CHECK(read("c16").document.source == InputSource::made);
  for (const char* wrong : {"pads1", "pads1,2,3", "pads1,2,3,4,5", "pads-1,0,0,0", "c0", "c9999"})
    CHECK_FALSE(complaint(std::string("citrus ") + wrong).empty());
}

TEST_CASE("what a line does not name is as in the opening, the picture the one that is open") {
  CHECK(read("m2").picture.empty());
  CHECK(read("bee").document == opening_document(kCitrus));
  CHECK(read("  m2\to8 \n").document.layer.out_channels == 8);
}

TEST_CASE("the order of words does not matter") {
  CHECK(read("mix-grey uniform m2").document == read("m2 uniform mix-grey").document);
  CHECK(read("uniform").document.bank.mix == MixPreset::uniform);
  CHECK(read("t4 block-inverted-residual").document == read("block-inverted-residual t4").document);
  CHECK(read("g4 block-grouped").document.block.groups == 4);
}

TEST_CASE("lines of random documents read back as those documents") {
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    Document document = tests::random_document(seed, kCitrus);
    document.batch = {kCitrus};
    document.source = InputSource::pictures;
    document.noise = {};
    document.pattern = {};
    // What a line does not tell, which it says by not being complete.
    document.block.after.clear();
    document.block.values.clear();
    document.block.bits.clear();
    if (document.bank.origin == FilterOrigin::loaded) continue;
    // What lies under typed cells is of no meaning.
    for (auto& [key, choice] : document.bank.kernels)
      if (choice.typed) choice.preset = {};
    REQUIRE(setup_line_is_complete(document));
    const std::string line = setup_line(document);
    INFO(line);
    const SetUp setup = read(line);
    CHECK(setup.picture == "citrus");
    CHECK(setup.document == document);
  }
}

TEST_CASE("a picture named like a setting is not taken for one") {
  for (const char* name :
       {"m2",         "o8",          "grey",     "sobel_x",  "full",       "my holiday", "seed7",
        "say \"ah\"", "back\\slash", "mix-grey", "side1",    "k",          "seed",       "über",
        "",           "b0=1",        "w0,0,0=1", "pin1,2,3", "after-relu", "日本 🍊",     "лимон"}) {
    Document document = opening_document(kCitrus);
    document.batch.front().name = name;
    const auto result = parse_setup(setup_line(document), document);
    INFO(setup_line(document));
    REQUIRE(std::holds_alternative<SetUp>(result));
    CHECK(std::get<SetUp>(result).picture == name);
    CHECK(std::get<SetUp>(result).document == document);
  }
}

TEST_CASE("a name that begins like a setting sets nothing") {
  for (const char* name : {"pads-7,", "pads1,2,", "padsel.png", "block-of-flats", "validated"}) {
    CAPTURE(name);
    const SetUp setup = read(name);
    CHECK(setup.picture == name);
    CHECK(setup.document == read("citrus").document);
  }
}

TEST_CASE("the line says when it does not say all") {
  const Document opening = opening_document(kCitrus);
  for (const Action& action :
       std::vector<Action>{SetInput{InputSource::noise, {1, 4, 4, 8}, Pattern::impulse},
                           OpenPictures{{kCitrus, kCitrus}}}) {
    CHECK_FALSE(setup_line_is_complete(update(opening, action, nullptr)));
  }
}

TEST_CASE("a line says what differs from the rule") {
  Document document = opening_document(kCitrus);
  for (const Action& action : std::vector<Action>{
           SetWeight{1, 2, -0.25f}, ChoosePreset{0, 0, core::KernelPreset::box},
           SetKernelCell{1, 0, 0, 2, 3}, SetBias{2, 0.1f}, SetActivation{core::Activation::relu6}})
    document = update(document, action, nullptr);
  const std::string line = setup_line(document);
  for (const char* part : {" w1,0,2=-0.25", " D0,0=box", " D1,0=3x3:", " b2=0.1", " after-relu6"})
    CHECK(contains(line, part));
  const SetUp setup = read(line);
  CHECK(setup.document.bank.weights == document.bank.weights);
  CHECK(setup.document.bank.bias == document.bank.bias);
  // Filters named later do not wipe out what was typed.
  CHECK(read("w0,0,1=2 sobel_x").document.bank.weights.size() == 1);
  for (const char* wrong : {"w0,0=1", "w0,0,0=", "w0,0,0=nan", "w0,0,9999=1", "w-1,0,0=1",
                            "D0,0=", "D0,0=3x3:1,2", "D0=box", "D0,0=2x2:1,2,3,inf", "b0=x",
                            "after-tanh", "pin1,2", "pin1,2,-3", "pin1,2,99999999999"})
    CHECK(contains(complaint(std::string("citrus ") + wrong), wrong));
}

TEST_CASE("errors name the word that was not understood") {
  CHECK(contains(complaint("citrus m2 bogus"), "\"bogus\""));
  CHECK(contains(complaint("citrus m0"), "\"m0\""));
  CHECK(contains(complaint("citrus m0"), "from 1 to 4096"));
  CHECK(contains(complaint("m4097 k3"), "\"m4097\""));
  CHECK(contains(complaint("citrus k3x"), "\"k3x\""));
  CHECK(contains(complaint("citrus k3x3x3"), "\"k3x3x3\""));
  CHECK(contains(complaint("citrus s2-"), "\"s2-\""));
  CHECK(contains(complaint("citrus seed99999999999999999999"), "seed"));
  CHECK(contains(complaint("citrus mix-mauve"), "\"mix-mauve\""));
  CHECK(contains(complaint("citrus bee"), "\"bee\""));
  CHECK(contains(complaint("citrus \"m2\""), "\"m2\""));
  // What a block has not would be kept without a word, and be gone from the line that is said.
  CHECK(contains(complaint("citrus g8"), "\"g8\" cannot be: the block separable has no groups"));
  CHECK(contains(complaint("t2 m2"), "\"t2\" cannot be: the block separable does not widen"));
  for (const char* empty : {"", "  ", "\t\n"}) CHECK(contains(complaint(empty), "empty"));
}

TEST_CASE("no line, however odd, is read into a document outside the limits") {
  core::Random random(5);
  const std::string letters = "mkosdx0123456789 \"\\-seedmixfullDwb=,:.pin";
  for (int i = 0; i < 20000; ++i) {
    std::string line;
    for (int length = tests::random_integer(random, 0, 12); length > 0; --length)
      line.push_back(letters[random.next() % letters.size()]);
    const auto result = parse_setup(line, opening_document(kCitrus));
    if (const auto* setup = std::get_if<SetUp>(&result)) {
      const Document limited = update(setup->document, SetGrey{setup->document.grey}, nullptr);
      CHECK(limited == setup->document);
    }
  }
}

}  // namespace twofold::model
