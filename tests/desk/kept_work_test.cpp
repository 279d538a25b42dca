#include "app/desk/kept_work.h"

#include <sys/wait.h>
#include <unistd.h>

#include "app/desk/start_options.h"
#include "app/io/document_file.h"
#include "tests/support/catch.h"
#include "tests/support/process.h"

namespace twofold::tests {
namespace {

namespace fs = std::filesystem;

model::Session::Start opened() {
  auto start = desk::make_start({});
  REQUIRE(start);
  return std::move(start).value();
}

void change_multiplier(model::Session& session, int multiplier) {
  model::Edits edits;
  edits.changes.push_back({model::SetMultiplier{multiplier}, 0});
  session.apply(edits);
}

std::ptrdiff_t entries(const fs::path& folder) {
  return fs::exists(folder)
             ? std::distance(fs::directory_iterator(folder), fs::directory_iterator())
             : 0;
}

TEST_CASE("A changed layer is kept, at most every few seconds") {
  const TemporaryFolder home;
  const fs::path folder = home / "twofold";
  model::Session session(opened());
  desk::KeptWork work(folder, session);
  const desk::KeptWork::Clock::time_point now{};
  work.keep(session, now);
  CHECK(!work.due_in(session, now));
  CHECK(!work.keep_now(session));
  CHECK(entries(folder) == 0);

  change_multiplier(session, 2);
  CHECK(work.due_in(session, now) == 0);
  work.keep(session, now);
  REQUIRE(entries(folder) == 1);
  const auto multiplier = [&] {
    const auto read = io::load_document(fs::directory_iterator(folder)->path());
    REQUIRE(read);
    return read->document.layer.channel_multiplier;
  };
  CHECK(multiplier() == 2);
  CHECK(!work.due_in(session, now));

  change_multiplier(session, 3);
  CHECK(*work.due_in(session, now) > 0);
  work.keep(session, now);
  CHECK(multiplier() == 2);
  REQUIRE(work.keep_now(session));
  CHECK(multiplier() == 3);

  // The process is still there: another window leaves it alone.
  CHECK(!desk::work_left_behind(folder));
}

TEST_CASE("A closed window leaves its layer to the next start, and nothing else") {
  const TemporaryFolder home;
  const fs::path folder = home / "twofold";
  model::Session session(opened());
  session.settle();
  desk::KeptWork work(folder, session);
  change_multiplier(session, 2);
  session.settle();
  work.keep(session);
  work.close(session);
  CHECK(entries(folder) == 1);
  const auto read = io::load_document(desk::closed_work(folder));
  REQUIRE(read);
  CHECK(read->document.layer.channel_multiplier == 2);
  CHECK(!desk::work_left_behind(folder));
}

TEST_CASE("A pin that was moved is a change; where the program puts it is none") {
  const TemporaryFolder folder;
  model::Session session(opened());
  desk::KeptWork work(folder.path(), session);
  session.settle();
  work.keep(session);
  CHECK(!work.due_in(session));
  model::Edits edits;
  edits.looks.emplace_back(model::MovePin{{model::kOutput, 27, 115, 1}});
  session.apply(edits);
  CHECK(work.due_in(session));
}

TEST_CASE("The newest layer of a process that is gone is offered once") {
  const TemporaryFolder folder;
  const pid_t dead = ::fork();
  if (dead == 0) ::_exit(0);
  ::waitpid(dead, nullptr, 0);
  const fs::path left = folder / ("window-" + std::to_string(dead) + ".layer.json");
  write(left, "{}");
  write(folder / "window-x.layer.json", "{}");
  const auto offered = desk::work_left_behind(folder.path());
  REQUIRE(offered);
  CHECK(fs::exists(*offered));
  CHECK(!fs::exists(left));
  CHECK(!desk::work_left_behind(folder.path()));
  CHECK(!desk::work_left_behind(folder / "nowhere"));
}

TEST_CASE("Without a folder nothing is kept") {
  model::Session session(opened());
  desk::KeptWork work(std::nullopt, session);
  change_multiplier(session, 2);
  work.keep(session);
  CHECK(!work.due_in(session));
  CHECK(!work.keep_now(session));
  work.close(session);
}

}  // namespace
}  // namespace twofold::tests
