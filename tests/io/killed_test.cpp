// Killed at any moment while it saves, a program leaves the old file or the new one, whole.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <random>
#include <thread>

#include "app/io/document_file.h"
#include "app/io/leftovers.h"
#include "app/io/settings_file.h"
#include "tests/support/catch.h"
#include "tests/support/process.h"

namespace twofold::tests {
namespace {

namespace fs = std::filesystem;

/// Enough for every run of the tests; TWOFOLD_KILLS=200 for a longer one.
int rounds() {
  const char* asked = std::getenv("TWOFOLD_KILLS");
  return asked != nullptr ? std::atoi(asked) : 30;
}

/// Starts a process that calls `save(0)`, `save(1)`, `save(2)` ... until it is killed after a
/// random while.
template <class Save>
void save_until_killed(std::mt19937& random, Save&& save) {
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0)
    for (int i = 0;; ++i) save(i);
  std::this_thread::sleep_for(std::chrono::microseconds(random() % 20000));
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
}

/// What the killed left goes away: at most the last one's is there still.
void check_leftovers(const fs::path& folder, std::ptrdiff_t files) {
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.path().filename().string().starts_with(".twofold-"))
      fs::last_write_time(entry.path(), fs::file_time_type::clock::now() - std::chrono::hours(1));
  io::remove_leftovers(folder);
  CHECK(std::distance(fs::directory_iterator(folder), fs::directory_iterator()) == files);
}

TEST_CASE("A kill while a layer is saved leaves the old layer or the new one") {
  const TemporaryFolder folder;
  const fs::path path = folder / "layer.json";
  io::SavedDocument saved;
  saved.document.batch = {{0, 320, 211, 3, "citrus"}};
  saved.paths = {""};
  const auto save = [&](int i) {
    io::SavedDocument one = saved;
    one.document.layer.channel_multiplier = 1 + i % 2;
    const core::Filters filters = model::build_filters(one.document.bank, nullptr,
                                                       one.document.layer, 3, one.document.bypass);
    (void)io::save_document(path, one, filters);
  };
  save(0);
  std::mt19937 random(7);
  for (int round = 0; round < rounds(); ++round) {
    save_until_killed(random, save);
    const io::Result<io::SavedDocument> read = io::load_document(path);
    INFO("round " << round << ": " << (read ? "" : read.error().sentence));
    REQUIRE(read);
    CHECK(read->document.layer.channel_multiplier <= 2);
  }
  check_leftovers(folder.path(), 1);
}

TEST_CASE("A kill while settings are saved leaves the old ones or the new ones") {
  const TemporaryFolder folder;
  const fs::path path = folder / "settings.json";
  io::Settings dark;
  dark.ui_zoom = 1.5f;
  io::Settings light;
  light.theme = model::ThemeChoice::light;
  light.recent_pictures = {"/a.png", "/b.png"};
  const auto save = [&](int i) { (void)io::save_settings(path, i % 2 == 0 ? dark : light); };
  save(0);
  std::mt19937 random(8);
  for (int round = 0; round < rounds(); ++round) {
    save_until_killed(random, save);
    const io::Settings read = io::load_settings(path);
    INFO("round " << round);
    CHECK((read == dark || read == light));
  }
  check_leftovers(folder.path(), 1);
}

}  // namespace
}  // namespace twofold::tests
