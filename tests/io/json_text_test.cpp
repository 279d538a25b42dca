#include "app/io/json_text.h"

#include "tests/support/catch.h"

namespace twofold::io {
namespace {

std::string complaint(const std::string& text) {
  const Result<nlohmann::json> parsed = parse_json(text);
  INFO(text.substr(0, 100));
  REQUIRE_FALSE(parsed.ok());
  CHECK(parsed.error().user_can_mend);
  return parsed.error().sentence;
}

std::string nested(int depth) {
  const auto count = static_cast<std::size_t>(depth);
  return std::string(count, '[') + std::string(count, ']');
}

}  // namespace

TEST_CASE("what is JSON comes as it is") {
  CHECK(parse_json(R"({"a": [1, 2.5, "x", null]})").value() ==
        nlohmann::json{{"a", {1, 2.5, "x", nullptr}}});
}

TEST_CASE("where it is no JSON is said by line and column") {
  CHECK(complaint("{\"a\": 1,\n  b: 2}") == "this is not JSON: it goes wrong at line 2, column 3");
  CHECK(complaint("") == "the file is empty");
  CHECK(complaint("[1e999]") == "a number in it is too large");
}

TEST_CASE("numbers that other programs write and JSON does not have are named") {
  CHECK(complaint("{\"input\": [1,\n 2, NaN]}") ==
        "NaN at line 2, column 5 is no number that JSON has: write a finite one");
  CHECK(complaint("[Infinity]").find("Infinity at line 1") == 0);
  CHECK(complaint("[-Infinity]").find("-Infinity at line 1") == 0);
  CHECK(complaint("[1, -inf]").find("-inf at line 1") == 0);
  CHECK(complaint("[nan]").find("nan at line 1") == 0);
  // Other words are no numbers at all.
  CHECK(complaint("[None]").find("this is not JSON") == 0);
  CHECK(complaint("[infinite]").find("this is not JSON") == 0);
}

TEST_CASE("lists nested deeper than anybody means are refused before anything walks them") {
  CHECK(parse_json(nested(kMaxJsonDepth)).ok());
  CHECK(complaint(nested(kMaxJsonDepth + 1)) ==
        "lists are nested more than 64 deep at line 1, column 65");
  CHECK(complaint(nested(200'000)).find("lists are nested") == 0);
  CHECK(complaint(std::string(200'000, '[')).find("lists are nested") == 0);
  std::string objects;
  for (int i = 0; i < 200'000; ++i) objects += "{\"a\":";
  CHECK(complaint(objects).find("lists are nested") == 0);
  // Brackets in a text nest nothing, whatever the text escapes.
  CHECK(parse_json("[\"" + std::string(1000, '[') + "\\\"" + std::string(1000, '{') + "\"]").ok());
}

}  // namespace twofold::io
