#include "app/desk/export.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/cli/cost_table.h"
#include "app/cli/stage_counts.h"
#include "app/desk/export_charts.h"
#include "app/desk/window_frame.h"
#include "app/io/document_file.h"
#include "app/io/pictures/png_file.h"
#include "app/io/text_file.h"
#include "app/model/state/stages.h"
#include "core/chain/blocks.h"

namespace twofold::desk {
namespace {

/// The channels of one stage, and how each is shown.
struct StagePictures {
  std::string name;
  const model::StageTensor& tensor;
  std::function<paint::Scale(int channel)> scale;
};

io::Result<io::Done> write_stage(const StagePictures& stage, int b,
                                 const std::filesystem::path& folder) {
  for (int c = 0; c < stage.tensor.shape.channels; ++c) {
    const paint::Rgba8 picture = paint::paint_channel(
        stage.tensor.channel(b, c), 0, 0, stage.scale(c), paint::whole(stage.tensor.shape));
    const io::Result<io::Done> written =
        io::save_png(folder / fmt::format("{}_{:02}.png", stage.name, c), picture);
    if (!written) return written;
  }
  return io::Done{};
}

io::Result<io::Done> write_channels(const model::Session& session,
                                    const std::filesystem::path& folder) {
  const model::Evaluation& e = *session.numbers();
  const model::ViewState& view = session.view();
  const model::Scales& scales = session.painter().scales();
  const int b = view.batch_index;
  const auto grey = [](int) { return paint::Scale{}; };
  const auto of_lane = [&view](const model::LaneScales& lane) {
    return [&view, &lane](int c) { return model::channel_scale(lane, c, view); };
  };
  std::vector<StagePictures> stages{{"input", *e.x(), grey}};
  for (int i = 1; i <= e.stages.count(); ++i)
    stages.push_back({model::result_name(e.stages.list, i), *e.result(i), of_lane(scales.of(i))});
  for (const StagePictures& stage : stages) {
    const io::Result<io::Done> written = write_stage(stage, b, folder);
    if (!written) return written;
  }
  return io::Done{};
}

/// The separable layer against the standard convolution; the stages of a block too.
nlohmann::ordered_json cost_of(const model::Document& document) {
  const core::Shape in = model::input_shape(document);
  nlohmann::ordered_json json = cli::cost_json(core::cost(document.layer, in));
  if (document.block.name != core::blocks().front().name) {
    const core::Chain list = model::stages_of(document);
    json["stages"] = cli::stages_json(list, cli::all_counted(list, in, {}), false);
  }
  return json;
}

}  // namespace

io::Result<io::Done> export_all(model::Session& session, const ExportSettings& settings) {
  const std::filesystem::path& folder = settings.folder;
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed)
    return io::Error{fmt::format("the folder {} cannot be made ({}); choose another with -o",
                                 folder.string(), failed.message())};
  const paint::Rgba8 window =
      window_picture(session, settings.width, settings.height, settings.cards);
  io::Result<io::Done> written = io::save_png(folder / "window.png", window);
  if (written) written = write_channels(session, folder);
  if (written)
    written = io::save_document(folder / "layer.json", io::saved_document(session),
                                model::separable_filters(session.numbers()->stages));
  if (written) written = export_charts(session, folder);
  if (!written) return written;
  return io::write_file(folder / "cost.json", cost_of(session.document()).dump(2) + "\n");
}

}  // namespace twofold::desk
