// What the window asks of the world: nothing that is there is lost.
#include "app/desk/world_requests.h"

#include <imgui.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "app/base/one_thread.h"
#include "app/desk/start.h"
#include "app/io/pictures/png_file.h"
#include "tests/model/pictures.h"
#include "tests/support/catch.h"

namespace twofold::desk {
namespace {

/// What has a clipboard.
struct ImGuiAlive {
  ImGuiAlive() : context(ImGui::CreateContext()) { ImGui::SetCurrentContext(context); }
  ~ImGuiAlive() { ImGui::DestroyContext(context); }
  ImGuiAlive(const ImGuiAlive&) = delete;
  ImGuiAlive& operator=(const ImGuiAlive&) = delete;
  ImGuiContext* context;
};

/// A working folder that is gone with the test.
struct WorkingFolder {
  WorkingFolder()
      : path(std::filesystem::temp_directory_path() /
             ("twofold_world_test_" + std::to_string(::getpid()))) {
    std::filesystem::remove_all(path);
    std::filesystem::create_directories(path);
    std::filesystem::current_path(path);
  }
  ~WorkingFolder() {
    std::filesystem::current_path(before);
    std::filesystem::remove_all(path);
  }
  std::filesystem::path before = std::filesystem::current_path();
  std::filesystem::path path;
};

std::string content(const std::filesystem::path& path) {
  std::ostringstream all;
  all << std::ifstream(path).rdbuf();
  return all.str();
}

/// Carries out requests, in later frames those that wait for numbers.
void carry_out_all(model::Session& session, std::vector<model::WorldRequest> requests,
                   const WindowHooks& hooks = {}) {
  while (!(requests = carry_out(session, requests, hooks)).empty())
    session.tick(std::chrono::milliseconds(10));
}

}  // namespace

TEST_CASE("charts go to a folder of their own, never over what is there") {
  const WorkingFolder folder;
  model::Session session(tests::start(16, 12));
  session.settle();
  carry_out_all(session, {model::ExportCharts{}});
  const std::filesystem::path first = folder.path / "made up-charts";
  CHECK(session.message().text.find("made up-charts") != std::string::npos);
  for (const char* name : {"cost_multiplier", "cost_kernel", "cost_out_channels", "cost_bars",
                           "network_mobilenet-v1", "network_xception"}) {
    INFO(name);
    CHECK(content(first / (std::string(name) + ".svg")).find("<svg") != std::string::npos);
    CHECK(content(first / (std::string(name) + ".png")).find("PNG") == 1);
  }
  std::ofstream(first / "cost_bars.svg") << "mine";
  carry_out_all(session, {model::ExportCharts{}});
  CHECK(content(first / "cost_bars.svg") == "mine");
  CHECK(content(folder.path / "made up-charts-2" / "cost_bars.svg").find("<svg") !=
        std::string::npos);
  CHECK(session.message().text.find("made up-charts-2") != std::string::npos);
}

TEST_CASE("what the reader made of a batch is said, a grey picture among colour included") {
  model::PictureLibrary library;
  const auto add = [&](int channels, int width, const char* name) {
    return library.add({tests::picture_values(width, 12, channels), name, "", ""});
  };
  const model::PictureRef colour = add(3, 16, "rose");
  const model::PictureRef grey = add(1, 16, "x-ray");
  CHECK(picture_facts(library, {colour, colour}).empty());
  CHECK(picture_facts(library, {grey, grey}).empty());
  CHECK(picture_facts(library, {colour, grey}) ==
        "x-ray is grey: its one channel stands for all three");
  CHECK(picture_facts(library, {grey, add(3, 9, "small")}) ==
        "x-ray is grey: its one channel stands for all three; small resized to the size of x-ray");
}

TEST_CASE("a layer that was saved is opened again, and a file that is none is said") {
  const WorkingFolder folder;
  model::Session session(tests::start(16, 12));
  session.settle();
  const auto set_multiplier = [&](int m) {
    model::Edits edits;
    edits.changes.push_back({model::SetMultiplier{m}, 0});
    session.apply(edits);
  };
  REQUIRE(io::save_png(folder.path / "grey.png", paint::Rgba8(20, 10)));
  carry_out_all(session, {model::OpenPaths{{(folder.path / "grey.png").string()}}});
  REQUIRE(session.document().batch.front().name == "grey");
  set_multiplier(3);
  const core::Layer layer = session.document().layer;
  const std::string path = (folder.path / "layer.json").string();
  carry_out_all(session, {model::SaveDocument{path}});
  CHECK_FALSE(session.message().is_error);
  set_multiplier(2);
  carry_out_all(session, {model::OpenPaths{{path}}});
  CHECK_FALSE(session.message().is_error);
  CHECK(session.document().layer == layer);
  CHECK(session.document().batch.front().name == "grey");

  const model::Document before = session.document();
  std::ofstream(path) << "no JSON";
  for (const std::string& none : {path, (folder.path / "none.png").string()}) {
    INFO(none);
    carry_out_all(session, {model::OpenPaths{{none}}});
    CHECK(session.message().is_error);
    CHECK(session.document() == before);
  }
}

TEST_CASE("a link that was copied restores what is set and what is looked at") {
  const ImGuiAlive alive;
  model::Session session(tests::start(16, 12));
  session.settle();
  WindowHooks hooks;
  std::string link;
  hooks.link_to = [&](const std::string& line) { return link = line; };
  carry_out_all(session, {model::EnterSetUp{"m2 k5 o4 pin=depthwise,3,4,1 page=curves"}}, hooks);
  CHECK(session.document().layer.channel_multiplier == 2);
  CHECK(session.view().pin == model::Place{1, 3, 4, 1});
  CHECK(session.view().cost.open);
  carry_out_all(session, {model::CopyLink{}}, hooks);
  const model::Document document = session.document();

  carry_out_all(session, {model::EnterSetUp{"m3 k1 o9 pin=output,0,0,0"}}, hooks);
  CHECK_FALSE(session.view().cost.open);
  carry_out_all(session, {model::EnterSetUp{link}}, hooks);
  CHECK(session.document().layer == document.layer);
  CHECK(session.view().pin == model::Place{1, 3, 4, 1});
  CHECK(session.view().cost.page == model::CostPage::curves);

  carry_out_all(session, {model::EnterSetUp{"m2 pin=nowhere"}}, hooks);
  CHECK(session.message().is_error);
  CHECK(session.message().text.find("pin=nowhere") != std::string::npos);
}

TEST_CASE("what only the real window can do is left to it") {
  model::Session session(tests::start(16, 12));
  int toggled = 0;
  int ended = 0;
  carry_out_all(session, {model::ToggleFullScreen{}, model::Quit{}},
                {[&] { ++toggled; }, [&] { ++ended; }});
  CHECK(toggled == 1);
  CHECK(ended == 1);
}

TEST_CASE("what is saved waits for its numbers while frames go on") {
  const WorkingFolder folder;
  const auto background = std::make_shared<base::OneThread>();
  model::Session::Start start = tests::start(16, 12);
  start.background = background;
  model::Session session(std::move(start));
  const std::string path = (folder.path / "layer.json").string();
  const std::vector<model::WorldRequest> save{model::SaveDocument{path}};
  CHECK(carry_out(session, save, {}) == save);
  CHECK_FALSE(std::filesystem::exists(path));
  session.settle();
  CHECK(carry_out(session, save, {}).empty());
  CHECK(std::filesystem::exists(path));
}

}  // namespace twofold::desk
