#include "app/io/document_file.h"
#include "app/model/pictures/scales.h"

namespace twofold::io {

SavedDocument saved_document(const model::Session& session) {
  SavedDocument saved{session.document(), {}, std::nullopt};
  for (const model::PictureRef& picture : saved.document.batch) {
    const auto found = session.library().find(picture.id);
    saved.paths.push_back(found ? found->path : std::string());
  }
  const model::Evaluation* numbers = session.numbers();
  if (!numbers || !session.is_current()) return saved;
  const model::ViewState& look = session.view();
  const model::Scales& scales = session.painter().scales();
  const int b = look.batch_index;
  SavedView view{look.pin,
                 b,
                 {},
                 {},
                 {},
                 look.operation,
                 look.output_view,
                 look.viewport,
                 look.pin_was_dragged};
  view.input.resize(static_cast<std::size_t>(numbers->x()->shape.channels));
  for (int t = 0; t < numbers->z()->shape.channels; ++t)
    view.depthwise.push_back(model::channel_scale(scales.of(1), t, look));
  for (int k = 0; k < numbers->y()->shape.channels; ++k)
    view.output.push_back(model::channel_scale(scales.output(), k, look));
  saved.view = std::move(view);
  return saved;
}

}  // namespace twofold::io
