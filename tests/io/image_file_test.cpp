#include "app/io/assets.h"
#include "app/io/pictures/picture_file.h"
#include "app/io/pictures/png_file.h"
#include "core/filters.h"
#include "tests/io/image_bytes.h"
#include "tests/support/catch.h"
#include "tests/support/process.h"

namespace twofold::tests {
namespace {

using io::Picture;

/// The picture in the bytes; fails the test if there is none.
Picture picture(const std::string& bytes) {
  const io::Result<Picture> read = io::read_picture(bytes, "test");
  INFO((read ? "" : read.error().sentence));
  REQUIRE(read);
  return *read;
}

/// The sentence of the refusal; fails the test if the bytes were read.
std::string refusal(const std::string& bytes) {
  const io::Result<Picture> read = io::read_picture(bytes, "test");
  REQUIRE(!read);
  const std::string sentence = read.error().sentence;
  CHECK(sentence.rfind("test: ", 0) == 0);
  CHECK(sentence.find('\n') == std::string::npos);
  return sentence;
}

std::vector<float> over(const Samples& samples, float most) {
  std::vector<float> values;
  for (const int sample : samples) values.push_back(static_cast<float>(sample) / most);
  return values;
}

const Samples kRgb{255, 0, 0, 0, 128, 255, 1, 2, 3, 250, 251, 252, 9, 8, 7, 90, 80, 70};  // 3x2
const Samples kGrey{0, 1, 127, 128, 254, 255};
const Samples kDeep{0, 1, 255, 256, 65534, 65535};

std::string cat_jpeg() { return contents(*io::assets_folder() / "images" / "cat.jpg"); }

TEST_CASE("Every kind of file gives the stored bytes over 255") {
  const core::Tensor colour({1, 2, 3, 3}, over(kRgb, 255));
  const core::Tensor grey({1, 2, 3, 1}, over(kGrey, 255));
  CHECK(picture(png(3, 2, PngKind::rgb, 8, kRgb)).values == colour);
  CHECK(picture(png(3, 2, PngKind::grey, 8, kGrey)).values == grey);
  CHECK(picture(bmp(3, 2, kRgb)).values == colour);
  CHECK(picture(tga(3, 2, 3, kRgb)).values == colour);
  CHECK(picture(tga(3, 2, 1, kGrey)).values == grey);
  CHECK(picture(psd(3, 2, {3, 3, 8, false}, kRgb)).values == colour);
  CHECK(picture(psd(3, 2, {3, 3, 8, true}, kRgb)).values == colour);
  CHECK(picture(psd(3, 2, {1, 1, 8, false}, kGrey)).values == grey);
  CHECK(picture("P6 3 2 255\n" + std::string(kRgb.begin(), kRgb.end())).values == colour);
  CHECK(picture("P5 3 2 255\n" + std::string(kGrey.begin(), kGrey.end())).values == grey);
  CHECK(picture(png(3, 2, PngKind::rgb, 8, kRgb)).made_of.empty());
}

TEST_CASE("a part of a PNG's pixels that is empty changes nothing") {
  const std::string whole = png(3, 2, PngKind::rgb, 8, kRgb);
  const std::string empty = tests::png_chunk("IDAT", "");
  for (const char* before : {"IDAT", "IEND"}) {
    CAPTURE(before);
    std::string parted = whole;
    parted.insert(parted.find(before) - 4, empty);
    CHECK(picture(parted).values == picture(whole).values);
  }
}

TEST_CASE("16 bit files give the stored values over 65535, and say so") {
  const core::Tensor grey({1, 2, 3, 1}, over(kDeep, 65535));
  for (const std::string& bytes :
       {png(3, 2, PngKind::grey, 16, kDeep), psd(3, 2, {1, 1, 16, false}, kDeep),
        psd(3, 2, {1, 1, 16, true}, kDeep)}) {
    const Picture deep = picture(bytes);
    CHECK(deep.values == grey);
    CHECK(deep.bits == 16);
    CHECK(deep.made_of == "16 bit");
  }
  const Samples six{0, 1, 2, 65535, 65534, 300};
  CHECK(picture(png(1, 2, PngKind::rgb, 16, six)).values ==
        core::Tensor({1, 2, 1, 3}, over(six, 65535)));
}

TEST_CASE("Transparent pixels are laid on white, and the file's alpha is said") {
  const Picture rgba =
      picture(png(1, 3, PngKind::rgba, 8, {255, 0, 51, 255, 255, 0, 51, 0, 255, 0, 51, 51}));
  const std::vector<float> want{1, 0, 0.2f, 1, 1, 1, 1, 0.8f, 0.84f};
  REQUIRE(rgba.values.shape == core::Shape{1, 3, 1, 3});
  for (std::size_t i = 0; i < want.size(); ++i) {
    CHECK(rgba.values.values[i] == Approx(want[i]).epsilon(1e-6));
  }
  CHECK(rgba.had_alpha);
  CHECK(rgba.made_of == "RGBA, alpha composited on white");

  const Picture grey = picture(png(2, 1, PngKind::grey_alpha, 16, {0, 65535, 0, 0}));
  CHECK(grey.values == core::Tensor({1, 1, 2, 1}, {0, 1}));
  CHECK(grey.made_of == "grey with alpha, alpha composited on white, 16 bit");

  const Picture opaque = picture(png(1, 1, PngKind::rgba, 8, {1, 2, 3, 255}));
  CHECK(opaque.values == core::Tensor({1, 1, 1, 3}, over({1, 2, 3}, 255)));
  CHECK(opaque.made_of == "RGBA, opaque everywhere");
  CHECK(picture(tga(1, 1, 4, {255, 0, 0, 0})).values == core::Tensor({1, 1, 1, 3}, {1, 1, 1}));
}

TEST_CASE("A Photoshop file's colours lie on white already, but for pixels that are not there") {
  const Picture layered =
      picture(psd(1, 2, {3, 4, 8, false, true}, {10, 20, 30, 128, 40, 50, 60, 0}));
  CHECK(layered.values == core::Tensor({1, 2, 1, 3}, over({10, 20, 30, 255, 255, 255}, 255)));
  CHECK(layered.had_alpha);
}

TEST_CASE("A selection saved with a Photoshop file is no transparency") {
  const Picture flat = picture(psd(1, 2, {3, 4, 8, false}, {10, 20, 30, 128, 40, 50, 60, 0}));
  CHECK(flat.values == core::Tensor({1, 2, 1, 3}, over({10, 20, 30, 40, 50, 60}, 255)));
  CHECK_FALSE(flat.had_alpha);
}

TEST_CASE("A GIF gives its first frame") {
  const Samples palette{255, 0, 0, 0, 255, 0, 0, 0, 255, 9, 9, 9};
  const Picture plain = picture(gif(2, 2, palette, {0, 1, 2, 3}));
  CHECK(plain.values == core::Tensor({1, 2, 2, 3}, over(palette, 255)));
  CHECK(plain.made_of == "first frame of a GIF");
  CHECK(!plain.had_alpha);
  const Picture holed = picture(gif(2, 2, palette, {0, 1, 2, 3}, 3));
  CHECK(holed.values.at(0, 1, 1, 0) == 1.0f);
  CHECK(holed.had_alpha);
}

TEST_CASE("A JPEG is turned as its EXIF orientation says") {
  // Where the stored picture's first row and first column are seen, by the EXIF standard: an index
  // of a side (0 or -1 for the last), and whether rows are seen as columns.
  struct Seen {
    bool swapped;
    int first_row;
    int first_column;
  };
  const Seen seen[] = {{false, 0, 0}, {false, 0, -1}, {false, -1, -1}, {false, -1, 0},
                       {true, 0, 0},  {true, -1, 0},  {true, -1, -1},  {true, 0, -1}};
  const std::string jpeg = cat_jpeg();
  const core::Tensor stored = picture(jpeg).values;
  const int height = stored.shape.height, width = stored.shape.width;
  for (int orientation = 1; orientation <= 8; ++orientation) {
    const Seen& s = seen[orientation - 1];
    const Picture turned = picture(with_orientation(jpeg, orientation));
    REQUIRE(turned.file_width == (s.swapped ? height : width));
    REQUIRE(turned.file_height == (s.swapped ? width : height));
    for (const auto& [y, x] : {std::pair{0, 0}, {0, width - 1}, {height - 1, 0}, {100, 30}}) {
      const int row = s.first_row == 0 ? y : height - 1 - y;
      const int column = s.first_column == 0 ? x : width - 1 - x;
      for (int c = 0; c < 3; ++c) {
        CHECK(stored.at(0, y, x, c) == (s.swapped ? turned.values.at(0, column, row, c)
                                                  : turned.values.at(0, row, column, c)));
      }
    }
    CHECK(turned.made_of.empty() == (orientation == 1));
  }
  CHECK(picture(with_orientation(jpeg, 6)).made_of == "turned by EXIF orientation 6");
  CHECK(picture(with_orientation(jpeg, 77)).values == stored);
}

TEST_CASE("What is not a picture is refused in one sentence") {
  CHECK(refusal("") == "test: the file is empty");
  CHECK(refusal("just some words, long enough to be mistaken for a header").find("not a picture") !=
        std::string::npos);
  // Known, and not read: that is the reason that is given.
  CHECK(refusal("#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y 1 +X 1\n....").find("Radiance") !=
        std::string::npos);
}

TEST_CASE("A picture that is cut off anywhere is refused, never shown in part") {
  const Samples palette{255, 0, 0, 0, 255, 0, 0, 0, 255, 9, 9, 9};
  const std::string whole[] = {png(3, 2, PngKind::rgb, 8, kRgb),
                               png(3, 2, PngKind::grey, 16, kDeep),
                               bmp(4, 2, {kRgb[0], 1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11,
                                          12,      13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23}),
                               tga(3, 2, 3, kRgb),
                               psd(3, 2, {3, 3, 8, true}, kRgb),
                               psd(3, 2, {3, 3, 16, false}, kRgb),
                               gif(2, 2, palette, {0, 1, 2, 3}),
                               "P6 3 2 255\n" + std::string(kRgb.begin(), kRgb.end())};
  for (const std::string& bytes : whole) {
    const Picture uncut = picture(bytes);
    // What stands behind the last pixel of PNG (checksums, an empty chunk) and GIF may be missing.
    const std::size_t behind = bytes[1] == 'P' ? 20 : bytes[0] == 'G' ? 17 : 0;
    for (std::size_t size = 1; size < bytes.size(); ++size) {
      INFO(bytes.substr(0, 4) << " of " << bytes.size() << " cut to " << size);
      const auto cut = io::read_picture(bytes.substr(0, size), "test");
      if (size + behind < bytes.size()) CHECK_FALSE(cut.ok());
      if (cut.ok()) CHECK(cut.value().values == uncut.values);
    }
  }
  const std::string jpeg = cat_jpeg();
  for (std::size_t size = 3; size + 2 < jpeg.size(); size += 997) {
    CHECK_FALSE(io::read_picture(jpeg.substr(0, size), "test").ok());
  }
}

TEST_CASE("Pictures beyond all bounds are refused before their memory is taken") {
  std::string huge = png(3, 2, PngKind::rgb, 8, kRgb);
  std::string header = huge.substr(16, 13);
  header.replace(0, 8, "\x00\x00\xff\xff\x00\x00\xff\xff", 8);
  huge.replace(8, 25, tests::png_chunk("IHDR", header));
  CHECK(refusal(huge).find("more than the 134 million pixels") != std::string::npos);
  CHECK(refusal("P5 60000 60000 255\n12345").find("more than the 134 million pixels") !=
        std::string::npos);
  // Within bounds, but the file is far too short for it.
  CHECK(refusal("P5 10000 10000 255\n12345").find("cut off") != std::string::npos);
  std::string wide = psd(3, 2, {3, 3, 8, false}, kRgb);
  wide.replace(14, 8, "\x00\x01\xff\xff\x00\x01\xff\xff", 8);
  CHECK(refusal(wide).find("more than the 134 million pixels") != std::string::npos);
  CHECK(refusal("P5 0 5 255\n").find("no pixels") != std::string::npos);
}

TEST_CASE("Altered files end in a picture or a sentence, never otherwise") {
  const Samples palette{255, 0, 0, 0, 255, 0, 0, 0, 255, 9, 9, 9};
  const std::string whole[] = {png(3, 2, PngKind::rgba, 8, {1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4,
                                                            1, 2, 3, 4, 1, 2, 3, 4, 5, 6, 7, 8}),
                               bmp(3, 2, kRgb),
                               tga(3, 2, 3, kRgb),
                               psd(3, 2, {3, 3, 8, true}, kRgb),
                               gif(2, 2, palette, {0, 1, 2, 3}),
                               with_orientation(cat_jpeg(), 5),
                               "P3 3 1 7\n1 2 3 4 5 6 7 0 1"};
  core::Random random(11);
  for (const std::string& bytes : whole) {
    for (int round = 0; round < 150; ++round) {
      std::string altered = bytes;
      const std::size_t reach = std::min<std::size_t>(bytes.size(), 800);
      for (int i = 0; i < 3; ++i) {
        altered[random.next() % reach] = static_cast<char>(random.next());
      }
      const io::Result<Picture> read = io::read_picture(altered, "test");
      if (read) {
        const core::Shape& shape = read->values.shape;
        CHECK(std::ssize(read->values.values) == shape.count());
      } else {
        CHECK(!read.error().sentence.empty());
      }
    }
  }
}

TEST_CASE("A picture's name is its file's, and a file that is not there is said") {
  const TemporaryFolder folder;
  write(folder / "my.photo.png", png(3, 2, PngKind::rgb, 8, kRgb));
  const io::Result<Picture> read = io::load_picture(folder / "my.photo.png");
  REQUIRE(read);
  CHECK(read->name == "my.photo");
  CHECK(read->file_width == 3);
  CHECK(read->file_height == 2);
  const io::Result<Picture> none = io::load_picture(folder / "none.png");
  REQUIRE(!none);
  CHECK(none.error().sentence == (folder / "none.png").string() + ": there is no such file");
  CHECK_FALSE(io::load_picture(folder.path()).ok());
}

TEST_CASE("A PNG that was written is read back byte for byte") {
  const TemporaryFolder folder;
  paint::Rgba8 colour(3, 2);
  for (std::size_t i = 0; i < colour.pixels.size(); ++i) {
    colour.pixels[i] = i % 4 == 3 ? 255 : static_cast<std::uint8_t>(11 * i);
  }
  REQUIRE(io::save_png(folder / "a.png", colour));
  const core::Tensor read = picture(contents(folder / "a.png")).values;
  for (int y = 0; y < 2; ++y) {
    for (int x = 0; x < 3; ++x) {
      for (int c = 0; c < 3; ++c) {
        CHECK(read.at(0, y, x, c) == static_cast<float>(colour.at(x, y)[c]) / 255.0f);
      }
    }
  }
  const std::uint8_t grey[] = {0, 7, 255};
  REQUIRE(io::save_png(folder / "g.png", {3, 1, 1, grey}));
  CHECK(picture(contents(folder / "g.png")).values ==
        core::Tensor({1, 1, 3, 1}, over({0, 7, 255}, 255)));
  CHECK_FALSE(io::save_png(folder / "no/b.png", colour).ok());
}

TEST_CASE("All bundled pictures can be opened") {
  CHECK(io::bundled_pictures().size() == 7);
  for (const auto& file : io::bundled_pictures()) {
    const io::Result<Picture> read = io::load_picture(file);
    REQUIRE(read);
    CHECK(read->values.shape.channels == 3);
    CHECK(read->made_of.empty());
  }
}

}  // namespace
}  // namespace twofold::tests
