#include "app/io/fence.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "app/base/thread_pool.h"
#include "app/io/pictures/fenced_picture.h"
#include "app/io/text_file.h"
#include "tests/support/catch.h"
#include "tests/support/process.h"

namespace twofold::tests {
namespace {

namespace fs = std::filesystem;
using io::FenceReader;
using io::FenceWriter;

/// What `attempt` comes to behind a fence; -2 if nothing comes out.
int behind(const std::function<int()>& attempt) {
  int result = -2;
  const auto end = io::behind_fence(
      [&](FenceWriter& out) {
        const int came_to = attempt();
        out.put(&came_to, sizeof came_to);
      },
      [&](FenceReader& from) { return from.get(&result, sizeof result); });
  REQUIRE(end.has_value());
  return result;
}

bool has_fence() {
  return io::behind_fence([](FenceWriter&) {}, [](FenceReader&) { return true; }).has_value();
}
bool has_rules() { return io::fence_report().find("(seccomp)") != std::string::npos; }

/// How something that hands nothing out ended.
std::string end_of(const std::function<void()>& deed, const io::FenceLimits& limits = {}) {
  const auto end = io::behind_fence([&](FenceWriter&) { deed(); },
                                    [](FenceReader& from) {
                                      char none = 0;
                                      return from.get(&none, 1);
                                    },
                                    limits);
  REQUIRE(end.has_value());
  REQUIRE_FALSE(end->is_well);
  return end->why;
}

bool has(const std::string& text, const char* words) {
  return text.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("Behind a fence no file can be opened, made or written") {
  if (!has_fence()) return;
  const TemporaryFolder folder;
  const std::string there = folder / "there";
  std::ofstream(there) << "old";
  const int open_before = ::open(there.c_str(), O_RDWR);
  REQUIRE(open_before > 2);
  CHECK(behind([&] { return ::open(there.c_str(), O_RDONLY); }) == -1);
  CHECK(behind([&] { return ::open("/dev/null", O_WRONLY); }) == -1);
  CHECK(behind([&] { return ::open((folder / "new").c_str(), O_WRONLY | O_CREAT, 0600); }) == -1);
  // What was open before is not open any more, standard output and error included.
  for (const int before : {open_before, 1, 2})
    CHECK(behind([&] { return static_cast<int>(::write(before, "new", 3)); }) == -1);
  CHECK(behind([&] { return static_cast<int>(::pread(open_before, nullptr, 0, 0)); }) == -1);
  CHECK(behind([&] { return ::socket(AF_INET, SOCK_STREAM, 0); }) == -1);
  CHECK(behind([&] { return ::memfd_create("new", 0); }) == -1);
  ::close(open_before);
  CHECK(contents(there) == "old");
  CHECK_FALSE(fs::exists(folder / "new"));
}

TEST_CASE(
    "Behind a fence no name is changed and no process reached, where the kernel has rules for it") {
  if (!has_fence() || !has_rules()) return;
  const TemporaryFolder folder;
  const std::string there = folder / "there";
  std::ofstream(there) << "old";
  CHECK(behind([&] { return ::unlink(there.c_str()); }) == -1);
  CHECK(behind([&] { return ::rename(there.c_str(), (folder / "new").c_str()); }) == -1);
  CHECK(behind([&] { return ::mkdir((folder / "new").c_str(), 0700); }) == -1);
  CHECK(behind([&] { return ::truncate(there.c_str(), 0); }) == -1);
  CHECK(behind([] { return ::kill(::getppid(), 0); }) == -1);
  CHECK(behind([] { return static_cast<int>(::fork()); }) == -1);
  CHECK(behind([&] { return ::execl("/bin/true", "true", nullptr); }) == -1);
  // No code but the program's own.
  CHECK(behind([] {
          return ::mmap(nullptr, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) ==
                         MAP_FAILED
                     ? -1
                     : 0;
        }) == -1);
  CHECK(contents(there) == "old");
}

TEST_CASE("Behind a fence there are memory and threads") {
  if (!has_fence()) return;
  CHECK(behind([] {
          std::vector<int> many(10'000'000, 1);
          std::thread last([&] { many.back() = 7; });
          last.join();
          return many.back();
        }) == 7);
}

TEST_CASE("What breaks behind a fence breaks alone, and says how") {
  if (!has_fence()) return;
  CHECK(has(end_of([] { std::abort(); }), "Aborted"));
  CHECK(has(end_of([] { *static_cast<volatile int*>(nullptr) = 1; }), "Segmentation fault"));
  CHECK(has(end_of([] {}), "did not hand out"));
}

TEST_CASE("What does not end behind a fence is ended") {
  if (!has_fence()) return;
  const auto compute = [] {
    for (volatile bool goes_on = true; goes_on;) {
    }
  };
  CHECK(has(end_of(compute, {.processor = std::chrono::seconds(1)}), "takes longer"));
  const auto wait = [] {
    std::mutex never;
    never.lock();
    std::thread([&] { never.lock(); }).join();
  };
  CHECK(has(end_of(wait, {.clock = std::chrono::seconds(1)}), "takes longer"));
}

TEST_CASE("Behind a fence memory is bounded") {
  if (!has_fence()) return;
  bool had_too_much = true;
  const auto end = io::behind_fence(
      [](FenceWriter& out) {
        bool had = true;
        try {
          std::vector<char> much(std::size_t{1} << 30);
          had = much.data() != nullptr;
        } catch (const std::bad_alloc&) {
          had = false;
        }
        out.put(&had, sizeof had);
      },
      [&](FenceReader& from) { return from.get(&had_too_much, sizeof had_too_much); },
      {.bytes = 64 << 20});
  REQUIRE(end.has_value());
  CHECK(end->is_well);
  CHECK_FALSE(had_too_much);
}

TEST_CASE(
    "Pictures of every format are the same from behind the fence, from several threads at once") {
  std::vector<fs::path> files;
  const fs::path root(TWOFOLD_SOURCE_DIR);
  for (const char* folder : {"tests/io/reports", "assets/images", "tests/fuzz/corpus/heic",
                             "tests/fuzz/corpus/avif", "tests/fuzz/corpus/webp"})
    for (const auto& entry : fs::directory_iterator(root / folder))
      if (entry.is_regular_file()) files.push_back(entry.path());
  REQUIRE(files.size() > 30);
  std::array<std::string, 4> wrong;
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < wrong.size(); ++t)
    threads.emplace_back([&, t] {
      for (std::size_t i = t; i < files.size(); i += wrong.size()) {
        const auto bytes = io::read_file(files[i]);
        const auto plain = io::read_picture(*bytes, "picture");
        const auto fenced = io::read_picture_apart(*bytes, "picture");
        const bool is_same = plain.ok() == fenced.ok() &&
                             (plain ? *plain == *fenced : plain.error() == fenced.error());
        if (!is_same) wrong[t] += files[i].string() + "\n";
      }
    });
  for (std::thread& thread : threads) thread.join();
  for (const std::string& files_of_thread : wrong) CHECK(files_of_thread.empty());
}

TEST_CASE("A pool of threads makes do with as many as there is memory for") {
  if (!has_fence()) return;
  struct Once final : base::Task {
    bool turn() override {
      is_done = true;
      return false;
    }
    std::atomic<bool> is_done = false;
  };
  int is_done = 0;
  const auto end = io::behind_fence(
      [](FenceWriter& out) {
        // Their stacks alone take eight times what there is.
        base::ThreadPool pool(64);
        Once once;
        pool.post(once);
        while (!once.is_done) std::this_thread::yield();
        const int done = 1;
        out.put(&done, sizeof done);
      },
      [&](FenceReader& from) { return from.get(&is_done, sizeof is_done); }, {.bytes = 64 << 20});
  REQUIRE(end.has_value());
  INFO(end->why);
  CHECK(end->is_well);
  CHECK(is_done == 1);
}

TEST_CASE("There is a sentence about the fence") {
  const std::string report = io::fence_report();
  CHECK(report.starts_with("Pictures are decoded"));
  CHECK(report.find('\n') == std::string::npos);
}

}  // namespace twofold::tests
