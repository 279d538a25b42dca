#include "app/desk/world_requests.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <exception>
#include <filesystem>
#include <new>

#include "app/desk/export.h"
#include "app/desk/export_charts.h"
#include "app/desk/start.h"
#include "app/io/document_file.h"
#include "app/io/npy.h"
#include "app/model/session/look_words.h"
#include "app/model/state/setup_line.h"

namespace twofold::desk {
namespace {

void say_error(model::Session& session, const io::Error& error) {
  session.say({error.sentence, true});
}

void change(model::Session& session, model::Action action) {
  model::Edits edits;
  edits.changes.push_back({std::move(action), 0});
  session.apply(edits);
}

/// What brings a saved view back: it comes with its document, so the pin is meant there.
std::vector<model::ViewAction> looks_of(const io::SavedView& saved,
                                        const model::Document& document) {
  model::ViewState view;
  const bool has_pin = apply_view(saved, document, view);
  std::vector<model::ViewAction> looks{model::ShowOperation{view.operation},
                                       model::ShowResult{view.output_view},
                                       model::ShowPicture{view.batch_index}};
  if (!has_pin) return looks;
  if (view.pin_was_dragged)
    looks.emplace_back(model::MovePin{view.pin});
  else
    looks.emplace_back(model::SetPin{view.pin});
  return looks;
}

void open_pictures(model::Session& session, const std::vector<std::string>& paths) {
  model::OpenPictures open;
  for (const std::string& path : paths) {
    io::Result<model::LibraryPicture> picture = open_picture(path);
    if (!picture) return say_error(session, picture.error());
    open.batch.push_back(session.library().add(std::move(picture).value()));
  }
  std::string says = open.batch.size() == 1
                         ? fmt::format("Opened {}", open.batch.front().name)
                         : fmt::format("Opened {} pictures as a batch", open.batch.size());
  const std::string facts = picture_facts(session.library(), open.batch);
  if (!facts.empty()) says += fmt::format(" ({})", facts);
  change(session, std::move(open));
  remember_pictures(session);
  session.say({says, false});
}

/// A standard kernel, to be copied on the pages about learning.
void open_kernel(model::Session& session, const std::string& path) {
  io::Result<core::Filter> filter = io::load_standard_kernel(path);
  if (!filter) return say_error(session, filter.error());
  model::Edits edits;
  edits.lessons.emplace_back(model::ChooseKernel{
      {.source = model::KernelSource::given,
       .kernel = std::make_shared<const core::Filter>(std::move(filter).value()),
       .name = std::filesystem::path(path).filename().string()}});
  session.apply(edits);
  session.say({fmt::format("Opened the kernel {}", path), false});
}

/// A folder in the working one that is not there yet: "citrus-charts", "citrus-charts-2" ...
std::filesystem::path new_folder(const std::string& name) {
  std::error_code ignored;
  const std::filesystem::path here = std::filesystem::current_path(ignored);
  std::filesystem::path folder = here / name;
  for (int n = 2; std::filesystem::exists(folder, ignored); ++n)
    folder = here / fmt::format("{}-{}", name, n);
  return folder;
}

/// Looks at what these words say.
void look_at(model::Session& session, const std::string& words) {
  const auto read = model::edits_of_look(words, model::stages_of(session.document()));
  if (const auto* sentence = std::get_if<std::string>(&read)) return session.say({*sentence, true});
  session.apply(std::get<model::Edits>(read));
}

struct CarryOut {
  model::Session& session;
  const WindowHooks& hooks;
  std::vector<model::WorldRequest>& later;

