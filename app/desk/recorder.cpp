#include "app/desk/recorder.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "app/desk/window_cards.h"
#include "app/model/state/setup_line.h"

namespace twofold::desk {
namespace {

/// The requests that are recorded; files by paths that hold in any folder.
std::vector<model::WorldRequest> recorded(const std::vector<model::WorldRequest>& requests) {
  std::vector<model::WorldRequest> all;
  for (const model::WorldRequest& request : requests) {
    if (!is_recorded(request)) continue;
    all.push_back(request);
    if (auto* open = std::get_if<model::OpenPaths>(&all.back()))
      for (std::string& path : open->paths) {
        std::error_code failed;
        // A bundled picture is opened by its name.
        if (std::filesystem::exists(path, failed)) path = std::filesystem::absolute(path, failed);
      }
  }
  return all;
}

}  // namespace

bool is_recorded(const model::WorldRequest& request) {
  return std::holds_alternative<model::OpenPaths>(request) ||
         std::holds_alternative<model::EnterSetUp>(request);
}

io::Result<std::unique_ptr<Recorder>> Recorder::begin(const std::string& path,
                                                      const model::Session& session,
                                                      const Window& window, bool pin_is_given) {
  io::RecordedStart start{window.width, window.height,  io::saved_document(session),
                          {},           session.view(), pin_is_given};
  for (const model::PictureRef& picture : start.document.document.batch)
    start.ids.push_back(picture.id);
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << io::start_line(start) << std::flush;
  if (!file)
    return io::Error{fmt::format("the recording {} cannot be written ({}); choose another --record",
                                 path, std::strerror(errno))};
  return std::unique_ptr<Recorder>(new Recorder(std::move(file), session));
}

Recorder::Recorder(std::ofstream file, const model::Session& session)
    : file_(std::move(file)), documents_(session.document()), pin_(session.view().pin) {}

void Recorder::see_numbers(const model::Session& session) {
  const model::Evaluation* e = session.numbers();
  if (!e) return;
  io::RecordedFrame frame;
  const std::optional<int> number = documents_.number_of(e->document);
  if (number && (number != numbers_ || (e->standard && !has_standard_))) {
    frame.numbers = numbers_ = number;
    has_standard_ = e->standard != nullptr;
    times_.reset();
  }
  if (const auto times = session.race_times(); times && times != times_)
    frame.times = times_ = times;
  // With its first numbers the session puts the pin on a striking place.
  if (session.view().pin != pin_) frame.edits.looks.emplace_back(model::SetPin{session.view().pin});
  pin_ = session.view().pin;
  write(frame);
}

void Recorder::see_frame(const model::Edits& edits, const model::Session& session,
                         const ui::WindowState& window) {
  io::RecordedFrame frame;
  frame.edits = edits;
  frame.edits.of_world = recorded(edits.of_world);
  if (documents_.add(session.document())) frame.leads_to = model::setup_line(session.document());
  if (const io::WindowCards cards = cards_of(window); cards != cards_) frame.cards = cards_ = cards;
  pin_ = session.view().pin;
  write(frame);
}

void Recorder::write(const io::RecordedFrame& frame) {
  if (!file_ || frame == io::RecordedFrame{}) return;
  file_ << io::frame_line(frame) << std::flush;
  has_failed_ = !file_;
}

bool Recorder::take_failure() { return std::exchange(has_failed_, false); }

}  // namespace twofold::desk
