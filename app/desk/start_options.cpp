#include "app/desk/start_options.h"

#include <fmt/format.h>

#include <array>
#include <charconv>

#include "app/desk/start.h"
#include "app/io/memory_left.h"
#include "app/model/numbers/memory_need.h"

namespace twofold::desk {
namespace {

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

io::Result<OpenedDocument> first_document(const StartTexts& texts, model::PictureLibrary& library,
                                          const model::Document& opening_document) {
  if (texts.pictures.empty()) return OpenedDocument{opening_document, std::nullopt, {}};
  if (texts.pictures.size() == 1 && is_document_path(texts.pictures.front()))
    return open_document(texts.pictures.front(), library, texts.missing);
  io::Result<model::Document> batch = open_batch(texts.pictures, library, opening_document);
  if (!batch) return batch.error();
  return OpenedDocument{std::move(batch).value(), std::nullopt, {}};
}

/// Before anything is tried: what takes more than there is would end somewhere in the middle.
std::string why_not_enough_memory(const model::Document& document) {
  const model::Inputs inputs{document, {}, {}, false, {}, false, {}};
  return model::why_too_large(model::memory_needed(inputs, nullptr), io::memory_left());
}

}  // namespace

io::Result<model::Session::Start> make_start(const StartTexts& texts, std::string* says) {
  io::Result<model::Session::Start> bare = bare_start();
  if (!bare) return bare;
  model::Session::Start& start = bare.value();
  const io::Result<OpenedDocument> opened = first_document(texts, start.library, start.opening);
  if (!opened) return opened.error();
  if (says != nullptr) *says = opened->gone;
  io::Result<model::Document> document = opened->document;
  document.value().grey |= texts.grey;
  document = cli::with_options(*document, texts.layer);
  if (!document) return document.error();
  if (const auto problem = cli::problem_of(model::problems_of(*document))) return *problem;
  start.document = *document;
  if (const std::string why = why_not_enough_memory(*document); !why.empty()) return io::Error{why};
  // Where the layer is another than the file's, the pin may lie elsewhere.
  if (opened->view && start.document == opened->document)
    start.pin_is_given = apply_view(*opened->view, start.document, start.view);
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
  command.add_flag("--grey", texts.grey, "Reduce the pictures to one channel");
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
