// Numbers as text: short ones for cells, full ones for sentences, counts with thousands.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

namespace twofold::ui::inline draw {

/// The minus sign that is as wide as a plus: U+2212.
inline constexpr const char* kMinus = "\xe2\x88\x92";

/// A value with `decimals` places and a true minus; "NaN", "∞"; never "-0.00".
std::string fixed(double value, int decimals);

/// The one form of every weight, as short as cells need: at most three significant digits, no
/// leading zero ("−.5", ".52", "1.2", "12", "1e5").
std::string cell(float value);

/// The one form of every value of x, z and y and of what is summed: two decimals and no leading
/// zero below ten ("−.50", "1.04"), fewer above. Of nearly one width while the value changes, so
/// that sums do not jitter.
std::string steady(float value);

/// Enough digits to read the very float back (9 significant).
std::string exact(float value);

/// 2430720 -> "2,430,720".
std::string count(std::int64_t value);

/// 2430720 -> "2.43 M"; below ten thousand as count().
std::string rounded_count(double value);

/// Bytes: "1.08 MB".
std::string bytes(double value);

/// 0.444 -> "44 %"; above 1000 % without decimals; below 10 % with one.
std::string percent(double share);

/// "[1,211,320,3]".
std::string shape_text(int batch, int height, int width, int channels);

}  // namespace twofold::ui::inline draw
