// twofold fit KERNEL [-m M] [--picture PICTURE]: what a separable convolution keeps of a standard
// kernel.
#include "core/learn/fit.h"

#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "app/cli/cost_table.h"
#include "app/cli/kernel_argument.h"
#include "app/cli/learning_charts.h"
#include "app/cli/option_values.h"
#include "app/io/npy.h"
#include "app/io/pictures/picture_file.h"
#include "app/model/learning/lesson.h"
#include "core/equivalent.h"
#include "core/learn/student.h"

namespace twofold::cli {
namespace {

struct Options {
  std::string kernel;
  std::string multiplier;
  std::string seed = "1";
  std::string picture;
  std::string filters_folder;
  std::string charts_folder;
  bool json = false;
  bool csv = false;
};

struct Fit {
  core::Filter kernel;
  std::vector<std::vector<double>> singular_values;
  int multiplier = 1;
  std::shared_ptr<const core::Moments> moments;  ///< of a picture, or none

  std::int64_t weights(int m) const { return core::weight_count({m}, kernel.shape); }
  double missed(int m) const { return core::kernel_error(singular_values, m); }

  /// What the kernel's best filters leave of the picture's target, as a share of its energy.
  double picture_left(int m) const {
    const core::Factorised best = core::factorise(kernel, m);
    const core::Filter w = core::collapse(best.depthwise, best.pointwise);
    const std::vector<double> values(w.values.begin(), w.values.end());
    const double energy = core::mean_energy(*moments);
    return energy > 0 ? core::mean_squared_error(*moments, values) / energy : 0;
  }
  /// What the picture's own best filters leave.
  double picture_floor(int m) const { return core::floor_of(*moments, m).loss; }
};

/// The sums of a picture that the kernel is applied to.
io::Result<std::shared_ptr<const core::Moments>> moments_of(const std::string& path,
                                                            const core::Filter& kernel) {
  const io::Result<io::Picture> picture = io::load_picture(path);
  if (!picture) return picture.error();
  model::LessonSettings settings;
  settings.teacher = kernel;
  const std::string why_not = model::why_no_lesson(picture->values.shape, settings);
  if (!why_not.empty()) return io::Error{fmt::format("{}: {}", path, why_not)};
  return model::make_lesson(picture->values, settings).moments;
}

/// One row a multiplier, up to the one that is exact, and the chosen one.
std::vector<int> multipliers(const Fit& fit) {
  std::vector<int> all;
  for (int m = 1; m <= core::exact_multiplier(fit.kernel.shape); ++m) all.push_back(m);
  if (fit.multiplier > all.back()) all.push_back(fit.multiplier);
  return all;
}

Table fit_table(const Fit& fit) {
  Table table{{"multiplier", "weights", "of_standard_percent", "missed_percent"}, {}};
  if (fit.moments) {
    table.heading.emplace_back("picture_left_percent");
    table.heading.emplace_back("picture_floor_percent");
  }
  const double standard = static_cast<double>(fit.kernel.shape.count());
  for (const int m : multipliers(fit)) {
    const double share = 100 * static_cast<double>(fit.weights(m)) / standard;
    table.rows.push_back({std::to_string(m), std::to_string(fit.weights(m)), short_number(share),
                          short_number(100 * fit.missed(m))});
    if (!fit.moments) continue;
    table.rows.back().push_back(short_number(100 * fit.picture_left(m)));
    table.rows.back().push_back(short_number(100 * fit.picture_floor(m)));
  }
  return table;
}

nlohmann::ordered_json fit_json(const Fit& fit) {
  const core::FilterShape& s = fit.kernel.shape;
  nlohmann::ordered_json object{{"filter_shape", {s.height, s.width, s.in, s.out}},
                                {"standard_weights", s.count()},
                                {"multiplier", fit.multiplier},
                                {"weights", fit.weights(fit.multiplier)},
                                {"missed", fit.missed(fit.multiplier)},
                                {"exact_multiplier", core::exact_multiplier(s)},
                                {"singular_values", fit.singular_values}};
  nlohmann::ordered_json& rows = object["multipliers"] = nlohmann::ordered_json::array();
  for (const int m : multipliers(fit)) {
    rows.push_back({{"multiplier", m}, {"weights", fit.weights(m)}, {"missed", fit.missed(m)}});
    if (!fit.moments) continue;
    rows.back()["picture_left"] = fit.picture_left(m);
    rows.back()["picture_floor"] = fit.picture_floor(m);
  }
  return object;
}

std::string words(const Fit& fit) {
  const core::FilterShape& s = fit.kernel.shape;
  std::string text = fmt::format(
      "m = {}: the best separable filters miss {:.1f} % of the kernel (Frobenius norm), "
      "with {} weights against {}.\nFrom m = {} on any kernel of this shape is exact, "
      "and the cost above that of the standard convolution.\nSingular values of each "
      "input channel's {} x {} matrix:\n",
      fit.multiplier, 100 * fit.missed(fit.multiplier), fit.weights(fit.multiplier), s.count(),
      core::exact_multiplier(s), s.height * s.width, s.out);
  for (std::size_t q = 0; q < fit.singular_values.size(); ++q) {
    text += fmt::format("  x{}:", q);
    for (const double value : fit.singular_values[q]) text += " " + short_number(value);
    text += '\n';
  }
  if (fit.moments) {
    text +=
        "Picture: what these filters leave of the kernel's output on it, as a share of its energy, "
        "and the floor,\nwhich filters made for this picture reach: the best for the kernel is not "
        "the best for a picture.\n";
  }
  return text;
}

io::Result<io::Done> save_filters(const Fit& fit, const std::filesystem::path& folder) {
  const core::Factorised best = core::factorise(fit.kernel, fit.multiplier);
  io::Result<io::Done> saved = save_filter(folder, "depthwise", best.depthwise);
  return saved ? save_filter(folder, "pointwise", best.pointwise) : saved;
}

io::Result<io::Done> fit(const Options& options, const SavePng& save_png) {
  const io::Result<std::uint64_t> from_seed = seed({"--seed", options.seed});
  if (!from_seed) return from_seed.error();
  io::Result<core::Filter> kernel = kernel_argument(options.kernel, *from_seed);
  if (!kernel) return kernel.error();
  Fit result;
  result.kernel = std::move(kernel).value();
  result.singular_values = core::singular_values(result.kernel);
  if (!options.multiplier.empty()) {
    const io::Result<int> m = positive({"-m", options.multiplier});
    if (!m) return m.error();
    if (*m > core::kMaxAxis)
      return io::Error{fmt::format("-m must be at most {}, not {}", core::kMaxAxis, *m)};
    result.multiplier = *m;
  } else if (!options.filters_folder.empty()) {
    return io::Error{"-o writes the filters of one multiplier: say which by -m"};
  }
  if (!options.picture.empty()) {
    const auto moments = moments_of(options.picture, result.kernel);
    if (!moments) return moments.error();
    result.moments = *moments;
  }
  if (!options.filters_folder.empty()) {
    const io::Result<io::Done> saved = save_filters(result, options.filters_folder);
    if (!saved) return saved.error();
  }
  if (!options.charts_folder.empty()) {
    const io::Result<io::Done> saved =
        save_fit_charts({result.kernel.shape, result.singular_values, result.multiplier},
                        options.charts_folder, save_png);
    if (!saved) return saved.error();
  }
  if (options.json) return print(fit_json(result).dump(2) + "\n");
  if (options.csv) return print(csv(fit_table(result)));
  return print(aligned(fit_table(result)) + "\n" + words(result));
}

}  // namespace

Command fit_command(CLI::App& program, const SavePng& save_png) {
  const auto options = std::make_shared<Options>();
  CLI::App* parser = program.add_subcommand(
      "fit", "What a separable convolution keeps of a standard kernel, multiplier by multiplier");
  parser
      ->add_option("KERNEL.npy", options->kernel,
                   "A kernel [kh, kw, C, K]; or conv0 (trained), edges, blobs, gabor, random")
      ->required()
      ->type_name("");
  parser->add_option("-m,--multiplier", options->multiplier, "The channel multiplier to look at")
      ->type_name("M");
  parser
      ->add_option("--picture", options->picture,
                   "Also say what is left on a picture, and the least that could be")
      ->type_name("PICTURE");
  parser->add_option("--seed", options->seed, "For the random kernel")->type_name("N");
  parser
      ->add_option("-o,--out", options->filters_folder,
                   "Write the best filters into a folder: depthwise.npy, pointwise.npy")
      ->type_name("FILTERS");
  parser
      ->add_option(
          "--charts", options->charts_folder,
          "Write the singular values, and error and cost over m, into a folder as SVG, PNG and CSV")
      ->type_name("FOLDER");
  CLI::Option* json = parser->add_flag("--json", options->json, "Print JSON");
  parser->add_flag("--csv", options->csv, "Print comma-separated values")->excludes(json);
  return {parser, [options, save_png] { return fit(*options, save_png); }};
}

}  // namespace twofold::cli
