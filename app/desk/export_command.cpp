// `twofold export`: the window and all its numbers as files, without a display.
#include <fmt/format.h>

#include <memory>

#include "app/cli/option_values.h"
#include "app/desk/commands.h"
#include "app/desk/export.h"
#include "app/desk/start.h"

namespace twofold::desk {
namespace {

/// Larger windows than any display has would only fill the memory.
constexpr int kMostSide = 16384;

struct ExportTexts {
  StartTexts start;
  std::string folder;
  std::string size = "1920x1080";
  std::string theme = "dark";
  std::string operation = "separable";
  bool present = false;
};

io::Result<io::Done> apply_look(const ExportTexts& texts, model::ViewState& view) {
  if (texts.theme != "dark" && texts.theme != "light")
    return io::Error{fmt::format("--theme must be dark or light, not \"{}\"", texts.theme)};
  view.theme = texts.theme == "dark" ? model::ThemeChoice::dark : model::ThemeChoice::light;
  view.present = texts.present;
  if (texts.operation == "regular")
    view.operation = model::OperationView::regular;
  else if (texts.operation == "depthwise")
    view.operation = model::OperationView::depthwise;
  else if (texts.operation != "separable")
    return io::Error{fmt::format("--operation must be regular, depthwise or separable, not \"{}\"",
                                 texts.operation)};
  return io::Done{};
}

io::Result<io::Done> run_export(const ExportTexts& texts) {
  const io::Result<core::Extent> size = cli::width_x_height({"--size", texts.size});
  if (!size) return size.error();
  if (size->width > kMostSide || size->height > kMostSide || size->width < 320 ||
      size->height < 240)
    return io::Error{fmt::format("--size must be between 320x240 and {}x{}, not {}", kMostSide,
                                 kMostSide, texts.size)};
  if (texts.folder.empty())
    return io::Error{"export needs -o DIR, the folder that the files go to"};
  io::Result<model::Session::Start> start = make_start(texts.start);
  if (!start) return start.error();
  const io::Result<io::Done> look = apply_look(texts, start.value().view);
  if (!look) return look;
  model::Session session(std::move(start).value());
  return export_all(session, {texts.folder, size->width, size->height});
}

}  // namespace

cli::Command export_command(CLI::App& program) {
  const auto texts = std::make_shared<ExportTexts>();
  CLI::App* parser = program.add_subcommand(
      "export", "Write the window, every channel, the layer and its cost as files");
  add_start_options(*parser, texts->start);
  parser->add_option("-o,--output", texts->folder, "Folder for the files")->type_name("DIR");
  parser->add_option("--size", texts->size, "Size of window.png")->type_name("WxH");
  parser->add_option("--theme", texts->theme, "dark or light")->type_name("dark|light");
  parser->add_option("--operation", texts->operation, "What the window shows")
      ->type_name("regular|depthwise|separable");
  parser->add_flag("--present", texts->present, "As in Present mode (F5)");
  return {parser, [texts] { return run_export(*texts); }};
}

}  // namespace twofold::desk
