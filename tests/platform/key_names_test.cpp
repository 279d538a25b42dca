#include "app/platform/key_names.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include "tests/support/catch.h"

using namespace twofold;

TEST_CASE("keys that type nothing have names, others have none") {
  CHECK(platform::named_key(GLFW_KEY_LEFT) == ui::Key::left);
  CHECK(platform::named_key(GLFW_KEY_KP_ENTER) == ui::Key::enter);
  CHECK(platform::named_key(GLFW_KEY_F1) == ui::Key::f1);
  CHECK(platform::named_key(GLFW_KEY_F5) == ui::Key::f5);
  CHECK(platform::named_key(GLFW_KEY_F12) == ui::Key::f12);
  CHECK_FALSE(platform::named_key(GLFW_KEY_F13).has_value());
  CHECK_FALSE(platform::named_key(GLFW_KEY_A).has_value());
}

TEST_CASE("the first letter of a text, whatever its alphabet") {
  CHECK(platform::first_code_point("z") == U'z');
  CHECK(platform::first_code_point("\u00f6") == U'\u00f6');
  CHECK(platform::first_code_point("\u0436x") == U'\u0436');
  CHECK(platform::first_code_point("\U0001F600") == U'\U0001F600');
  CHECK(platform::first_code_point("") == 0);
  CHECK(platform::first_code_point("\xc3") == 0);
  CHECK(platform::first_code_point("\x80") == 0);
}

TEST_CASE("letters fall to lower case, signs stay") {
  CHECK(platform::lower_case(U'Z') == U'z');
  CHECK(platform::lower_case(U'\u00d6') == U'\u00f6');
  CHECK(platform::lower_case(U'\u0416') == U'\u0436');
  CHECK(platform::lower_case(U'\u00d7') == U'\u00d7');
  CHECK(platform::lower_case(U'?') == U'?');
}

TEST_CASE("a key of another alphabet stands for what a US keyboard has at its place") {
  CHECK(platform::shortcut_letter(GLFW_KEY_T, U'\u0435') == U't');
  CHECK(platform::shortcut_letter(GLFW_KEY_PERIOD, U'\u044e') == U'.');
  CHECK(platform::shortcut_letter(GLFW_KEY_0, U'\u00e0') == U'\u00e0');
  CHECK(platform::shortcut_letter(GLFW_KEY_Q, U'a') == U'a');
}
