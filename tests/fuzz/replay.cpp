// Runs every target on its corpus, for compilers without libFuzzer: twofold_replay CORPORA [NAME]
// What the fuzzer has found once is a file there, and so stays found.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "tests/fuzz/targets.h"

namespace {

namespace fs = std::filesystem;

std::string content(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// How many inputs there were; each is also tried cut off at eight places.
int replay(const twofold::fuzz::Target& target, const fs::path& corpora) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(corpora / target.name))
    files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  for (const fs::path& file : files) {
    const std::string bytes = content(file);
    for (std::size_t part = 0; part <= 8; ++part)
      target.run(std::string_view(bytes).substr(0, bytes.size() * part / 8));
  }
  return static_cast<int>(files.size());
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  if (words.empty()) return 2;
  for (const auto& target : twofold::fuzz::targets()) {
    if (words.size() > 1 && words[1] != target.name) continue;
    std::printf("%s: ", std::string(target.name).c_str());
    std::fflush(stdout);
    const int count = replay(target, words[0]);
    std::printf("%d inputs\n", count);
    if (count == 0) return 1;
  }
}
