#include "tests/monkey/stage.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <stdexcept>

#include "app/desk/start_options.h"
#include "app/desk/window_frame.h"
#include "app/desk/world_requests.h"
#include "app/io/document_file.h"
#include "app/io/pictures/png_file.h"
#include "app/ui/frame/letters.h"
#include "core/cost.h"
#include "tests/monkey/bytes_in_use.h"
#include "tests/monkey/invariants.h"
#include "tests/monkey/named_keys.h"

namespace twofold::tests {
namespace {

/// Multiply-adds of a layer, both ways, that one frame may ask for: what takes longer is undone
/// while it is being computed.
constexpr std::int64_t kMostMacs = std::int64_t{1} << 27;
/// Letters smaller or larger than this are drawn alike: making fonts takes longer than all else.
constexpr float kSmallestScale = 0.3f;
/// What moves by itself has come to rest by then: half a second.
constexpr int kFramesToRest = 30;
/// What as many documents may differ by.
constexpr std::int64_t kRestSlackBytes = std::int64_t{16} << 20;

io::PixelBytes pixels_of(const std::vector<std::uint8_t>& bytes, int width, int height,
                         int channels) {
  return {width, height, channels, bytes.data()};
}

void write_picture(const std::filesystem::path& path, int width, int height, int channels) {
  std::vector<std::uint8_t> bytes(static_cast<std::size_t>(width) * height * channels);
  for (std::size_t i = 0; i < bytes.size(); ++i)
    bytes[i] = static_cast<std::uint8_t>((i * i * 31 + i * 7) >> 3);
  if (!io::save_png(path, pixels_of(bytes, width, height, channels)))
    throw std::runtime_error("cannot write " + path.string());
}

model::Session::Start start_with(const std::string& picture) {
  desk::StartTexts texts;
  texts.pictures = {picture};
  io::Result<model::Session::Start> start = desk::make_start(texts);
  if (!start) throw std::runtime_error(start.error().sentence);
  return std::move(start).value();
}

std::int64_t macs_of(const model::Document& document) {
  const core::Shape in = model::input_shape(document);
  const core::Shape z = core::depthwise_output_shape(document.layer, in);
  const core::Shape y = core::output_shape(document.layer, in);
  const std::int64_t taps = document.layer.kernel.area();
  return z.count() * (taps + document.layer.out_channels) + y.count() * taps * in.channels;
}

}  // namespace

std::vector<std::string> make_files(const std::filesystem::path& folder) {
  write_picture(folder / "ramp.png", 48, 32, 3);
  write_picture(folder / "tall.png", 5, 90, 3);
  write_picture(folder / "dot.png", 1, 1, 3);
  write_picture(folder / "grey.png", 33, 65, 1);
  write_picture(folder / "glass.png", 40, 40, 4);
  write_picture(folder / "photo.png", 320, 211, 3);
  std::ofstream(folder / "broken.png") << "\x89PNG\r\n\x1a\n and then nothing";
  std::ofstream(folder / "empty.png");
  std::ofstream(folder / "broken.json") << "{\"layer\": [";
  return {"ramp.png",  "tall.png",    "dot.png",    "grey.png",    "glass.png", "photo.png",
          "empty.png", "broken.json", "broken.png", "nowhere.png", "layer.json"};
}

Stage::Stage(const std::vector<std::string>& files, bool hurries)
    : hurries_(hurries),
      session_(start_with(files.front())),
      size_{1280, 720},
      screen_({.width = 1280, .height = 720}) {
  session_.settle();
  frame();
}

std::string Stage::happen(const Event& event) {
  std::string wrong = take(event);
  return wrong.empty() ? wrong_words() : wrong;
}

/// What is wrong with the words once everything has come to rest: rows move to their places.
std::string Stage::wrong_words() {
  std::string wrong = wrong_with_words(ui_.registry(), session_.view(), size_);
  for (int i = 0; i < kFramesToRest && !wrong.empty(); ++i) {
    if (std::string other = frame(); !other.empty()) return other;
    wrong = wrong_with_words(ui_.registry(), session_.view(), size_);
  }
  return wrong;
}

std::string Stage::take(const Event& event) {
  ImGuiIO& io = screen_.io();
  set_modifiers(event);
  switch (event.kind) {
    case Event::Kind::nothing: break;
    case Event::Kind::move: io.MousePos = {event.x, event.y}; break;
    case Event::Kind::press: io.MouseDown[event.number] = true; break;
    case Event::Kind::release: io.MouseDown[event.number] = false; break;
    case Event::Kind::wheel:
      io.MouseWheelH = event.x;
      io.MouseWheel = event.y;
      break;
    case Event::Kind::key: return press_key(event);
    case Event::Kind::letter: return press_letter(event);
    case Event::Kind::type: return type(event.text);
    case Event::Kind::drop: drop(event.text); break;
    case Event::Kind::resize: resize(event); break;
    case Event::Kind::rest: return rest();
  }
  std::string wrong = frame();
  io.MouseWheel = io.MouseWheelH = 0;
  return wrong;
}

void Stage::set_modifiers(const Event& event) {
  ImGuiIO& io = screen_.io();
  io.KeyCtrl = event.ctrl;
  io.KeyShift = event.shift;
  io.KeyAlt = event.alt;
}

/// As app/platform/window.cpp hands keys on: to the toolkit always, to the panels unless a text
/// field takes them.
std::string Stage::press_key(const Event& event) {
  const NamedKey* named = named_key(event.text);
  if (named == nullptr) return {};
  ImGuiIO& io = screen_.io();
  const bool is_function_key = named->key >= ui::Key::f1 && named->key <= ui::Key::f12;
  if (!io.WantTextInput || is_function_key || event.ctrl || event.alt)
    keys_.push_back(
        {.key = named->key, .ctrl = event.ctrl, .shift = event.shift, .alt = event.alt});
  if (named->toolkit == ImGuiKey_COUNT) return frame();
  io.KeysDown[named->toolkit] = true;
  std::string wrong = frame();
  io.KeysDown[named->toolkit] = false;
  return wrong.empty() ? frame() : wrong;
}

std::string Stage::press_letter(const Event& event) {
  ImGuiIO& io = screen_.io();
  const auto letter = static_cast<char32_t>(event.number);
  if (!io.WantTextInput || event.ctrl || event.alt)
    keys_.push_back({.letter = letter, .ctrl = event.ctrl, .shift = event.shift, .alt = event.alt});
  if (!event.ctrl && !event.alt) io.AddInputCharacter(static_cast<unsigned>(letter));
  constexpr std::u32string_view kEditing = U"acvxyz";
  constexpr ImGuiKey kToolkit[] = {ImGuiKey_A, ImGuiKey_C, ImGuiKey_V,
                                   ImGuiKey_X, ImGuiKey_Y, ImGuiKey_Z};
  const std::size_t at = kEditing.find(letter);
  if (!event.ctrl || at == std::u32string_view::npos) return frame();
  io.KeysDown[kToolkit[at]] = true;
  std::string wrong = frame();
  io.KeysDown[kToolkit[at]] = false;
  return wrong.empty() ? frame() : wrong;
}

std::string Stage::type(const std::string& text) {
  screen_.io().AddInputCharactersUTF8(text.c_str());
  return frame();
}

void Stage::drop(const std::string& names) {
  std::vector<std::string> files;
  for (std::size_t from = 0; from <= names.size();) {
    const std::size_t to = std::min(names.find('|', from), names.size());
    files.push_back(names.substr(from, to - from));
    from = to + 1;
  }
  desk::open_paths(session_, files);
}

void Stage::resize(const Event& event) {
  size_ = {event.x, event.y};
  screen_.resize(static_cast<int>(event.x), static_cast<int>(event.y));
}

/// Letters as large as the look asks for.
void Stage::renew_fonts() {
  const model::ViewState& view = session_.view();
  const float scale = std::max(ui::letter_scale(view, size_), kSmallestScale);
  if (scale == font_scale_ && view.present == presents_) return;
  font_scale_ = scale;
  presents_ = view.present;
  screen_.set_fonts(scale, ui::font_sizes(view));
}

std::string Stage::frame() {
  renew_fonts();
  const ui::PictureIds pictures = screen_.sync(session_.painter().pictures());
  const Shown shown{session_.shared_numbers(), session_.view()};
  ui::DrawnFrame drawn;
  screen_.frame([&] {
    drawn = ui_.draw(session_, pictures, screen_.fonts(), std::exchange(keys_, {}));
    context_ = ImGui::GetCurrentContext();
  });
  session_.want(std::move(drawn.wanted));
  apply(drawn.edits);
  carry_out(drawn.edits.of_world);
  if (hurries_)
    session_.tick(std::chrono::milliseconds(0));
  else
    session_.settle();
  std::string wrong = judged_screen(shown);
  return wrong.empty() ? judged_state() : wrong;
}

/// Closes whatever is open, goes back to the beginning, and holds the memory that is in use then
/// against that at the first rest with as
/// much to undo: histories are as long as they get before long.
std::string Stage::rest() {
  for (int button = 0; button < 3; ++button) screen_.io().MouseDown[button] = false;
  screen_.io().MousePos = {-1, -1};
  resize({.x = 1280, .y = 720});
  std::string wrong;
  for (int i = 0; i < 4 && wrong.empty(); ++i)
    wrong = press_key({.kind = Event::Kind::key, .text = "escape"});
  model::Edits reset;
  reset.of_session.emplace_back(model::ResetAll{});
  apply(reset);
  for (int i = 0; i < 2 && wrong.empty(); ++i) wrong = frame();
  if (!wrong.empty()) return wrong;
  const std::int64_t used = bytes_in_use();
  const auto first = at_rest_.try_emplace(session_.history().reachable().size(), used).first;
  if (used > first->second + kRestSlackBytes)
    return fmt::format("memory grows: {} bytes at rest, {} with as much to undo before", used,
                       first->second);
  return {};
}

/// What would take too long ends as it would with a user who loses patience: Reset all.
void Stage::apply(const model::Edits& edits) {
  session_.apply(edits);
  if (!session_.problems().empty() || macs_of(session_.document()) <= kMostMacs) return;
  model::Edits reset;
  reset.of_session.emplace_back(model::ResetAll{});
  session_.apply(reset);
}

/// Waits for numbers that a file is to be written of.
void Stage::carry_out_in_time(const model::WorldRequest& request) {
  std::vector<model::WorldRequest> left{request};
  while (!(left = desk::carry_out(session_, left, {})).empty()) session_.settle();
}

/// What stays within the working folder and this window.
void Stage::carry_out(const std::vector<model::WorldRequest>& requests) {
  for (const model::WorldRequest& request : requests) {
    const auto is_here = [](const std::string& path) {
      return std::filesystem::path(path).parent_path().empty() && !path.empty();
    };
    const auto* open = std::get_if<model::OpenPaths>(&request);
    const auto* save = std::get_if<model::SaveDocument>(&request);
    const auto* set_up = std::get_if<model::EnterSetUp>(&request);
    const bool opens_here =
        open != nullptr &&
        std::all_of(open->paths.begin(), open->paths.end(), [](const auto& path) {
          return std::filesystem::path(path).parent_path() == std::filesystem::current_path();
        });
    if (opens_here || (save != nullptr && is_here(save->path)) ||
        (set_up != nullptr && set_up->line.find('/') == std::string::npos))
      carry_out_in_time(request);
    apply({});
  }
}

std::string Stage::judged_screen(const Shown& shown) {
  ImGui::SetCurrentContext(context_);
  std::string wrong = wrong_in_layout(ui_.registry(), ImGui::GetDrawData());
  ImGui::SetCurrentContext(nullptr);
  const bool sums_are_whole =
      shown.view.operation == model::OperationView::separable && !shown.view.playback.active;
  if (wrong.empty() && sums_are_whole)
    wrong = wrong_on_screen(ui_.registry(), *shown.numbers, shown.view.batch_index);
  return wrong;
}

std::string Stage::judged_state() {
  const std::string wrong = wrong_in_state(session_);
  if (!wrong.empty()) return wrong;
  const model::ViewState& view = session_.view();
  const void* numbers = session_.numbers();
  if (numbers == judged_numbers_ && view.pin == judged_pin_ && view.batch_index == judged_b_)
    return {};
  judged_numbers_ = numbers;
  judged_pin_ = view.pin;
  judged_b_ = view.batch_index;
  return wrong_at_pin(session_);
}

}  // namespace twofold::tests
