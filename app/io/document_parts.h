// What the parts of a document's file are read by: words, lists of objects, and the parts that are
// about what stands around the layer.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "app/io/document_words.h"
#include "app/io/json_fields.h"
#include "app/model/state/document.h"

namespace twofold::io {

/// The enumerator whose word stands under the key.
template <class Enum>
Enum read_word(JsonFields& fields, const std::string& key, const words::Words& all) {
  return static_cast<Enum>(fields.word(key, all));
}

/// Reads each object of a list; `read(JsonFields&)`.
template <class Read>
void read_list(JsonFields& fields, const std::string& key, Read&& read) {
  for (const nlohmann::json& entry : fields.list(key)) {
    if (fields.problem()) return;
    if (!entry.is_object()) return fields.refuse(key, "must be a list of objects");
    JsonFields inside(entry);
    read(inside);
    fields.take_problem(key, inside);
  }
}

/// The zeros around the picture, where they are not TensorFlow's; the layer is read by then.
void read_zeros(JsonFields& fields, model::Document& document);

/// What stands around the layer; nothing is said of a separable layer as it is.
void read_block(JsonFields& fields, model::BlockChoice& block);

}  // namespace twofold::io
