#include "app/io/document_file.h"

#include <unistd.h>

#include <nlohmann/json.hpp>

#include "app/io/text_file.h"
#include "app/model/state/update.h"
#include "core/check.h"
#include "tests/model/generate.h"
#include "tests/support/catch.h"
#include "tests/support/generate.h"
#include "tests/support/golden.h"

namespace twofold::io {
namespace {

using model::Document;
using nlohmann::json;

/// As kCitrus, but not yet opened.
const model::PictureRef kUnopened{0, 64, 42, 3, "citrus"};

core::Filters filters_of(const Document& document) {
  return model::build_filters(document.bank, nullptr, document.layer,
                              model::input_shape(document).channels, document.bypass);
}

std::string written(const SavedDocument& saved) {
  return document_json(saved, filters_of(saved.document));
}

SavedDocument read(const std::string& text) {
  const Result<SavedDocument> saved = read_document(text);
  INFO((saved ? std::string() : saved.error().sentence));
  REQUIRE(saved.ok());
  return *saved;
}

std::string complaint(const std::string& text) {
  const Result<SavedDocument> saved = read_document(text);
  INFO(text);
  REQUIRE_FALSE(saved.ok());
  CHECK(saved.error().sentence.find('\n') == std::string::npos);
  return saved.error().sentence;
}

SavedDocument opening() {
  return {model::opening_document(kUnopened), {"/pictures/citrus.jpg"}, std::nullopt};
}

/// The opening's file with one value replaced; `at` is a JSON pointer. Null removes it.
std::string with(const std::string& at, const json& value) {
  json file = json::parse(written(opening()));
  file[json::json_pointer(at)] = value;
  if (value.is_null()) {
    const json::json_pointer pointer(at);
    file[pointer.parent_pointer()].erase(pointer.back());
  }
  return file.dump();
}

/// Small enough that the realised arrays do not take seconds.
bool is_small(const Document& document) {
  const core::Layer& l = document.layer;
  return l.channel_multiplier <= 16 && l.out_channels <= 64 && l.kernel.area() <= 400 &&
         model::input_shape(document).channels <= 16;
}

}  // namespace

TEST_CASE("the opening's file reads back as the opening") {
  CHECK(read(written(opening())) == opening());
}

TEST_CASE("saving and loading random documents is the identity") {
  int documents = 0;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    SavedDocument saved{tests::random_document(seed, kUnopened), {}, std::nullopt};
    if (!is_small(saved.document)) continue;
    ++documents;
    for (model::PictureRef& picture : saved.document.batch) {
      saved.paths.push_back("/pictures/" + std::to_string(picture.id) + " \"ü\".png");
      picture.id = 0;
    }
    CHECK(read(written(saved)) == saved);
  }
  CHECK(documents > 100);
}

TEST_CASE("filters that were given whole come back to the bit") {
  SavedDocument saved = opening();
  saved.document.bank.origin = model::FilterOrigin::loaded;
  saved.document.bank.loaded = {tests::normal_filter({5, 3, 3, 2}, 1),
                                tests::normal_filter({1, 1, 6, 4}, 2)};
  const SavedDocument back = read(written(saved));
  CHECK(back == saved);
  CHECK(filters_of(back.document) == filters_of(saved.document));
}

TEST_CASE("extreme weights come back to the bit") {
  SavedDocument saved = opening();
  for (const float value : {1.17549435e-38f, 3.40282347e38f, -0.1f, 1e-45f, 16777217.0f}) {
    saved.document = model::update(saved.document, model::SetWeight{1, 0, value}, nullptr);
    CHECK(read(written(saved)).document == saved.document);
  }
}

TEST_CASE("the arrays that the rule comes to stand beside it in the golden format") {
  const json file = json::parse(written(opening()));
  const core::Filters filters = filters_of(opening().document);
  CHECK(file["depthwise_shape"] == json({3, 3, 3, 1}));
  CHECK(file["pointwise_shape"] == json({1, 1, 3, 3}));
  CHECK(file["depthwise"].get<std::vector<float>>() == filters.depthwise.values);
  CHECK(file["pointwise"].get<std::vector<float>>() == filters.pointwise.values);
  CHECK(file["padding"] == "SAME");
  CHECK(file["channel_multiplier"] == 1);
  CHECK(file["input_shape"] == json({1, 42, 64, 3}));
}

