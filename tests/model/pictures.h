// Sessions and inputs on made-up pictures, for the tests of what runs on them.
#pragma once

#include "app/model/session/session.h"
#include "app/model/state/update.h"
#include "tests/support/generate.h"

namespace twofold::tests {

/// A picture of smooth random values between 0 and 1.
inline core::Tensor picture_values(int width, int height, int channels, std::uint64_t seed = 1) {
  core::Tensor t = normal_tensor({1, height, width, channels}, seed);
  for (float& v : t.values) v = v < -2 ? 0.0f : v > 2 ? 1.0f : 0.25f * v + 0.5f;
  return t;
}

/// A library with one picture, and the opening document on it.
struct Opened {
  model::PictureLibrary library;
  model::Document document;
};
inline Opened opened(int width, int height, int channels = 3) {
  Opened o;
  const model::PictureRef ref =
      o.library.add({picture_values(width, height, channels), "made up", "/made/up.png", ""});
  o.document = model::opening_document(ref);
  return o;
}

inline model::Session::Start start(int width, int height, int channels = 3) {
  Opened o = opened(width, height, channels);
  model::Session::Start s;
  s.library = std::move(o.library);
  s.document = s.opening = o.document;
  return s;
}

inline model::Inputs inputs_of(const Opened& o, const model::Document& document) {
  model::Inputs inputs{document, {}, nullptr, false, {}, false, {}};
  for (const model::PictureRef& picture : document.batch)
    inputs.pictures.push_back(o.library.find(picture.id));
  return inputs;
}

inline model::Document after(const model::Document& document, const model::Action& action) {
  return model::update(document, action, nullptr);
}

}  // namespace twofold::tests
