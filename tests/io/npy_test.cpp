#include "app/io/npy.h"

#include "app/io/assets.h"
#include "core/equivalent.h"
#include "tests/support/catch.h"
#include "tests/support/process.h"

namespace twofold::tests {
namespace {

/// A .npy file of version 1 or 2.
std::string npy(int version, const std::string& header, const std::string& data) {
  std::string bytes = "\x93NUMPY";
  bytes += static_cast<char>(version);
  bytes += '\0';
  bytes += static_cast<char>(header.size());
  bytes.append(version == 1 ? 1 : 3, '\0');
  return bytes + header + data;
}

const std::string kOne("\x00\x00\x80\x3f", 4);                   // 1.0f
const std::string kHalf("\x00\x00\x00\x00\x00\x00\xe0\x3f", 8);  // 0.5

TEST_CASE("float32 and float64, versions 1 and 2") {
  const io::Result<io::Npy> single = io::read_npy(
      npy(1, "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1), }\n", kOne + kOne));
  REQUIRE(single);
  CHECK(*single == io::Npy{{2, 1}, {1, 1}});
  const io::Result<io::Npy> twice =
      io::read_npy(npy(2, "{'shape': (1,), 'fortran_order': False, 'descr': '<f8'}\n", kHalf));
  REQUIRE(twice);
  CHECK(*twice == io::Npy{{1}, {0.5f}});
  const io::Result<io::Npy> scalar =
      io::read_npy(npy(1, "{'descr': '<f4', 'fortran_order': False, 'shape': (), }\n", kOne));
  REQUIRE(scalar);
  CHECK(*scalar == io::Npy{{}, {1}});
  const io::Result<io::Npy> nothing =
      io::read_npy(npy(1, "{'descr': '<f4', 'fortran_order': False, 'shape': (0, 3), }\n", ""));
  REQUIRE(nothing);
  CHECK(*nothing == io::Npy{{0, 3}, {}});
}

TEST_CASE("Other types, orders and broken files are refused") {
  const std::string good = "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), }\n";
  REQUIRE(io::read_npy(npy(1, good, kOne)));
  const std::string whole = npy(1, good, kOne);
  for (std::size_t size = 0; size < whole.size(); ++size) {
    CHECK_FALSE(io::read_npy(whole.substr(0, size)).ok());
  }
  for (const char* header :
       {"{'descr': '>f4', 'fortran_order': False, 'shape': (1,), }",
        "{'descr': '<i4', 'fortran_order': False, 'shape': (1,), }",
        "{'descr': '<f4', 'fortran_order': True, 'shape': (1,), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1", "{'descr': '<f4'}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1000000, 1000000, 1000000, 99), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,), }"}) {
    INFO(header);
    CHECK_FALSE(io::read_npy(npy(1, header, kOne)).ok());
  }
}

TEST_CASE("An array is refused for what is wrong with it") {
  const auto why = [](const std::string& bytes) {
    const io::Result<io::Npy> read = io::read_npy(bytes);
    return read ? std::string("read") : read.error().sentence;
  };
  const std::string start = "{'descr': '<f4', 'fortran_order': False, 'shape': ";
  const std::string whole = npy(1, start + "(1,), }\n", kOne);
  CHECK(why("\xff\xd8\xff\xe0 a photograph") == "this is not a .npy file");
  CHECK(why(whole.substr(0, 20)) == "the .npy file is cut off: it ends before its first lines do");
  CHECK(why(whole.substr(0, whole.size() - 1)) ==
        "the .npy file is cut off: it ends before its values do");
  CHECK(why(npy(1, start + "(9999999,), }\n", kOne)) ==
        "an axis of the array is longer than 1048576");
  CHECK(why(npy(1, start + "(99999999999999999999,), }\n", kOne)) ==
        "an axis of the array is longer than 1048576");
  CHECK(why(npy(1, start + "three, }\n", kOne)) ==
        "what the .npy file says of its shape is not understood");
}

TEST_CASE("A scalar that was cut off is refused, and an array without values needs none") {
  const std::string scalar = "{'descr': '<f4', 'fortran_order': False, 'shape': (), }\n";
  CHECK_FALSE(io::read_npy(npy(1, scalar, "")).ok());
  CHECK_FALSE(io::read_npy(npy(1, scalar, kOne.substr(1))).ok());
  CHECK_FALSE(io::load_npy(TWOFOLD_SOURCE_DIR "/tests/io/reports/scalar_cut_off.npy").ok());
  for (const char* shape : {"(3, 0)", "(1000000, 1000000, 0)", "(0,)"}) {
    INFO(shape);
    const auto none = io::read_npy(
        npy(1, std::string("{'descr': '<f4', 'fortran_order': False, 'shape': ") + shape + ", }\n",
            ""));
    REQUIRE(none);
    CHECK(none->values.empty());
  }
}

TEST_CASE("What was written is read back, by us and as NumPy lays it out") {
  const TemporaryFolder folder;
  const io::Npy array{{2, 3}, {1, 2, 3, 4, 5, -0.1f}};
  REQUIRE(io::save_npy(folder / "a.npy", array));
  const io::Result<io::Npy> read = io::load_npy(folder / "a.npy");
  REQUIRE(read);
  CHECK(*read == array);
  CHECK((contents(folder / "a.npy").size() - 24) % 64 == 0);
  REQUIRE(io::save_npy(folder / "b.npy", {{3}, {1, 2, 3}}));
  CHECK(contents(folder / "b.npy").find("'shape': (3,)") != std::string::npos);
}

TEST_CASE("The learned filters come nearer to the trained layer as the multiplier grows") {
  const io::Result<core::Filter> trained = io::load_npy_filter(
      *io::assets_folder() / "weights" / "tiny_face_detector" / "conv0_filters.npy");
  REQUIRE(trained);
  double last = 1e9;
  for (const int multiplier : {1, 2, 4, 8}) {
    const io::Result<core::Filters> learned = io::learned_filters(multiplier);
    REQUIRE(learned);
    CHECK(learned->depthwise.shape == core::FilterShape{3, 3, 3, multiplier});
    CHECK(learned->pointwise.shape == core::FilterShape{1, 1, 3 * multiplier, 16});
    CHECK(learned->bias.size() == 16);
    const core::Filter collapsed = core::collapse(learned->depthwise, learned->pointwise);
    double distance = 0;
    for (std::size_t i = 0; i < collapsed.values.size(); ++i) {
      const double difference = collapsed.values[i] - trained->values[i];
      distance += difference * difference;
    }
    CHECK(distance < last);
    last = distance;
  }
  CHECK_FALSE(io::learned_filters(3).ok());
}

}  // namespace
}  // namespace twofold::tests