TEST_CASE("a golden case opens as a document whose filters were given whole") {
  int opened = 0;
  for (const tests::GoldenCase& c : tests::golden_cases()) {
    if (c.op != "separable_conv2d") continue;
    INFO(c.name);
    const auto text = read_file(tests::golden_folder() / (c.name + ".json"));
    REQUIRE(text.ok());
    const Document document = read(*text).document;
    core::Layer layer = document.layer;
    CHECK(layer == c.layer);
    const core::Filters filters =
        model::build_filters(document.bank, nullptr, layer, c.input.shape.channels, {});
    CHECK(filters.depthwise == c.filters.depthwise);
    CHECK(filters.pointwise == c.filters.pointwise);
    const int channels = c.input.shape.channels;
    CHECK((document.source == model::InputSource::noise) == (channels != 1 && channels != 3));
    if (document.source == model::InputSource::noise) CHECK(document.noise == c.input.shape);
    ++opened;
  }
  CHECK(opened == 23);
}

TEST_CASE("the view comes back") {
  SavedDocument saved = opening();
  saved.view = SavedView{{1, 3, 5, 1},
                         0,
                         {{}, {}, {}},
                         {{paint::Map::diverging_dark, {-2, 2}}, {paint::Map::grey, {0, 0.1f}}},
                         {{paint::Map::diverging_light, {-0.5f, 0.5f}}}};
  CHECK(read(written(saved)) == saved);
}

TEST_CASE("a session's document is saved with the ranges of its lanes and its pin") {
  model::PictureLibrary library;
  const model::PictureRef ref =
      library.add({tests::normal_tensor({1, 12, 16, 3}, 1), "noisy", "/pictures/noisy.png", ""});
  const Document document = model::opening_document(ref);
  model::Session::Start start;
  start.library = std::move(library);
  start.document = start.opening = document;
  model::Session session(std::move(start));
  session.settle();
  const SavedDocument saved = saved_document(session);
  CHECK(saved.document == document);
  CHECK(saved.paths == std::vector<std::string>{"/pictures/noisy.png"});
  REQUIRE(saved.view);
  CHECK(saved.view->pin == session.view().pin);
  REQUIRE(saved.view->depthwise.size() == 3);
  CHECK(saved.view->depthwise[0].map == paint::Map::diverging_dark);  // Sobel x
  CHECK(saved.view->depthwise[2].map == paint::Map::grey);            // box
  CHECK(saved.view->output.size() == 3);

  SavedDocument wanted = saved;
  wanted.document.batch.front().id = 0;
  CHECK(read(document_json(saved, model::separable_filters(session.numbers()->stages))) == wanted);
}

TEST_CASE("whatever is wrong in a file is said in one sentence that names the key") {
  struct Row {
    std::string at;
    json value;
    std::vector<std::string> says;
  };
  const json huge = 1e300;
  const std::vector<Row> rows{
      {"/twofold", 2, {"\"twofold\""}},
      {"/pictures", "citrus.jpg", {"\"pictures\"", "list"}},
      {"/pictures/0", 3, {"\"pictures\"", "objects"}},
      {"/pictures/0/width", 0, {"\"pictures\"", "\"width\""}},
      {"/pictures/0/channels", 2, {"\"channels\"", "1 or 3"}},
      {"/pictures/0/name", nullptr, {"\"name\"", "missing"}},
      {"/longest_side", -1, {"\"longest_side\""}},
      {"/grey", "yes", {"\"grey\"", "true or false"}},
      {"/source", "camera", {"\"source\"", "pictures or noise or crops"}},
      {"/source", "noise", {"\"noise_shape\"", "missing"}},
      {"/kernel", json({0, 3}), {"\"kernel\""}},
      {"/kernel", json({3, 3, 3}), {"\"kernel\""}},
      {"/kernel", json({3, 5000}), {"\"kernel\"", "4096"}},
      {"/strides", 2, {"\"strides\""}},
      {"/dilations", json({1.5, 1}), {"\"dilations\""}},
      {"/padding", "FULL", {"\"padding\"", "SAME or VALID"}},
      {"/channel_multiplier", 4097, {"\"channel_multiplier\"", "4096"}},
      {"/channel_multiplier", "2", {"\"channel_multiplier\""}},
      {"/out_channels", nullptr, {"\"out_channels\"", "missing"}},
      {"/activation", "tanh", {"\"activation\""}},
      {"/seed", -1, {"\"seed\""}},
      {"/seed", 1.5, {"\"seed\""}},
      {"/bypass", true, {"\"bypass\""}},
      {"/bypass/depthwise", 1, {"\"bypass\"", "\"depthwise\""}},
      {"/filters", json::array(), {"\"filters\""}},
      {"/filters/origin", "loaded", {"\"filters\"", "\"origin\"", "\"depthwise\""}},
      {"/filters/mix", "blend", {"\"filters\"", "\"mix\""}},
      {"/filters/kernels", json::array({{{"q", -1}, {"r", 0}, {"preset", "box"}}}), {"\"q\""}},
      {"/filters/kernels",
       json::array({{{"q", 0},
                     {"r", 0},
                     {"preset", "box"},
                     {"values_shape", {2, 2}},
                     {"values", {1, 2, 3}}}}),
       {"\"kernels\"", "\"values\"", "3"}},
      {"/filters/weights",
       json::array({{{"q", 0}, {"r", 0}, {"k", 0}, {"value", huge}}}),
       {"\"weights\"", "\"value\""}},
      {"/filters/bias", json::array({{{"k", 5000}, {"value", 0}}}), {"\"bias\"", "\"k\""}},
      {"/filters/depthwise", json::array({1}), {"\"depthwise_shape\"", "missing"}},
      {"/view", json::object(), {"\"view\"", "\"pin\""}},
  };
  for (const Row& row : rows) {
    const std::string sentence = complaint(with(row.at, row.value));
    INFO(row.at << ": " << sentence);
    for (const std::string& part : row.says) CHECK(sentence.find(part) != std::string::npos);
  }
}

