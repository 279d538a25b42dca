// Where a recording begins; the rest of replay.h is in replay.cpp.
#include <utility>
#include <vector>

#include "app/cli/layer_options.h"
#include "app/desk/replay.h"
#include "app/desk/start.h"

namespace twofold::desk {
namespace {

std::vector<int> ids_of(const model::Document& document) {
  std::vector<int> ids;
  for (const model::PictureRef& picture : document.batch) ids.push_back(picture.id);
  return ids;
}

}  // namespace

io::Result<model::Session::Start> replayed_start(const io::RecordedStart& recorded,
                                                 const std::string& file) {
  io::Result<model::Session::Start> bare = bare_start();
  if (!bare) return bare;
  model::Session::Start& start = bare.value();
  std::vector<int> ids = ids_of(start.document);
  model::Document document = recorded.document.document;
  // The opening is open already.
  if (recorded.ids == ids) {
    document.batch = start.document.batch;
  } else {
    const io::Result<OpenedDocument> opened = open_saved(recorded.document, file, start.library);
    if (!opened) return opened.error();
    document = opened->document;
    ids = ids_of(document);
  }
  if (recorded.ids != ids) return io::Error{file + ": \"ids\" are not those of its pictures"};
  if (const auto problem = cli::problem_of(model::problems_of(document))) return *problem;
  start.document = std::move(document);
  start.view = recorded.view;
  start.pin_is_given = recorded.pin_is_given;
  start.holds_numbers = true;
  return bare;
}

}  // namespace twofold::desk
