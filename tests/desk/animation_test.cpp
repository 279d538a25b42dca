// Steps as pictures: the first frame is the first step that was asked for, the last the last.
#include "app/desk/animation.h"

#include <unistd.h>

#include "app/desk/window_frame.h"
#include "app/io/pictures/picture_file.h"
#include "app/io/pictures/png_file.h"
#include "tests/model/pictures.h"
#include "tests/support/catch.h"

namespace twofold::desk {
namespace {

constexpr int kWidth = 640;
constexpr int kHeight = 400;

/// The window's colours after `done` multiply-adds, as a file would have them.
core::Floats window_at(model::Session& session, std::int64_t done,
                       const std::filesystem::path& file) {
  REQUIRE(go_to_step(session, done));
  REQUIRE(io::save_png(file, window_picture(session, kWidth, kHeight)));
  return io::load_picture(file.string())->values.values;
}

}  // namespace

TEST_CASE("a step is a number of multiply-adds, from 0 to all of them") {
  model::Session session(tests::start(16, 12));
  session.settle();
  const std::int64_t all = session.walk()->schedule.count();
  for (const std::int64_t done : {std::int64_t{0}, std::int64_t{1}, all / 2, all}) {
    CHECK(go_to_step(session, done));
    CHECK(session.view().playback.done == done);
    CHECK(session.view().playback.active);
  }
  for (const std::int64_t done : {std::int64_t{-1}, all + 1}) {
    const io::Result<io::Done> gone = go_to_step(session, done);
    REQUIRE_FALSE(gone);
    CHECK(gone.error().sentence.find(std::to_string(all) + " multiply-adds") != std::string::npos);
    CHECK(session.view().playback.done == all);
  }
}

TEST_CASE("an animation goes from its first step to its last in even strides") {
  const auto folder = std::filesystem::temp_directory_path() /
                      ("twofold_animation_test_" + std::to_string(::getpid()));
  std::filesystem::remove_all(folder);
  model::Session session(tests::start(16, 12));
  REQUIRE(export_animation(session, {100, 300, 3, folder, kWidth, kHeight}));
  model::Session other(tests::start(16, 12));
  const std::pair<const char*, std::int64_t> frames[] = {
      {"frame_0000.png", 100}, {"frame_0001.png", 200}, {"frame_0002.png", 300}};
  for (const auto& [name, done] : frames) {
    INFO(name);
    const io::Result<io::Picture> picture = io::load_picture((folder / name).string());
    REQUIRE(picture);
    const bool is_same = picture->values.values == window_at(other, done, folder / "want.png");
    CHECK(is_same);
  }
  std::filesystem::remove_all(folder);
}

}  // namespace twofold::desk