  void operator()(const model::OpenPaths& r) const { open_paths(session, r.paths); }
  void operator()(const model::SaveDocument& r) const {
    io::SavedDocument document = io::saved_document(session);
    io::hold_pictures(document, session.library());
    const auto saved =
        io::save_document(r.path, document, model::separable_filters(session.numbers()->stages));
    if (!saved) return say_error(session, saved.error());
    session.say({fmt::format("Saved {}", hooks.hand_over(r.path)), false});
  }
  void operator()(const model::CopyText& r) const {
    ImGui::SetClipboardText(r.text.c_str());
    session.say({r.says, false});
  }
  void operator()(const model::CopyLink&) const {
    const std::string link = hooks.link_to(
        fmt::format("{} {}", model::setup_line(session.document()),
                    model::look_words(session.view(), model::stages_of(session.document()))));
    ImGui::SetClipboardText(link.c_str());
    session.say({fmt::format("Copied: {}", link), false});
  }
  void operator()(const model::EnterSetUp& r) const {
    const model::PartedLine line = model::parted(r.line);
    if (line.only_look()) return look_at(session, line.look);
    auto read = model::parse_setup(line.set_up, session.document());
    if (const auto* sentence = std::get_if<std::string>(&read))
      return session.say({*sentence, true});
    model::SetUp& setup = std::get<model::SetUp>(read);
    const auto& batch = session.document().batch;
    const bool is_open = !batch.empty() && batch.front().name == setup.picture;
    if (!setup.picture.empty() && !is_open) {
      io::Result<model::LibraryPicture> picture = open_picture(setup.picture);
      if (!picture) return say_error(session, picture.error());
      setup.document.batch = {session.library().add(std::move(picture).value())};
    }
    change(session, model::ReplaceDocument{setup.document});
    session.say({fmt::format("Set up: {}", model::setup_line(session.document())), false});
    if (!line.look.empty()) later.emplace_back(model::EnterSetUp{line.look});
  }
  void operator()(const model::Export& r) const {
    const auto written = export_all(session, {r.folder, 1920, 1080, {}});
    if (!written) return say_error(session, written.error());
    session.say({fmt::format("Exported to {}", hooks.hand_over(r.folder)), false});
  }
  void operator()(const model::ExportCharts&) const {
    const auto& batch = session.document().batch;
    const std::string name = batch.empty() ? "layer" : batch.front().name;
    const std::filesystem::path folder = new_folder(name + "-charts");
    std::error_code failed;
    std::filesystem::create_directories(folder, failed);
    if (failed)
      return session.say({fmt::format("The folder {} cannot be made ({}); use Export under More",
                                      folder.string(), failed.message()),
                          true});
    const auto written = export_charts(session, folder);
    if (!written) return say_error(session, written.error());
    session.say({fmt::format("Charts as SVG and PNG in {}", hooks.hand_over(folder)), false});
  }
  void operator()(const model::OpenKernel& r) const { open_kernel(session, r.path); }
  void operator()(const model::ToggleFullScreen&) const { hooks.toggle_full_screen(); }
  void operator()(const model::SystemOpenDialog&) const {
    const std::vector<std::string> chosen = hooks.choose_files(session);
    if (!chosen.empty()) later.emplace_back(model::OpenPaths{chosen});
  }
  void operator()(const model::ToggleCamera&) const { hooks.toggle_camera(session); }
  void operator()(const model::Quit&) const { hooks.quit(); }
};

/// Whether it is about what has been computed.
bool needs_numbers(const model::WorldRequest& request) {
  const auto* set_up = std::get_if<model::EnterSetUp>(&request);
  return (set_up && model::parted(set_up->line).only_look()) ||
         std::holds_alternative<model::SaveDocument>(request) ||
         std::holds_alternative<model::Export>(request) ||
         std::holds_alternative<model::ExportCharts>(request);
}

void open_whatever(model::Session& session, const std::vector<std::string>& paths) {
  if (paths.empty()) return;
  if (paths.front().ends_with(".npy")) return open_kernel(session, paths.front());
  if (!is_document_path(paths.front())) return open_pictures(session, paths);
  const io::Result<OpenedDocument> opened =
      open_document(paths.front(), session.library(), Missing::stands_in);
  if (!opened) return say_error(session, opened.error());
  model::Edits edits;
  edits.changes.push_back({model::ReplaceDocument{opened->document}, 0});
  if (opened->view) edits.looks = looks_of(*opened->view, opened->document);
  session.apply(edits);
  session.say(opened->gone.empty() ? model::Message{fmt::format("Opened {}", paths.front()), false}
                                   : model::Message{opened->gone, true});
}

/// Does what may fail in ways that nobody has foreseen: it is said, and the window goes on.
void or_say_why_not(model::Session& session, const std::function<void()>& deed) {
  try {
    deed();
  } catch (const std::bad_alloc&) {
    session.say(
        {"There is not enough memory for this; close other programs, or choose a smaller "
         "picture or layer",
         true});
  } catch (const std::exception& error) {
    session.say({fmt::format("This did not work ({}); please report it", error.what()), true});
  }
}

}  // namespace

void open_paths(model::Session& session, const std::vector<std::string>& paths) {
  or_say_why_not(session, [&] { open_whatever(session, paths); });
}

void remember(model::Session& session, const std::vector<std::string>& paths) {
  constexpr std::size_t kMostRecent = 12;
  std::vector<std::string> recent = session.view().recent_pictures;
  for (const std::string& path : paths) {
    std::erase(recent, path);
    recent.insert(recent.begin(), path);
  }
  if (recent.size() > kMostRecent) recent.resize(kMostRecent);
  model::Edits edits;
  edits.looks.emplace_back(model::RememberPictures{std::move(recent)});
  session.apply(edits);
}

void remember_pictures(model::Session& session) {
  // What comes with the program is always at hand.
  const auto& offers = session.offers();
  std::vector<std::string> paths;
  for (const model::PictureRef& ref : session.document().batch) {
    const std::string path = session.library().find(ref.id)->path;
    const bool is_bundled = std::any_of(offers.begin(), offers.end(),
                                        [&](const auto& offer) { return offer.path == path; });
    if (!path.empty() && !is_bundled) paths.push_back(path);
  }
  remember(session, paths);
}

std::vector<model::WorldRequest> carry_out(model::Session& session,
                                           const std::vector<model::WorldRequest>& requests,
                                           const WindowHooks& hooks) {
  std::vector<model::WorldRequest> later;
  for (const model::WorldRequest& request : requests) {
    if (!needs_numbers(request) || (session.numbers() && !session.is_computing()))
      or_say_why_not(session, [&] { std::visit(CarryOut{session, hooks, later}, request); });
    else if (session.is_computing())
      later.push_back(request);
    else
      session.say(
          {"Nothing has been computed yet that could be saved; choose other settings", true});
  }
  return later;
}

}  // namespace twofold::desk
