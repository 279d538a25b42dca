#include "app/desk/start.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "app/io/assets.h"
#include "app/io/document_file.h"
#include "app/io/network_file.h"
#include "app/io/pictures/picture_file.h"

namespace twofold::desk {
namespace {

model::LibraryPicture library_picture(io::Picture picture, const std::string& path) {
  return {std::move(picture.values), std::move(picture.name), path, std::move(picture.made_of)};
}

}  // namespace

bool is_document_path(const std::string& path) { return path.ends_with(".json"); }

io::Result<model::LibraryPicture> open_picture(const std::string& path_or_name) {
  io::Result<io::Picture> picture = io::load_picture(path_or_name);
  if (picture) {
    std::error_code failed;
    const auto absolute = std::filesystem::absolute(path_or_name, failed);
    return library_picture(std::move(picture).value(), absolute.string());
  }
  // What cannot even be asked about (too long a name, a folder that may not be entered) is no file.
  std::error_code ignored;
  if (!std::filesystem::exists(path_or_name, ignored)) {
    io::Result<io::Picture> bundled = io::load_bundled_picture(path_or_name);
    if (bundled) return library_picture(std::move(bundled).value(), "");
  }
  return picture.error();
}

std::string picture_facts(const model::PictureLibrary& library,
                          const std::vector<model::PictureRef>& batch) {
  std::string facts;
  const bool any_colour = std::any_of(batch.begin(), batch.end(),
                                      [](const auto& picture) { return picture.channels > 1; });
  const auto add = [&](const std::string& fact) { facts += (facts.empty() ? "" : "; ") + fact; };
  for (const model::PictureRef& picture : batch) {
    const auto opened = library.find(picture.id);
    if (opened && !opened->made_of.empty())
      add(fmt::format("{}: {}", picture.name, opened->made_of));
    if (picture.channels == 1 && any_colour)
      add(fmt::format("{} is grey: its one channel stands for all three", picture.name));
    const model::PictureRef& first = batch.front();
    if (picture.width != first.width || picture.height != first.height)
      add(fmt::format("{} resized to the size of {}", picture.name, first.name));
  }
  return facts;
}

io::Result<model::Document> opening(model::PictureLibrary& library) {
  io::Result<io::Picture> picture = io::load_bundled_picture(kOpeningPicture);
  if (!picture) return picture.error();
  return model::opening_document(library.add(library_picture(std::move(picture).value(), "")));
}

io::Result<OpenedDocument> open_document(const std::string& path, model::PictureLibrary& library,
                                         Missing missing) {
  const io::Result<io::SavedDocument> saved = io::load_document(path);
  if (!saved) return saved.error();
  return open_saved(*saved, path, library, missing);
}

io::Result<OpenedDocument> open_saved(const io::SavedDocument& saved,
                                      const std::filesystem::path& file,
                                      model::PictureLibrary& library, Missing missing) {
  OpenedDocument opened{saved.document, saved.view, {}};
  for (std::size_t i = 0; i < opened.document.batch.size(); ++i) {
    model::PictureRef& ref = opened.document.batch[i];
    io::Result<io::Picture> picture = io::load_saved_picture(saved, i, file);
    if (!picture) {
      if (missing == Missing::refused) return picture.error();
      opened.gone = picture.error().sentence + "; a board stands in for it";
      picture = io::stand_in(ref);
    }
    ref = library.add(library_picture(std::move(picture).value(), saved.paths[i]));
  }
  return opened;
}

bool apply_view(const io::SavedView& saved, const model::Document& document,
                model::ViewState& view) {
  const core::Shape in = model::input_shape(document);
  view.operation = saved.operation;
  view.output_view = saved.result;
  view.viewport = saved.viewport;
  view.batch_index = std::clamp(saved.batch_index, 0, in.batch - 1);
  const bool inside = model::clamped(saved.pin, model::stages_of(document), in) == saved.pin;
  if (!inside) return false;
  view.pin = saved.pin;
  view.pin_was_dragged = saved.pin_was_moved;
  return true;
}

io::Result<model::Session::Start> bare_start() {
  model::Session::Start start;
  io::Result<model::Document> first = opening(start.library);
  if (!first) return first.error();
  start.document = start.opening = *first;
  io::Result<core::Filters> learned = io::learned_filters();
  if (!learned) return learned.error();
  start.learned = std::make_shared<const core::Filters>(std::move(learned).value());
  io::Result<core::Filter> trained = io::trained_standard_filter();
  if (!trained) return trained.error();
  start.trained = std::make_shared<const core::Filter>(std::move(trained).value());
  // Without its weights the page about a network stays empty; all else is as usual.
  if (io::Result<model::TrainedNetwork> network = io::load_face_detector())
    start.network = std::make_shared<const model::TrainedNetwork>(std::move(network).value());
  return start;
}

io::Result<io::Done> first_numbers(model::Session& session) {
  session.settle();
  if (session.numbers()) return io::Done{};
  return io::Error{session.message().text, true};
}

}  // namespace twofold::desk
