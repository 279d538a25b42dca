#include "app/io/memory_left.h"

#include <sys/resource.h>

#include "tests/support/catch.h"
#include "tests/support/process.h"

namespace twofold::tests {
namespace {

namespace fs = std::filesystem;

/// A stand-in for a machine's /proc and /sys.
class Machine {
 public:
  Machine() {
    file("proc/meminfo", "MemTotal: 8000 kB\nMemAvailable:    3000 kB\nSwapFree:  500 kB\n");
    file("proc/self/status", "VmSize:  100 kB\nVmData:  40 kB\n");
  }
  void file(const std::string& name, const std::string& text) const {
    fs::create_directories((folder_ / name).parent_path());
    write(folder_ / name, text);
  }
  std::int64_t left() const { return io::memory_left(folder_.path()); }

 private:
  TemporaryFolder folder_;
};

TEST_CASE("What is left is what the machine has free, swap included") {
  const Machine machine;
  CHECK(machine.left() == std::int64_t{3500} << 10);
  machine.file("proc/meminfo", "MemAvailable: unknown\n");
  CHECK(machine.left() == io::kNoMemoryLimit);
}

TEST_CASE("The least of all control groups above the process counts") {
  const Machine machine;
  machine.file("proc/self/cgroup", "1:cpu:/elsewhere\n0::/lab/seat7\n");
  machine.file("sys/fs/cgroup/lab/memory.max", "2000000\n");
  machine.file("sys/fs/cgroup/lab/memory.current", "500000\n");
  machine.file("sys/fs/cgroup/lab/seat7/memory.max", "max\n");
  machine.file("sys/fs/cgroup/lab/seat7/memory.current", "7\n");
  CHECK(machine.left() == 1500000);
  machine.file("sys/fs/cgroup/lab/memory.stat", "anon 3\ninactive_file 100000\nslab 5\n");
  CHECK(machine.left() == 1600000);
  machine.file("sys/fs/cgroup/lab/seat7/memory.max", "3\n");
  CHECK(machine.left() == 0);
}

TEST_CASE("A limit of the process counts, less what it has") {
  const Machine machine;
  machine.file("proc/meminfo", "");
  rlimit before{};
  REQUIRE(::getrlimit(RLIMIT_DATA, &before) == 0);
  rlimit now = before;
  now.rlim_cur = rlim_t{1} << 60;  // far above what anything here needs
  REQUIRE(::setrlimit(RLIMIT_DATA, &now) == 0);
  const std::int64_t left = machine.left();
  REQUIRE(::setrlimit(RLIMIT_DATA, &before) == 0);
  CHECK(left == (std::int64_t{1} << 60) - (40 << 10));
}

TEST_CASE("This machine says how much it has left") {
  CHECK(io::memory_left() > 0);
  CHECK(io::memory_left() < io::kNoMemoryLimit);
}

}  // namespace
}  // namespace twofold::tests