TEST_CASE("files that are no documents are refused") {
  for (const char* text :
       {"", "{", "[]", "3", "null", "{}", "{\"filters\": {}}", "\xff\xfe", "{\"op\": \"conv2d\"}"})
    CHECK_FALSE(complaint(text).empty());
}

TEST_CASE("a file cut off anywhere or with one byte changed is refused or read, never worse") {
  const std::string whole = written(opening());
  for (std::size_t length = 0; length + 2 < whole.size(); length += 3)
    CHECK_FALSE(read_document(whole.substr(0, length)).ok());
  core::Random random(1);
  for (int i = 0; i < 3000; ++i) {
    std::string changed = whole;
    changed[random.next() % changed.size()] = static_cast<char>(random.next() % 256);
    const Result<SavedDocument> saved = read_document(changed);
    if (saved) CHECK(saved->document.layer.kernel.height > 0);
  }
}

TEST_CASE("given filters have to fit each other") {
  json file = json::parse(written(opening()));
  file.erase("filters");
  file["pointwise_shape"] = {1, 1, 9, 1};
  CHECK(complaint(file.dump()).find("\"pointwise_shape\"") != std::string::npos);
  file["pointwise_shape"] = {3, 1, 3, 1};
  CHECK(complaint(file.dump()).find("\"pointwise_shape\"") != std::string::npos);
}

TEST_CASE("a saved picture is looked for at its path, beside the file, and among the bundled") {
  SavedDocument saved = opening();
  const std::filesystem::path images = std::filesystem::path(TWOFOLD_SOURCE_DIR) / "assets/images";
  saved.paths = {(images / "bee.jpg").string()};
  CHECK(load_saved_picture(saved, 0, "/nowhere/layer.json")->name == "bee");
  saved.paths = {"/gone/coffee.jpg"};
  CHECK(load_saved_picture(saved, 0, images / "layer.json")->name == "coffee");
  CHECK(load_saved_picture(saved, 0, "/nowhere/layer.json")->name == "citrus");
  saved.document.batch.front().name = "mine";
  const auto missing = load_saved_picture(saved, 0, "/nowhere/layer.json");
  REQUIRE_FALSE(missing.ok());
  CHECK(missing.error().sentence.find("\"mine\"") != std::string::npos);
}

