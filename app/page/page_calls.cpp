#include "app/page/page_calls.h"

#include <emscripten.h>

#include <cstdlib>
#include <memory>

// The bodies are JavaScript.
// clang-format off
EM_JS(void, twofold_set_cursor, (int cursor), { Module.page.setCursor(cursor); });
EM_JS(void, twofold_copy_text, (const char* text), { Module.page.copyText(UTF8ToString(text)); });
EM_JS(char*, twofold_pasted_text, (), { return allocateUTF8(Module.page.pastedText); });
EM_JS(void, twofold_toggle_full_screen, (), { Module.page.toggleFullScreen(); });
EM_JS(void, twofold_choose_files, (), { Module.page.chooseFiles(); });
EM_JS(void, twofold_toggle_camera, (), { Module.page.toggleCamera(); });
EM_JS(char*, twofold_link_to, (const char* line), {
  return allocateUTF8(Module.page.linkTo(UTF8ToString(line)));
});
EM_JS(void, twofold_hand_over, (const char* path), { Module.page.handOver(UTF8ToString(path)); });
EM_JS(void, twofold_keep_settings, (const char* path), {
  Module.page.keepSettings(UTF8ToString(path));
});
EM_JS(int, twofold_decoded_picture, (const char* bytes, int size, int* width, int* height), {
  const at = Module.page.decodedPicture(HEAPU8.subarray(bytes, bytes + size));
  if (at >= 0) {
    HEAP32[width >> 2] = Module.page.decoded[at].width;
    HEAP32[height >> 2] = Module.page.decoded[at].height;
  }
  return at;
});
EM_JS(void, twofold_take_pixels, (int picture, unsigned char* to), {
  Module.page.takePixels(picture, to);
});
// clang-format on

namespace twofold::page {
namespace {

std::string taken(char* text) {
  const std::unique_ptr<char, void (*)(void*)> owner(text, std::free);
  return text;
}

}  // namespace

void set_cursor(int imgui_cursor) { twofold_set_cursor(imgui_cursor); }

void copy_text(const char* text) { twofold_copy_text(text); }

std::string pasted_text() { return taken(twofold_pasted_text()); }

std::string link_to(const char* line) { return taken(twofold_link_to(line)); }

void toggle_full_screen() { twofold_toggle_full_screen(); }

void choose_files() { twofold_choose_files(); }

void toggle_camera() { twofold_toggle_camera(); }

void hand_over(const char* path) { twofold_hand_over(path); }

void keep_settings(const char* path) { twofold_keep_settings(path); }

int decoded_picture(const char* bytes, int size, int* width, int* height) {
  return twofold_decoded_picture(bytes, size, width, height);
}

void take_pixels(int picture, unsigned char* to) { twofold_take_pixels(picture, to); }

}  // namespace twofold::page
