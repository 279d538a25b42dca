// The list of pictures: bundled ones, recent ones, files.
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "tests/support/catch.h"
#include "tests/support/whole_window.h"

using namespace twofold;
using tests::WholeWindow;
namespace fs = std::filesystem;

namespace {

/// A folder with some files, gone at the end.
struct Folder {
  Folder() : path(fs::temp_directory_path() / ("browser_test_" + std::to_string(getpid()))) {
    fs::create_directories(path / "sub");
    for (const char* name : {"b.png", "A.JPG", "notes.txt", ".hidden.png", "layer.json"})
      std::ofstream(path / name) << "x";
  }
  ~Folder() { fs::remove_all(path); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  fs::path path;
};

/// The program's own pictures, as plain colours.
void add_offers(WholeWindow& w) {
  for (const char* name : {"citrus", "city", "portrait", "text", "fabric", "flowers"}) {
    auto pixels = std::make_shared<paint::Rgba8>(192, 128);
    for (std::size_t i = 0; i < pixels->pixels.size(); ++i)
      pixels->pixels[i] = i % 4 == 3 ? 255 : static_cast<std::uint8_t>(i * 31 % 251);
    w.session.offer({name, std::string("/assets/") + name + ".jpg"}, pixels);
  }
}

void open_at(WholeWindow& w, const fs::path& folder) {
  w.ui.window().browser.listing.enter(folder);
  w.press(U'o', true);
  w.headless.settle();
}

}  // namespace

TEST_CASE("a listing has folders first, then what can be opened, by name") {
  const Folder folder;
  io::FolderListing listing;
  listing.enter(folder.path);
  const std::vector<io::FolderEntry> expected{
      {"sub", true}, {"A.JPG", false}, {"b.png", false}, {"layer.json", false}};
  CHECK(listing.entries() == expected);
  CHECK(listing.problem().empty());
}

TEST_CASE("a folder that is not there is a sentence, and the listing stays") {
  const Folder folder;
  io::FolderListing listing;
  listing.enter(folder.path);
  listing.enter(folder.path / "missing");
  CHECK(listing.problem().find("cannot be read") != std::string::npos);
  CHECK(listing.folder() == folder.path);
  CHECK(listing.entries().size() == 4);
}

TEST_CASE("typed paths: blanks, home, relative, up") {
  CHECK(io::typed_path("  /a/b ", "/c") == "/a/b");
  CHECK(io::typed_path("b.png", "/c") == "/c/b.png");
  CHECK(io::typed_path("../b.png", "/c/d") == "/c/b.png");
  CHECK(io::typed_path("~/x", "/c") == io::home_folder() / "x");
  CHECK(io::typed_path("   ", "/c") == "/c");
}

TEST_CASE("a bundled picture opens by a click and the list closes") {
  WholeWindow w;
  add_offers(w);
  w.click("picture");
  REQUIRE(w.shows("browser"));
  w.click("offer portrait");
  CHECK(w.take<model::OpenPaths>().paths == std::vector<std::string>{"/assets/portrait.jpg"});
  CHECK_FALSE(w.shows("browser"));
}

TEST_CASE("folders are entered by a click and left by Up") {
  const Folder folder;
  WholeWindow w;
  open_at(w, folder.path);
  w.click("file sub");
  CHECK(w.ui.window().browser.listing.folder() == folder.path / "sub");
  w.click("folder up");
  CHECK(w.ui.window().browser.listing.folder() == folder.path);
  CHECK(w.requests().empty());
}

TEST_CASE("typing replaces the path, also when the list is opened again") {
  const Folder folder;
  WholeWindow w;
  for (int times = 0; times < 2; ++times) {
    open_at(w, folder.path);
    w.headless.settle();
    w.headless.type("/");
    CHECK(w.ui.window().browser.path == "/");
    w.headless.key(ImGuiKey_Escape);
    w.headless.settle();
    REQUIRE_FALSE(w.shows("browser"));
  }
}

TEST_CASE("a double click opens a file") {
  const Folder folder;
  WholeWindow w;
  open_at(w, folder.path);
  w.headless.double_click(tests::middle_of(w.ui.registry(), "file b.png"));
  CHECK(w.take<model::OpenPaths>().paths ==
        std::vector<std::string>{(folder.path / "b.png").string()});
}

TEST_CASE("several files chosen with Ctrl are a batch, in the order of choosing") {
  const Folder folder;
  WholeWindow w;
  open_at(w, folder.path);
  w.click("file b.png");
  w.headless.offscreen().io().KeyCtrl = true;
  w.click("file A.JPG");
  w.headless.offscreen().io().KeyCtrl = false;
  w.click("open chosen");
  CHECK(
      w.take<model::OpenPaths>().paths ==
      std::vector<std::string>{(folder.path / "b.png").string(), (folder.path / "A.JPG").string()});
}

TEST_CASE("a recent picture opens by a click") {
  WholeWindow w;
  w.look(model::RememberPictures{{"/photos/sea.png", "/photos/hill.png"}});
  w.press(U'o', true);
  w.headless.settle();
  w.click("recent 1");
  CHECK(w.take<model::OpenPaths>().paths == std::vector<std::string>{"/photos/hill.png"});
}

TEST_CASE("Grey is an edit of the document, not a request") {
  WholeWindow w;
  w.press(U'o', true);
  w.headless.settle();
  w.click("browser grey");
  CHECK(w.session.document().grey);
}

TEST_CASE("screenshots of the browser") {
  const Folder folder;
  for (const auto theme : {model::ThemeChoice::dark, model::ThemeChoice::light})
    for (const auto& [width, height] : {std::pair{1280, 720}, std::pair{1920, 1080}}) {
      WholeWindow w({.width = width, .height = height, .theme = theme});
      add_offers(w);
      w.look(model::RememberPictures{{"/photos/sea.png"}});
      open_at(w, folder.path);
      tests::keep_screenshot(
          w.headless.screenshot(),
          (theme == model::ThemeChoice::dark ? "browser_dark_" : "browser_light_") +
              std::to_string(height));
    }
}
