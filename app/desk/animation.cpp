#include "app/desk/animation.h"

#include <fmt/format.h>

#include <cmath>
#include <optional>

#include "app/desk/window_frame.h"
#include "app/io/pictures/gif_file.h"
#include "app/io/pictures/png_file.h"
#include "app/io/text_file.h"

namespace twofold::desk {
namespace {

constexpr int kDelay = 8;        ///< hundredths of a second a frame
constexpr int kLastDelay = 200;  ///< before it begins anew

/// The frame number `i` shows so many multiply-adds.
std::int64_t step_of_frame(const AnimationSettings& s, int i) {
  if (s.frames == 1) return s.to;
  const double share = static_cast<double>(i) / (s.frames - 1);
  return s.from + std::llround(share * static_cast<double>(s.to - s.from));
}

io::Result<paint::Rgba8> frame(model::Session& session, WindowPictures& pictures,
                               std::int64_t done) {
  const io::Result<io::Done> gone = go_to_step(session, done);
  if (!gone) return gone.error();
  return pictures.take();
}

io::Result<io::Done> write_frames(model::Session& session, const AnimationSettings& s) {
  std::error_code failed;
  std::filesystem::create_directories(s.output, failed);
  if (failed)
    return io::Error{fmt::format("the folder {} cannot be made ({}); choose another with -o",
                                 s.output.string(), failed.message())};
  WindowPictures pictures(session, s.width, s.height);
  for (int i = 0; i < s.frames; ++i) {
    const io::Result<paint::Rgba8> picture = frame(session, pictures, step_of_frame(s, i));
    if (!picture) return picture.error();
    const io::Result<io::Done> written =
        io::save_png(s.output / fmt::format("frame_{:04}.png", i), *picture);
    if (!written) return written;
  }
  return io::Done{};
}

io::Result<io::Done> write_gif(model::Session& session, const AnimationSettings& s) {
  WindowPictures pictures(session, s.width, s.height);
  // Beginning, middle and end have all colours that occur on the way.
  std::vector<paint::Rgba8> samples;
  for (const int i : {0, s.frames / 2, s.frames - 1}) {
    io::Result<paint::Rgba8> picture = frame(session, pictures, step_of_frame(s, i));
    if (!picture) return picture.error();
    samples.push_back(std::move(picture).value());
  }
  io::GifWriter gif(samples);
  for (int i = 0; i < s.frames; ++i) {
    const io::Result<paint::Rgba8> picture = frame(session, pictures, step_of_frame(s, i));
    if (!picture) return picture.error();
    const int delay = i + 1 == s.frames ? kLastDelay : kDelay;
    const io::Result<io::Done> added = gif.add(*picture, delay);
    if (!added) return added;
  }
  const io::Result<std::string> bytes = gif.bytes();
  if (!bytes) return bytes.error();
  return io::write_file(s.output, *bytes);
}

}  // namespace

io::Result<io::Done> go_to_step(model::Session& session, std::int64_t done) {
  session.settle();
  const model::SharedWalk walk = session.walk();
  if (done < 0 || done > walk->last)
    return io::Error{
        fmt::format("there is no step {}: this layer has {} multiply-adds on this "
                    "picture, counted from 0",
                    done, walk->last)};
  model::Edits edits;
  edits.walks.emplace_back(model::GoToStep{done});
  session.apply(edits);
  return io::Done{};
}

io::Result<io::Done> export_animation(model::Session& session, const AnimationSettings& settings) {
  session.settle();
  AnimationSettings s = settings;
  if (s.to < 0) s.to = session.walk()->last;
  for (const std::int64_t step : {s.from, s.to}) {
    const io::Result<io::Done> exists = go_to_step(session, step);
    if (!exists) return exists;
  }
  return s.output.extension() == ".gif" ? write_gif(session, s) : write_frames(session, s);
}

}  // namespace twofold::desk