TEST_CASE("a layer can hold its picture, and another stands in for one that is gone") {
  model::PictureLibrary library;
  core::Tensor bytes({1, 5, 7, 3});
  for (std::size_t i = 0; i < bytes.values.size(); ++i)
    bytes.values[i] = static_cast<float>(i * 37 % 256) / 255;
  SavedDocument saved = opening();
  saved.document.batch = {library.add({bytes, "mine", "/gone/mine.png", ""})};
  saved.paths = {"/gone/mine.png"};
  hold_pictures(saved, library);
  REQUIRE(saved.pngs.size() == 1);
  CHECK_FALSE(saved.pngs.front().empty());
  const SavedDocument back = read(written(saved));
  CHECK(back.pngs == saved.pngs);
  const auto picture = load_saved_picture(back, 0, "/nowhere/layer.json");
  REQUIRE(picture.ok());
  CHECK(picture->values == bytes);
  CHECK(picture->name == "mine");

  const model::PictureRef gone{0, 5000, 20, 1, "gone"};
  const Picture board = stand_in(gone);
  CHECK(board.name == "gone");
  CHECK(board.values.shape == core::Shape{1, 5, 1280, 1});
  CHECK(stand_in({0, 64, 42, 3, "gone"}).values.shape == core::Shape{1, 42, 64, 3});
}

TEST_CASE("how the window looked comes back, and files from before that are read") {
  SavedDocument saved = opening();
  saved.view = SavedView{{2, 27, 115, 0}, 0, {}, {}, {}};
  saved.view->operation = model::OperationView::regular;
  saved.view->result = model::OutputView::difference;
  saved.view->viewport = {0.25, 0.5, 4};
  saved.view->pin_was_moved = true;
  CHECK(read(written(saved)).view == saved.view);
  json old = json::parse(written(saved));
  for (const char* key : {"operation", "result", "viewport", "pin_was_moved"})
    old["view"].erase(key);
  CHECK(read(old.dump()).view->pin == saved.view->pin);
  old["view"]["viewport"] = {{"x", 0.5}, {"y", 0.5}, {"zoom", 0}};
  CHECK(complaint(old.dump()).find("\"zoom\"") != std::string::npos);
}

TEST_CASE("a picture whose path is not UTF-8 is found again") {
  SavedDocument saved = opening();
  const std::filesystem::path folder = std::filesystem::temp_directory_path() /
                                       ("twofold_" + std::to_string(::getpid()) + "_caf\xe9");
  std::filesystem::create_directories(folder);
  std::filesystem::copy_file(std::filesystem::path(TWOFOLD_SOURCE_DIR) / "assets/images/bee.jpg",
                             folder / "b\xff.jpg",
                             std::filesystem::copy_options::overwrite_existing);
  saved.paths = {(folder / "b\xff.jpg").string()};
  saved.document.batch.front().name = "b\xff";
  const SavedDocument back = read(written(saved));
  CHECK(back.paths == saved.paths);
  const auto picture = load_saved_picture(back, 0, "/nowhere/layer.json");
  REQUIRE(picture.ok());
  CHECK(picture->name == "b\xff");
  std::filesystem::remove_all(folder);
}

TEST_CASE("bias and activation of a golden file are the document's") {
  json file{{"strides", {1, 1}},    {"dilations", {1, 1}},
            {"padding", "SAME"},    {"depthwise_shape", {1, 1, 1, 1}},
            {"depthwise", {1}},     {"pointwise_shape", {1, 1, 1, 2}},
            {"pointwise", {1, 2}},  {"bias", {0.5, -3}},
            {"activation", "relu6"}};
  const Document document = read(file.dump()).document;
  const core::Filters filters = model::build_filters(document.bank, nullptr, document.layer, 1, {});
  CHECK(filters.bias == std::vector<float>{0.5f, -3.0f});
  CHECK(filters.activation == core::Activation::relu6);
  file["bias"] = {1};
  CHECK(complaint(file.dump()).find("\"bias\" has 1 values") != std::string::npos);
  file.erase("bias");
  file["activation"] = "tanh";
  CHECK(complaint(file.dump()).find("\"activation\"") != std::string::npos);
}

TEST_CASE("documents are saved to and loaded from files") {
  const std::filesystem::path file =
      std::filesystem::temp_directory_path() /
      ("twofold_document_test_" + std::to_string(::getpid()) + ".json");
  REQUIRE(save_document(file, opening(), filters_of(opening().document)).ok());
  const Result<SavedDocument> back = load_document(file);
  REQUIRE(back.ok());
  CHECK(*back == opening());
  std::filesystem::remove(file);
  const Result<SavedDocument> none = load_document(file);
  REQUIRE_FALSE(none.ok());
  CHECK(none.error().sentence.find(file.filename().string()) != std::string::npos);
}

}  // namespace twofold::io
