#include "app/page/still.h"

#include <utility>

#include "app/desk/start.h"
#include "app/desk/window_frame.h"
#include "app/model/state/setup_line.h"

namespace twofold::page {

io::Result<paint::Rgba8> still(const CanvasSize& size, const std::string& line) {
  io::Result<model::Session::Start> start = desk::bare_start();
  if (!start) return start.error();
  auto read = model::parse_setup(line, start.value().document);
  if (const auto* setup = std::get_if<model::SetUp>(&read)) {
    const auto batch = start.value().document.batch;  // other pictures come later
    start.value().document = setup->document;
    start.value().document.batch = batch;
  }
  start.value().view.ui_zoom = size.scale;
  model::Session session(std::move(start).value());
  return desk::window_picture(session, size.width, size.height);
}

}  // namespace twofold::page
