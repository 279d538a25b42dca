#include <cmath>

#include "app/io/case_file.h"
#include "app/io/document_file.h"
#include "app/io/npy.h"
#include "app/io/path_text.h"
#include "app/io/recording.h"
#include "app/io/settings_file.h"
#include "app/io/workloads.h"
#include "app/model/state/update.h"
#include "core/chain/check.h"
#include "core/chain/stage_cost.h"
#include "core/check.h"
#include "tests/fuzz/targets.h"

namespace twofold::fuzz {
namespace {

void one_sentence(const io::Error& error) {
  promise(!error.sentence.empty(), "a refusal has a reason");
  promise(error.sentence.size() < 10'000, "a reason is a sentence");
}

/// What is computed of a case: little enough for thousands a second.
constexpr std::int64_t kMostMacs = 20'000;

/// Small enough that the arrays which its rule comes to are made in no time.
bool is_small(const model::Document& document) {
  const core::Layer& l = document.layer;
  return l.channel_multiplier <= 16 && l.out_channels <= 64 && l.kernel.area() <= 100 &&
         model::input_shape(document).channels <= 16;
}

/// Whether every size is one that a layer can have; they need not go together.
bool is_bounded(const model::Document& document) {
  const core::Layer& l = document.layer;
  return l.channel_multiplier >= 1 && l.channel_multiplier <= core::kMaxMultiplier &&
         l.out_channels >= 1 && l.out_channels <= core::kMaxChannels && l.kernel.height >= 1 &&
         l.kernel.width >= 1 &&
         l.kernel.area() <= std::int64_t{core::kMaxKernel} * core::kMaxKernel;
}

}  // namespace

void npy(std::string_view bytes) {
  const io::Result<io::Npy> array = io::read_npy(bytes);
  if (!array) return one_sentence(array.error());
  std::size_t count = 1;
  for (const std::int64_t size : array->shape) {
    promise(size >= 0, "no axis is shorter than nothing");
    count *= static_cast<std::size_t>(size);
  }
  promise(count == array->values.size(), "as many values as the shape has room for");
}

void evaluation_case(std::string_view text) {
  const io::Result<io::Case> c = io::read_case(text, {.gradients = text.size() % 2 == 0});
  if (!c) return one_sentence(c.error());
  promise(core::check(c->list, c->input.shape).empty(), "a case can be computed");
  std::int64_t macs = 0;
  for (const core::StageCost& cost : core::stage_costs(c->list, c->input.shape)) macs += cost.macs;
  if (macs > kMostMacs) return;
  const io::Result<std::string> json =
      io::result_json(*c, {core::run(c->list, c->input, c->folds), {}});
  if (!json) one_sentence(json.error());
}

void document(std::string_view text) {
  const io::Result<io::SavedDocument> saved = io::read_document(text);
  if (!saved) return one_sentence(saved.error());
  promise(saved->paths.size() == saved->document.batch.size(), "a path for every picture");
  if (!is_small(saved->document)) return;
  const core::Filters filters =
      model::build_filters(saved->document.bank, nullptr, saved->document.layer,
                           model::input_shape(saved->document).channels, saved->document.bypass);
  const io::Result<io::SavedDocument> again = io::read_document(io::document_json(*saved, filters));
  promise(again.ok(), "what was written is read");
  promise(*again == *saved, "what was written comes back");
}

void recording(std::string_view text) {
  const io::Result<io::Recording> read = io::read_recording(text);
  if (!read) return one_sentence(read.error());
  std::string again = io::start_line(read->start);
  for (const io::RecordedFrame& frame : read->frames) again += io::frame_line(frame);
  const io::Result<io::Recording> same = io::read_recording(again);
  promise(same.ok(), "what was written of a recording is read");
  promise(*same == *read, "what was written of a recording comes back");
  model::Document document = read->start.document.document;
  for (const io::RecordedFrame& frame : read->frames)
    for (const model::Edits::Change& change : frame.edits.changes) {
      if (!is_small(document)) return;
      document = model::update(std::move(document), change.action, nullptr);
      promise(is_bounded(document), "no action leads beyond the limits");
    }
}

void settings(std::string_view text) {
  const io::Settings s = io::read_settings(text);
  promise(s.ui_zoom >= 0 && s.ui_zoom < 10, "the zoom is within its limits");
  promise(s.bottom_split > 0 && s.bottom_split < 1, "the lower edge is in the window");
  float last = 0;
  for (const float split : s.lane_splits) {
    promise(split > last && split < 1, "lanes stand from left to right in the window");
    last = split;
  }
}

void workloads(std::string_view text) {
  const auto read = io::read_workloads(text);
  if (!read) return one_sentence(read.error());
  for (const io::Workload& w : *read)
    promise(core::check(w.layer, w.in).empty(), "a workload can be computed");
}

void path_text(std::string_view bytes) {
  const std::string path(bytes);
  const std::string text = io::path_text(path);
  promise(io::is_utf8(text), "a path's text is UTF-8");
  promise(io::path_of_text(text) == path, "a path comes back from its text");
  static_cast<void>(io::path_of_text(path));
}

}  // namespace twofold::fuzz
