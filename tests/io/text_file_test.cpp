#include "app/io/text_file.h"

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>

#include "app/io/leftovers.h"
#include "tests/support/catch.h"
#include "tests/support/process.h"

namespace twofold::tests {
namespace {

namespace fs = std::filesystem;

/// How many entries a folder has: a temporary file that was left behind would be one more.
std::ptrdiff_t entries(const fs::path& folder) {
  return std::distance(fs::directory_iterator(folder), fs::directory_iterator());
}

TEST_CASE("A file is read whole, whatever it holds") {
  const TemporaryFolder folder;
  const std::string bytes("a\0b\r\n\xff", 6);
  write(folder / "a", bytes);
  const io::Result<std::string> read = io::read_file(folder / "a");
  REQUIRE(read);
  CHECK(*read == bytes);
  write(folder / "empty", "");
  CHECK(io::read_file(folder / "empty").value().empty());
}

TEST_CASE("Every reason why a file cannot be read has its own words") {
  const TemporaryFolder folder;
  write(folder / "file", "x");
  const auto sentence = [](const fs::path& path) {
    const io::Result<std::string> read = io::read_file(path);
    REQUIRE(!read);
    CHECK(read.error().user_can_mend);
    return read.error().sentence;
  };
  CHECK(sentence(folder / "none").find("no such file") != std::string::npos);
  CHECK(sentence(folder / "file/none").find("no such file") != std::string::npos);
  CHECK(sentence(folder.path()).find("folder") != std::string::npos);
  CHECK(sentence(folder / std::string(5000, 'a')).find("too long") != std::string::npos);
}

TEST_CASE("What a killed process was writing goes away, and nothing else does") {
  const TemporaryFolder folder;
  const pid_t dead = ::fork();
  if (dead == 0) ::_exit(0);
  ::waitpid(dead, nullptr, 0);
  const auto leave = [&](const std::string& name, int hours) {
    write(folder / name, "half");
    fs::last_write_time(folder / name,
                        fs::file_time_type::clock::now() - std::chrono::hours(hours));
  };
  const std::string gone = ".twofold-" + std::to_string(dead) + "-";
  leave(gone + "abcdef", 1);
  leave(gone + "young1", 0);  // of another machine, perhaps
  leave(".twofold-" + std::to_string(::getpid()) + "-abcdef", 1);
  leave(gone + "longer_than_that", 1);
  leave(".twofold-mine-abcdef", 1);
  leave("a.json.abcdef", 1);
  CHECK(entries(folder.path()) == 6);
  REQUIRE(io::write_file(folder / "a", "x"));
  CHECK(!fs::exists(folder / (gone + "abcdef")));
  CHECK(entries(folder.path()) == 6);
  io::remove_leftovers(folder / "nowhere");
}

TEST_CASE("The longest name that there can be is written") {
  const TemporaryFolder folder;
  const std::string name(255, 'n');
  REQUIRE(io::write_file(folder / name, "x"));
  CHECK(contents(folder / name) == "x");
}

TEST_CASE("A pipe or a device in place of a file is refused without waiting for it") {
  const TemporaryFolder folder;
  REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
  fs::create_symlink("pipe", folder / "link");
  const auto sentence = [](const fs::path& path) {
    const io::Result<std::string> read = io::read_file(path);
    REQUIRE(!read);
    CHECK(read.error().user_can_mend);
    return read.error().sentence;
  };
  CHECK(sentence(folder / "pipe").find("this is a pipe, not a file") != std::string::npos);
  CHECK(sentence(folder / "link").find("this is a pipe, not a file") != std::string::npos);
  CHECK(sentence("/dev/zero").find("this is a device, not a file") != std::string::npos);
  const io::Result<io::Done> written = io::write_file(folder / "pipe", "x");
  REQUIRE(!written);
  CHECK(written.error().sentence.find("nobody reads from this pipe") != std::string::npos);
}

TEST_CASE("What the program was handed to read is read, though it is a pipe") {
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  REQUIRE(::write(ends[1], "through", 7) == 7);
  ::close(ends[1]);
  const io::Result<std::string> read = io::read_file("/dev/fd/" + std::to_string(ends[0]));
  ::close(ends[0]);
  REQUIRE(read);
  CHECK(*read == "through");
}

TEST_CASE("A file of more than the limit is refused unread") {
  const TemporaryFolder folder;
  write(folder / "large", "");
  fs::resize_file(folder / "large", static_cast<std::uintmax_t>(io::kMaxFileBytes) + 1);
  CHECK_FALSE(io::read_file(folder / "large").ok());
}

TEST_CASE("Writing replaces the whole file, keeps its permissions and leaves nothing beside it") {
  const TemporaryFolder folder;
  write(folder / "a", "a longer text than the new one");
  fs::permissions(folder / "a", fs::perms::owner_read | fs::perms::owner_write);
  REQUIRE(io::write_file(folder / "a", "new"));
  CHECK(contents(folder / "a") == "new");
  CHECK(fs::status(folder / "a").permissions() == (fs::perms::owner_read | fs::perms::owner_write));
  const mode_t mask = ::umask(022);
  REQUIRE(io::write_file(folder / "b", "new"));
  ::umask(mask);
  CHECK((static_cast<unsigned>(fs::status(folder / "b").permissions()) & 0777u) == 0644u);
  CHECK(entries(folder.path()) == 2);
}

TEST_CASE("A link stays a link: what it leads to is replaced") {
  const TemporaryFolder folder;
  write(folder / "target", "old");
  fs::create_symlink("target", folder / "link");
  REQUIRE(io::write_file(folder / "link", "new"));
  CHECK(fs::is_symlink(folder / "link"));
  CHECK(contents(folder / "target") == "new");
}

TEST_CASE("What cannot be written leaves the old file as it was") {
  const TemporaryFolder folder;
  fs::create_directory(folder / "inner");
  const auto sentence = [](const fs::path& path) {
    const io::Result<io::Done> written = io::write_file(path, "x");
    REQUIRE(!written);
    return written.error().sentence;
  };
  CHECK(sentence(folder / "none/file").find("does not exist") != std::string::npos);
  CHECK(sentence(folder / "inner").find("folder") != std::string::npos);
  CHECK(sentence("/dev/full").find("no room") != std::string::npos);
  CHECK(entries(folder / "inner") == 0);
}

TEST_CASE("No room on the disk: the old file stays, and nothing is left behind") {
  const TemporaryFolder folder;
  const std::string place = folder.path().string();
  if (::geteuid() != 0 ||
      run_program({"mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", place}).status != 0) {
    WARN("SKIP: a small disk cannot be mounted here");
    return;
  }
  write(folder / "a", "old");
  const io::Result<io::Done> written = io::write_file(folder / "a", std::string(1 << 20, 'x'));
  const std::string left = contents(folder / "a");
  const std::ptrdiff_t count = entries(folder.path());
  run_program({"umount", place});
  REQUIRE(!written);
  CHECK(written.error().sentence.find("no room left") != std::string::npos);
  CHECK(left == "old");
  CHECK(count == 1);
}

TEST_CASE("A folder that may not be written to is said to be so") {
  // Root may write anywhere, so the test becomes another user for a moment.
  const TemporaryFolder folder;
  fs::permissions(folder.path(),
                  fs::perms::owner_all | fs::perms::others_read | fs::perms::others_exec);
  write(folder / "secret", "x");
  fs::permissions(folder / "secret", fs::perms::none);
  if (::geteuid() == 0 && ::seteuid(65534) != 0) {
    WARN("SKIP: this system does not let the test be another user");
    return;
  }
  const io::Result<std::string> read = io::read_file(folder / "secret");
  const io::Result<io::Done> written = io::write_file("/twofold-test", "x");
  if (::getuid() == 0) REQUIRE(::seteuid(0) == 0);
  REQUIRE(!read);
  CHECK(read.error().sentence.find("no permission") != std::string::npos);
  REQUIRE(!written);
  CHECK(written.error().sentence.find("no permission") != std::string::npos);
}

}  // namespace
}  // namespace twofold::tests
