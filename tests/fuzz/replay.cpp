// Runs every target on its corpus, for compilers without libFuzzer: what the fuzzer has found once
// is a file there, and so stays found.
//
//     twofold_replay CORPORA [NAME [COUNT [SEED]]]
//
// With COUNT, so many more inputs that are made of those of NAME by chance. An input that ends the
// program is then the file `ended_by` in the working folder.
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "core/filters.h"
#include "tests/fuzz/targets.h"

namespace {

namespace fs = std::filesystem;
using twofold::fuzz::Target;

std::string content(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<std::string> corpus(const Target& target, const fs::path& corpora) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(corpora / target.name))
    files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::vector<std::string> inputs(files.size());
  std::transform(files.begin(), files.end(), inputs.begin(), content);
  return inputs;
}

/// Every input, and cut off at eight places.
void replay(const Target& target, const std::vector<std::string>& inputs) {
  for (const std::string& bytes : inputs)
    for (std::size_t part = 0; part <= 8; ++part)
      target.run(std::string_view(bytes).substr(0, bytes.size() * part / 8));
}

/// Draws inputs that differ from known ones in a few places.
class Mutations {
 public:
  Mutations(const std::vector<std::string>& inputs, std::uint64_t seed)
      : inputs_(inputs), random_(seed) {}

  std::string next() {
    std::string input = any();
    for (std::size_t changes = 1 + below(6); changes > 0; --changes) change(input);
    return input;
  }

 private:
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(random_.next() % n); }
  const std::string& any() { return inputs_[below(inputs_.size())]; }

  void change(std::string& input) {
    constexpr unsigned char kTelling[] = {0, 1, 2, 0x7f, 0x80, 0xfe, 0xff, '0', '9', '-', '"', '['};
    if (input.empty()) return input.push_back(static_cast<char>(below(256)));
    const std::size_t at = below(input.size());
    const std::size_t length = 1 + below(std::min<std::size_t>(input.size() - at, 16));
    switch (below(7)) {
      case 0: input[at] = static_cast<char>(below(256)); break;
      case 1: input[at] = static_cast<char>(input[at] ^ (1 << below(8))); break;
      case 2: input[at] = static_cast<char>(kTelling[below(std::size(kTelling))]); break;
      case 3: input.erase(at, length); break;
      case 4: input.insert(below(input.size()), input.substr(at, length)); break;
      case 5: input.resize(at); break;
      default: {
        const std::string& other = any();
        if (!other.empty()) input.replace(at, length, other.substr(below(other.size()), 64));
      }
    }
  }

  const std::vector<std::string>& inputs_;
  twofold::core::Random random_;
};

/// The input that is at work, for whoever asks after the end.
std::string at_work;

/// Keeps it as a file. Only calls that a signal's handler may make.
void keep_input(int signal) {
  const int file = ::open("ended_by", O_WRONLY | O_CREAT | O_TRUNC, 0644);
  if (file >= 0 && ::write(file, at_work.data(), at_work.size()) >= 0) ::close(file);
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

void run_by_chance(const Target& target, Mutations mutations, std::uint64_t count) {
  for (const int signal : {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTERM})
    std::signal(signal, keep_input);
  for (std::uint64_t i = 0; i < count; ++i) {
    at_work = mutations.next();
    target.run(at_work);
  }
}

std::uint64_t number(const std::string& text) {
  std::uint64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  if (words.empty()) return 2;
  for (const Target& target : twofold::fuzz::targets()) {
    if (words.size() > 1 && words[1] != target.name) continue;
    std::printf("%s: ", std::string(target.name).c_str());
    std::fflush(stdout);
    const std::vector<std::string> inputs = corpus(target, words[0]);
    if (inputs.empty()) return 1;
    replay(target, inputs);
    const std::uint64_t more = words.size() > 2 ? number(words[2]) : 0;
    run_by_chance(target, {inputs, words.size() > 3 ? number(words[3]) : 1}, more);
    std::printf("%zu inputs, %llu more\n", inputs.size(), static_cast<unsigned long long>(more));
  }
}
