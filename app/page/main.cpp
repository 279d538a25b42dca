// The page's program: what the browser calls, and one frame.
#include <emscripten.h>
#include <imgui.h>
#include <sys/stat.h>

#include <cstdlib>
#include <memory>
#include <new>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>
#include <vector>

#include "app/desk/camera_picture.h"
#include "app/desk/open_window.h"
#include "app/desk/remembered_settings.h"
#include "app/desk/start.h"
#include "app/io/network_file.h"
#include "app/io/pictures/formats.h"
#include "app/io/pictures/readers.h"
#include "app/io/settings_file.h"
#include "app/model/state/setup_line.h"
#include "app/page/canvas.h"
#include "app/page/page_calls.h"
#include "app/page/still.h"
#include "app/page/told.h"

namespace twofold::page {
namespace {

desk::WindowHooks page_hooks() {
  desk::WindowHooks hooks;
  hooks.toggle_full_screen = [] { toggle_full_screen(); };
  hooks.choose_files = [](model::Session&) {
    choose_files();
    return std::vector<std::string>();  // they come later, as if they had been dropped
  };
  hooks.hand_over = [](const std::filesystem::path& path) {
    page::hand_over(path.c_str());
    return path.filename().string() + ", among your downloads";
  };
  hooks.toggle_camera = [](model::Session&) { toggle_camera(); };
  hooks.link_to = [](const std::string& line) { return link_to(line.c_str()); };
  hooks.settings_kept = [] { keep_settings(io::settings_path()->c_str()); };
  return hooks;
}

/// All that the page keeps while it is open.
struct OpenPage {
  OpenPage(model::Session::Start start, std::unique_ptr<Canvas> on,
           desk::RememberedSettings remembered)
      : canvas(std::move(on)),
        settings(std::move(remembered)),
        window(std::move(start), *canvas, page_hooks(), settings) {}

  bool is_busy() const { return window.is_busy() || canvas->is_settling(); }
  bool wants_weights() const {
    const model::CostLook& cost = window.session().view().cost;
    return cost.open && cost.page == model::CostPage::detector && !window.session().has_network();
  }

  std::unique_ptr<Canvas> canvas;
  desk::RememberedSettings settings;
  desk::OpenWindow window;
};

// What JavaScript has no other way to hold on to.
std::optional<OpenPage> open_page;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

/// A sentence where the page cannot open.
std::optional<io::Error> start(const CanvasSize& size, const Browser& browser) {
  umask(022);  // emscripten's hides every file from its own writer
  io::Result<model::Session::Start> start = desk::bare_start();
  if (!start) return start.error();
  model::ViewState& view = start.value().view;
  if (browser.prefers_light) view.theme = model::ThemeChoice::light;
  desk::RememberedSettings remembered;
  if (std::filesystem::exists(*io::settings_path())) remembered.apply(view);
  view.recent_pictures.clear();  // they were in the memory of a page that is closed
  const ImVec2 room{static_cast<float>(size.width), static_cast<float>(size.height)};
  auto canvas = Canvas::open(desk::appearance_of(view, room), size, browser);
  if (!canvas) return canvas.error();
  open_page.emplace(std::move(start).value(), std::move(canvas).value(), std::move(remembered));
  return std::nullopt;
}

char* for_page(const std::string& text) {
  char* copy = static_cast<char*>(std::malloc(text.size() + 1));
  if (copy) text.copy(copy, text.size());
  if (copy) copy[text.size()] = '\0';
  return copy;
}

}  // namespace
}  // namespace twofold::page

