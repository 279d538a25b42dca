#include "app/desk/replay.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>

#include "app/desk/recorder.h"
#include "app/desk/window_cards.h"
#include "app/desk/world_requests.h"
#include "app/model/state/setup_line.h"

namespace twofold::desk {
namespace {

bool are_open(const model::Session& session, const std::vector<model::PictureRef>& batch) {
  return std::all_of(batch.begin(), batch.end(), [&session](const model::PictureRef& p) {
    const auto found = session.library().find(p.id);
    return found && found->name == p.name;
  });
}

/// Whether every picture that an action names is open.
bool has_pictures(const model::Session& session, const model::Edits& edits) {
  return std::all_of(edits.changes.begin(), edits.changes.end(), [&](const auto& change) {
    if (const auto* open = std::get_if<model::OpenPictures>(&change.action))
      return are_open(session, open->batch);
    if (const auto* replace = std::get_if<model::ReplaceDocument>(&change.action))
      return are_open(session, replace->document.batch);
    return true;
  });
}

/// What the session last said of a failure, after a colon.
std::string what_failed(const model::Session& session) {
  return session.message().is_error ? ": " + session.message().text : "";
}

}  // namespace

Replay::Replay(io::Recording recording, const model::Session& session)
    : recording_(std::move(recording)), documents_(session.document()) {}

io::Error Replay::differs(const std::string& why) const {
  // The first line is the start, and lines are counted from 1.
  return io::Error{fmt::format("line {} of the recording {}", next_ + 2, why)};
}

/// The numbers and times that came before the frame.
io::Result<io::Done> Replay::take_in(const io::RecordedFrame& frame,
                                     model::Session& session) const {
  if (frame.numbers) {
    const model::Document* document = documents_.find(*frame.numbers);
    if (!document)
      return differs(
          fmt::format("has numbers of a document {} that there has not been yet", *frame.numbers));
    if (!model::problems_of(*document).empty() || !are_open(session, document->batch))
      return differs("has numbers of a document that cannot be computed");
    session.compute(*document);
  }
  if (frame.times) session.take_times(*frame.times);
  session.tick({});
  return io::Done{};
}

io::Result<io::Done> Replay::play_line(model::Session& session, ui::WindowState& window) {
  const io::RecordedFrame& frame = recording_.frames[next_];
  if (const auto taken = take_in(frame, session); !taken) return taken;
  if (!has_pictures(session, frame.edits)) return differs("shows a picture that was not opened");
  session.apply(frame.edits);
  for (const model::WorldRequest& request : frame.edits.of_world)
    if (!is_recorded(request))
      return differs("asks for what no recording holds: " + io::edits_text(frame.edits));
  [[maybe_unused]] const auto waiting = carry_out(session, frame.edits.of_world, {});
  assert(waiting.empty() && "what is recorded waits for nothing");
  if (documents_.add(session.document()) || !frame.leads_to.empty()) {
    const std::string led_to = model::setup_line(session.document());
    if (led_to != frame.leads_to)
      return differs(fmt::format("leads to \"{}\", but led to \"{}\" when it was recorded{}",
                                 led_to, frame.leads_to, what_failed(session)));
  }
  if (frame.cards) put_cards(*frame.cards, window);
  ++next_;
  return io::Done{};
}

io::Result<io::Done> play(Replay& replay, model::Session& session, ui::WindowState& window) {
  while (!replay.is_done())
    if (const auto played = replay.play_line(session, window); !played) return played;
  session.release_numbers();
  return io::Done{};
}

}  // namespace twofold::desk
