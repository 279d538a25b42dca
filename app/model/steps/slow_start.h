// Playing that begins slowly: tap by tap for as long as two values of a 3x3 filter take, then
// faster and faster, so that what is left is done within ten seconds however much it is.
#pragma once

namespace twofold::model::inline steps {

inline constexpr double kSlowRate = 6;     ///< multiply-adds a second at first
inline constexpr double kSlowSeconds = 3;  ///< for so long
inline constexpr double kFullAfter = 9.5;  ///< seconds until all is done

/// Multiply-adds that are done `seconds` after the beginning, of `left` that there were: one by
/// one, then so that every second has as many times more than the one before. More than `left` at
/// the end.
double done_after_slow_start(double seconds, double left);

}  // namespace twofold::model::inline steps
