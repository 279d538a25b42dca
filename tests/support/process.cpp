#include "tests/support/process.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <stdexcept>

namespace twofold::tests {
namespace {

/// In the child: connects the three streams and becomes the program.
[[noreturn]] void become(const std::vector<std::string>& argv,
                         const std::vector<std::string>& environment,
                         const std::filesystem::path& out, const std::filesystem::path& err) {
  const auto connect = [](const char* file, int flags, int stream) {
    const int fd = ::open(file, flags, 0600);
    if (fd < 0 || ::dup2(fd, stream) < 0) ::_exit(127);
  };
  connect("/dev/null", O_RDONLY, STDIN_FILENO);
  connect(out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, STDOUT_FILENO);
  connect(err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, STDERR_FILENO);
  for (const std::string& variable : environment) {
    ::putenv(const_cast<char*>(variable.c_str()));
  }
  std::vector<char*> words;
  for (const std::string& word : argv) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  ::execvp(words[0], words.data());
  ::_exit(127);
}

}  // namespace

Ran run_program(const std::vector<std::string>& argv, const std::vector<std::string>& environment) {
  const TemporaryFolder folder;
  const pid_t child = ::fork();
  if (child < 0) throw std::runtime_error("cannot start " + argv.at(0));
  if (child == 0) become(argv, environment, folder / "out", folder / "err");
  int status = 0;
  if (::waitpid(child, &status, 0) != child) throw std::runtime_error("lost " + argv.at(0));
  return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status),
          contents(folder / "out"), contents(folder / "err")};
}

TemporaryFolder::TemporaryFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "twofold-test-XXXXXX").string();
  if (!::mkdtemp(name.data())) throw std::runtime_error("cannot make a temporary folder");
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string contents(const std::filesystem::path& file) {
  std::string bytes(std::filesystem::file_size(file), '\0');
  std::ifstream in(file, std::ios::binary);
  if (!in.read(bytes.data(), std::ssize(bytes))) {
    throw std::runtime_error("cannot read " + file.string());
  }
  return bytes;
}

void write(const std::filesystem::path& file, const std::string& bytes) {
  std::ofstream out(file, std::ios::binary);
  out << bytes;
  if (!out.flush()) throw std::runtime_error("cannot write " + file.string());
}

}  // namespace twofold::tests
