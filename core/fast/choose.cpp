#include "core/fast/choose.h"

#include "core/fast/implementations.h"

namespace twofold::core::fast {
namespace {

// One thread, about: multiply-adds and bytes a second, and the seconds that telling others costs
// and that waking them does.
constexpr double kMacsPerSecond = 40e9;
constexpr double kBytesPerSecond = 20e9;
constexpr double kTellingSeconds = 5e-6;
constexpr double kWakingSeconds = 50e-6;

}  // namespace

bool collapsed_is_faster(const Layer& layer, const Shape& in, int lanes, bool regroup) {
  Question folds{.layer = layer, .in = in, .lanes = lanes};
  folds.pointwise = true;
  folds.regroup = regroup;
  Question collapsed{.layer = layer, .in = in, .lanes = lanes, .standard = true};
  collapsed.regroup = regroup;
  return cost_of(collapsed) < cost_of(folds);
}

Team worthwhile_team(const Choice& choice, int wanted) {
  const double seconds = static_cast<double>(choice.macs) / kMacsPerSecond +
                         static_cast<double>(choice.bytes) / kBytesPerSecond;
  if (seconds < kTellingSeconds) return {1};
  return {wanted > 0 ? wanted : machine_threads(), seconds < kWakingSeconds};
}

std::string both_folds_words(bool collapsed, const Cost& costs) {
  if (collapsed) return "The two folds collapsed into one standard filter, which is less work here";
  std::string words = "Both folds in one pass, the intermediates never leaving the cache";
  if (costs.standard.macs < costs.separable.macs)
    words += ", though one standard filter would take fewer multiply-adds";
  return words;
}

std::string sentence(std::string_view what, const Choice& choice, const Shape& in) {
  std::string words(what);
  const std::string channels =
      std::to_string(in.channels) + (in.channels == 1 ? " channel" : " channels");
  if (choice.loops != Loops::plain) {
    words += "; " + channels + " are";
    return words.append(implementation(choice.loops).words);
  }
  return words + "; by the plain loops of the reference.";
}

}  // namespace twofold::core::fast