// NOLINTBEGIN(readability-identifier-naming): names that the page's scripts know
extern "C" {

using twofold::page::open_page;

/// Opens the page; the sentence that says why not is the caller's to free, as all texts are.
/// `browser`: 1 prefers light, 2 is touched, 4 has a camera, 8 wants less motion.
EMSCRIPTEN_KEEPALIVE char* twofold_start(int width, int height, float scale, int browser) {
  try {
    const auto has = [&](int bit) { return (browser & bit) != 0; };
    const auto problem =
        twofold::page::start({width, height, scale}, {has(1), has(2), has(4), has(8)});
    return problem ? twofold::page::for_page(problem->sentence) : nullptr;
  } catch (const std::bad_alloc&) {
    return twofold::page::for_page("there is not enough memory for Twofold in this browser");
  }
}

/// The window as a picture, where twofold_start had no WebGL to draw it with: the address of its
/// pixels, four bytes each. They stay.
EMSCRIPTEN_KEEPALIVE const void* twofold_still(int width, int height, float scale,
                                               const char* line) {
  static twofold::paint::Rgba8 picture;
  auto made = twofold::page::still({width, height, scale}, line);
  if (made) picture = std::move(made).value();
  return picture.pixels.data();
}

/// Draws a frame. 1: another one is due; 2: text is being typed; 4: the list of pictures is open;
/// 8: the page of the network is, and waits for its weights.
EMSCRIPTEN_KEEPALIVE int twofold_frame() {
  twofold::desk::OpenWindow& window = open_page->window;
  window.frame();
  return (open_page->is_busy() ? 1 : 0) + (ImGui::GetIO().WantTextInput ? 2 : 0) +
         (window.shows_pictures() ? 4 : 0) + (open_page->wants_weights() ? 8 : 0);
}

EMSCRIPTEN_KEEPALIVE void twofold_resize(int width, int height, float scale) {
  open_page->canvas->resize({width, height, scale});
}

EMSCRIPTEN_KEEPALIVE void twofold_move(float x, float y) {
  open_page->canvas->input().move({x, y});
  open_page->canvas->heard();
}

EMSCRIPTEN_KEEPALIVE void twofold_leave() {
  open_page->canvas->input().leave();
  open_page->canvas->heard();
}

EMSCRIPTEN_KEEPALIVE void twofold_button(int index, int down) {
  open_page->canvas->input().button(index, down != 0);
  open_page->canvas->heard();
}

EMSCRIPTEN_KEEPALIVE void twofold_wheel(float x, float y) {
  open_page->canvas->input().wheel({x, y});
  open_page->canvas->heard();
}

/// `how`: 1 Ctrl, 2 Shift, 4 Alt, 8 a repeat.
EMSCRIPTEN_KEEPALIVE void twofold_key(const char* name, int base, int typed, int how, int down) {
  const twofold::page::PageKey key{name,
                                   static_cast<char32_t>(base),
                                   static_cast<char32_t>(typed),
                                   (how & 1) != 0,
                                   (how & 2) != 0,
                                   (how & 4) != 0,
                                   (how & 8) != 0};
  if (down != 0)
    open_page->canvas->key_down(key);
  else
    open_page->canvas->key_up(key);
}

EMSCRIPTEN_KEEPALIVE void twofold_text(const char* utf8) {
  open_page->canvas->input().text(utf8);
  open_page->canvas->heard();
}

/// The page has lost the keyboard.
EMSCRIPTEN_KEEPALIVE void twofold_blur() {
  open_page->canvas->input().release_all();
  open_page->canvas->heard();
}

/// Opens a file of the page's memory with the next frame; those of one frame are a batch.
EMSCRIPTEN_KEEPALIVE void twofold_open(const char* path) {
  open_page->canvas->drop(path);
  open_page->canvas->heard();
}

/// A bundled picture has come, and is offered.
EMSCRIPTEN_KEEPALIVE void twofold_offer(const char* path) {
  open_page->window.offer(path);
  open_page->canvas->heard();
}

/// The opening picture has come whole, in place of the smaller one that the page began with.
EMSCRIPTEN_KEEPALIVE void twofold_whole(const char* name) {
  if (auto picture = twofold::desk::open_picture(name)) {
    open_page->window.take_whole(std::move(picture).value());
    open_page->canvas->heard();
  }
}

/// The weights of the network have come.
EMSCRIPTEN_KEEPALIVE void twofold_weights() {
  if (auto network = twofold::io::load_face_detector()) {
    open_page->window.bring(
        std::make_shared<const twofold::model::TrainedNetwork>(std::move(network).value()));
    open_page->canvas->heard();
  }
}

/// The longest side at which pictures are computed; 0: that of the picture.
EMSCRIPTEN_KEEPALIVE int twofold_longest_side() {
  return open_page->window.session().document().longest_side;
}

/// The camera's picture, four bytes a pixel; whether it is shown, for the last one may still be
/// being computed.
EMSCRIPTEN_KEEPALIVE int twofold_live(const unsigned char* pixels, int width, int height) {
  open_page->canvas->heard();
  return open_page->window.show_live(twofold::desk::camera_picture(pixels, width, height, 4));
}

/// Whether the browser has to read these bytes of a picture before they are opened.
EMSCRIPTEN_KEEPALIVE int twofold_needs_browser(const char* bytes, int size) {
  namespace io = twofold::io;
  const io::PictureFormat* format = io::format_of({bytes, static_cast<std::size_t>(size)});
  return format && (format->read == io::read_webp || format->read == io::read_gif ||
                    format->read == io::read_heif);
}

EMSCRIPTEN_KEEPALIVE void twofold_say(const char* sentence, int is_error) {
  open_page->window.say({sentence, is_error != 0});
  open_page->canvas->heard();
}

/// Opens what a link says; an empty one is the opening.
EMSCRIPTEN_KEEPALIVE void twofold_go(const char* link) {
  const std::string line = *link == '\0' ? twofold::desk::kOpeningPicture : link;
  open_page->window.ask(twofold::model::EnterSetUp{line});
  open_page->canvas->heard();
}

EMSCRIPTEN_KEEPALIVE char* twofold_link() {
  return twofold::page::for_page(
      twofold::model::setup_line(open_page->window.session().document()));
}

/// What the window shows, in words.
EMSCRIPTEN_KEEPALIVE char* twofold_told() {
  return twofold::page::for_page(twofold::page::told(open_page->window.session()));
}

/// The name of the control that has the keys, or nothing.
EMSCRIPTEN_KEEPALIVE char* twofold_focused() {
  return twofold::page::for_page(open_page->window.focused());
}

/// What the last frame drew: a JSON list of {name, x, y, width, height}, in pixels of the display,
/// and whether it is a control and not a text.
EMSCRIPTEN_KEEPALIVE char* twofold_drawn() {
  nlohmann::json list = nlohmann::json::array();
  for (const twofold::ui::Drawn& drawn : open_page->window.registry().drawn())
    list.push_back({{"name", drawn.name},
                    {"x", drawn.min.x},
                    {"y", drawn.min.y},
                    {"width", drawn.max.x - drawn.min.x},
                    {"height", drawn.max.y - drawn.min.y},
                    {"control", drawn.text_cap_height == 0}});
  return twofold::page::for_page(list.dump());
}

}  // extern "C"
// NOLINTEND(readability-identifier-naming)
