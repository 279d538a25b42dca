// The last session comes back, and nothing that is wrong with its file keeps the program from
// starting.
#include "app/desk/beginning.h"

#include <sys/wait.h>
#include <unistd.h>

#include "app/desk/kept_work.h"
#include "app/io/document_file.h"
#include "tests/support/catch.h"
#include "tests/support/process.h"

namespace twofold::tests {
namespace {

namespace fs = std::filesystem;

desk::Beginning begun(const fs::path& folder, const desk::StartTexts& texts = {},
                      bool fresh = false) {
  io::Result<desk::Beginning> found = desk::beginning(texts, fresh, folder);
  REQUIRE(found.ok());
  return std::move(found).value();
}

std::string first_picture(const desk::Beginning& found) {
  return found.start.document.batch.front().name;
}

pid_t process_that_is_gone() {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(0);
  ::waitpid(child, nullptr, 0);
  return child;
}

/// A window with another picture, layer, pin and operation that was closed, or that was killed.
void end_a_session(const fs::path& folder, bool killed) {
  desk::StartTexts texts;
  texts.pictures = {"bee"};
  texts.layer.multiplier = "2";
  texts.pin = "output,27,115,1";
  model::Session session(begun(folder, texts).start);
  session.settle();
  desk::KeptWork work(folder, session);
  work.keep(session);
  model::Edits edits;
  edits.looks.emplace_back(model::ShowOperation{model::OperationView::regular});
  session.apply(edits);
  session.settle();
  if (!killed) return work.close(session);
  const auto kept = work.keep_now(session);
  REQUIRE(kept);
  fs::rename(*kept, folder / ("window-" + std::to_string(process_that_is_gone()) + ".layer.json"));
}

void check_is_back(const desk::Beginning& found) {
  CHECK(first_picture(found) == "bee");
  CHECK(found.start.document.layer.channel_multiplier == 2);
  CHECK(found.start.view.pin == model::Place{2, 27, 115, 1});
  CHECK(found.start.pin_is_given);
  CHECK(found.start.view.operation == model::OperationView::regular);
}

TEST_CASE("Picture, layer, pin and view of the last session come back") {
  const TemporaryFolder folder;
  CHECK(first_picture(begun(folder.path())) == "citrus");
  end_a_session(folder.path(), false);
  const desk::Beginning found = begun(folder.path());
  CHECK(found.says.text.empty());
  check_is_back(found);
  // Whoever asks for something gets that.
  desk::StartTexts asked;
  asked.pictures = {"cat"};
  CHECK(first_picture(begun(folder.path(), asked)) == "cat");
  CHECK(first_picture(begun(folder.path(), {}, true)) == "citrus");
  // What Reset all restores is the opening, not what came back.
  CHECK(found.start.opening.batch.front().name == "citrus");
}

TEST_CASE("A session file that cannot be read is said, and the program opens") {
  const TemporaryFolder folder;
  write(desk::closed_work(folder.path()), "{ broken");
  const desk::Beginning found = begun(folder.path());
  CHECK(first_picture(found) == "citrus");
  CHECK(found.says.is_error);
  CHECK(found.says.text.find("session.layer.json") != std::string::npos);
}

TEST_CASE("The layer of a window that was killed comes back, and says so") {
  const TemporaryFolder folder;
  end_a_session(folder.path(), true);
  SECTION("of itself") {
    const desk::Beginning found = begun(folder.path());
    check_is_back(found);
    CHECK(found.says.text.find("without being closed") != std::string::npos);
  }
  SECTION("on request, where something else was asked for") {
    const desk::Beginning found = begun(folder.path(), {}, true);
    CHECK(first_picture(found) == "citrus");
    REQUIRE(found.left_behind);
    CHECK(found.says.text.find(found.left_behind->string()) != std::string::npos);
  }
}

TEST_CASE("A layer whose picture is gone opens with a board, where that is wanted") {
  const TemporaryFolder folder;
  model::PictureLibrary library;
  model::Session session(begun(folder.path()).start);
  session.settle();
  io::SavedDocument saved = io::saved_document(session);
  saved.document.batch.front().name = "gone";
  saved.paths = {"/nowhere/gone.png"};
  const std::string path = (folder / "layer.json").string();
  REQUIRE(io::save_document(path, saved, model::separable_filters(session.numbers()->stages)).ok());
  CHECK_FALSE(desk::open_document(path, library).ok());
  const auto opened = desk::open_document(path, library, desk::Missing::stands_in);
  REQUIRE(opened.ok());
  CHECK(opened->gone.find("\"gone\"") != std::string::npos);
  CHECK(opened->document.batch.front().width == saved.document.batch.front().width);
}

}  // namespace
}  // namespace twofold::tests
