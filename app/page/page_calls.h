// What the page does for the program: one function of page/script each (Module.page in JavaScript).
#pragma once

#include <string>

namespace twofold::page {

void set_cursor(int imgui_cursor);
void copy_text(const char* text);
/// What was last put into the page's clipboard by a paste.
std::string pasted_text();
void toggle_full_screen();
void choose_files();
/// Shows the camera's pictures, or stops at the last one.
void toggle_camera();
/// The page's address with this after its #.
std::string link_to(const char* line);
/// Gives a file, or a folder as one archive, to the user.
void hand_over(const char* path);
/// The settings file has been written.
void keep_settings(const char* path);

/// What the browser made of the bytes of a picture: its number, or -1 with none, and its size.
int decoded_picture(const char* bytes, int size, int* width, int* height);
/// Its pixels, four bytes each.
void take_pixels(int picture, unsigned char* to);

}  // namespace twofold::page
