#include "app/desk/start.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>

#include "app/cli/option_values.h"
#include "app/io/assets.h"
#include "app/io/document_file.h"
#include "app/io/memory_left.h"
#include "app/io/network_file.h"
#include "app/io/pictures/picture_file.h"
#include "app/model/numbers/memory_need.h"
#include "core/check.h"

namespace twofold::desk {
namespace {

model::LibraryPicture library_picture(io::Picture picture, const std::string& path) {
  return {std::move(picture.values), std::move(picture.name), path, std::move(picture.made_of)};
}

/// "output,82,34,0" as a place inside the stages of a document.
io::Result<model::Place> read_pin(const std::string& text, const model::Document& document) {
  const io::Error wrong{fmt::format(
      "--pin must be STAGE,ROW,COLUMN,CHANNEL, such as output,82,34,0, not \"{}\"; STAGE is input, "
      "depthwise, pointwise or output",
      text)};
  std::vector<std::string> words{""};
  for (const char c : text) {
    if (c == ',')
      words.emplace_back();
    else
      words.back().push_back(c);
  }
  if (words.size() != 4) return wrong;
  const core::Chain list = model::stages_of(document);
  const auto result = model::result_named(list, words[0]);
  if (!result) return wrong;
  std::array<int, 3> numbers{};
  for (std::size_t i = 0; i < 3; ++i) {
    const std::string& word = words[i + 1];
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), numbers[i]);
    if (error != std::errc() || end != word.data() + word.size() || word.empty()) return wrong;
  }
  const model::Place place{*result, numbers[0], numbers[1], numbers[2]};
  const core::Shape in = model::input_shape(document);
  if (model::clamped(place, list, in) != place) {
    const core::Shape shape = model::result_shape(list, in, *result);
    return io::Error{fmt::format("--pin {} lies outside: {} is [{}, {}, {}, {}]", text, words[0],
                                 shape.batch, shape.height, shape.width, shape.channels)};
  }
  return place;
}

io::Result<model::Document> open_batch(const std::vector<std::string>& names,
                                       model::PictureLibrary& library,
                                       const model::Document& base) {
  model::Document document = base;
  document.batch.clear();
  for (const std::string& name : names) {
    io::Result<model::LibraryPicture> picture = open_picture(name);
    if (!picture) return picture.error();
    document.batch.push_back(library.add(std::move(picture).value()));
  }
  return document;
}

io::Result<model::Document> first_document(const StartTexts& texts, model::PictureLibrary& library,
                                           const model::Document& opening_document) {
  if (texts.pictures.empty()) return opening_document;
  if (texts.pictures.size() == 1 && is_document_path(texts.pictures.front()))
    return open_document(texts.pictures.front(), library);
  return open_batch(texts.pictures, library, opening_document);
}

/// Before anything is tried: what takes more than there is would end somewhere in the middle.
std::string why_not_enough_memory(const model::Document& document) {
  const model::Inputs inputs{document, {}, {}, false, {}};
  return model::why_too_large(model::memory_needed(inputs, nullptr), io::memory_left());
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

io::Result<model::Document> open_document(const std::string& path, model::PictureLibrary& library) {
  const io::Result<io::SavedDocument> saved = io::load_document(path);
  if (!saved) return saved.error();
  return open_saved(*saved, path, library);
}

io::Result<model::Document> open_saved(const io::SavedDocument& saved,
                                       const std::filesystem::path& file,
                                       model::PictureLibrary& library) {
  model::Document document = saved.document;
  for (std::size_t i = 0; i < document.batch.size(); ++i) {
    io::Result<io::Picture> picture = io::load_saved_picture(saved, i, file);
    if (!picture) return picture.error();
    document.batch[i] = library.add(library_picture(std::move(picture).value(), saved.paths[i]));
  }
  return document;
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

io::Result<model::Session::Start> make_start(const StartTexts& texts) {
  io::Result<model::Session::Start> bare = bare_start();
  if (!bare) return bare;
  model::Session::Start& start = bare.value();
  io::Result<model::Document> document = first_document(texts, start.library, start.opening);
  if (!document) return document.error();
  document = cli::with_options(*document, texts.layer);
  if (!document) return document.error();
  if (const auto problem = cli::problem_of(model::problems_of(*document))) return *problem;
  start.document = *document;
  if (const std::string why = why_not_enough_memory(*document); !why.empty()) return io::Error{why};
  if (!texts.pin.empty()) {
    const io::Result<model::Place> pin = read_pin(texts.pin, start.document);
    if (!pin) return pin.error();
    start.view.pin = *pin;
    start.pin_is_given = true;
  }
  if (!texts.batch_index.empty()) {
    const int last = model::input_shape(start.document).batch - 1;
    int index = -1;
    const char* end = texts.batch_index.data() + texts.batch_index.size();
    const auto [stopped, error] = std::from_chars(texts.batch_index.data(), end, index);
    if (error != std::errc() || stopped != end || index < 0 || index > last)
      return io::Error{fmt::format("--batch-index must be a number from 0 to {}, not \"{}\"", last,
                                   texts.batch_index)};
    start.view.batch_index = index;
  }
  return bare;
}

io::Result<io::Done> first_numbers(model::Session& session) {
  session.settle();
  if (session.numbers()) return io::Done{};
  return io::Error{session.message().text, true};
}

io::Result<model::ThemeChoice> read_theme(const std::string& text) {
  if (text == "dark") return model::ThemeChoice::dark;
  if (text == "light") return model::ThemeChoice::light;
  return io::Error{fmt::format("--theme must be dark or light, not \"{}\"", text)};
}

void add_start_options(CLI::App& command, StartTexts& texts) {
  command
      .add_option("pictures", texts.pictures,
                  "Picture files (several make a batch), a bundled picture's name, or a layer.json")
      ->type_name("PICTURE");
  cli::add_layer_options(command, texts.layer);
  command.add_option("--pin", texts.pin, "Where to look, such as output,82,34,0")
      ->type_name("STAGE,ROW,COLUMN,CHANNEL");
  command.add_option("--batch-index", texts.batch_index, "Which picture of a batch is shown")
      ->type_name("N");
}

void add_replay_option(CLI::App& command, std::string& file) {
  const std::vector<CLI::Option*> others = command.get_options();
  CLI::Option* replay =
      command
          .add_option("--replay", file, "Play what was recorded by --record, from its beginning")
          ->type_name("FILE");
  for (CLI::Option* other : others)
    if (other != command.get_help_ptr()) replay->excludes(other);
}

}  // namespace twofold::desk
