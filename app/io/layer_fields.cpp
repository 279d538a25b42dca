#include "app/io/layer_fields.h"

#include <fmt/format.h>

#include "app/io/document_words.h"

namespace twofold::io {

core::Filter read_filter(JsonFields& fields, const std::string& key) {
  const Sizes4 s = fields.sizes4(key + "_shape");
  std::vector<float> values = fields.numbers(key, s);
  if (fields.problem()) return {};
  return core::Filter({s[0], s[1], s[2], s[3]}, std::move(values));
}

core::Following read_following(JsonFields& fields, int outputs) {
  core::Following following;
  if (fields.has("activation")) {
    following.activation =
        static_cast<core::Activation>(fields.word("activation", words::activations()));
  }
  if (!fields.has("bias")) return following;
  const std::size_t given = fields.list("bias").size();
  if (given != static_cast<std::size_t>(outputs)) {
    fields.refuse("bias",
                  fmt::format("has {} values, but the result has {} channels", given, outputs));
  }
  following.bias = fields.numbers("bias", {1, 1, 1, outputs});
  return following;
}

}  // namespace twofold::io
