#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/io/code_words.h"
#include "app/io/described.h"
#include "app/io/path_text.h"
#include "app/io/recording.h"

namespace twofold::io {
namespace {

using Json = nlohmann::ordered_json;

Json written(const std::string& text);
Json written(float value);
Json written(const SavedDocument& saved);
Json written(const model::Document& document);
template <class T>
Json written(const T& value);
template <class T>
Json written(const std::vector<T>& values);
template <class T, std::size_t kCount>
Json written(const std::array<T, kCount>& values);
template <class... Actions>
Json written(const std::variant<Actions...>& action);

/// Puts members into an object; what is empty is left out.
class Writer {
 public:
  template <class T>
  void operator()(const char* key, const T& value) {
    object_[key] = written(value);
  }
  template <class T>
  void operator()(const char* key, const std::optional<T>& value) {
    if (value) object_[key] = written(*value);
  }
  template <class T>
  void operator()(const char* key, const std::vector<T>& values) {
    if (!values.empty()) object_[key] = written(values);
  }
  void operator()(const char* key, const std::string& text) {
    if (!text.empty()) object_[key] = path_text(text);
  }
  void any(const char* key, int value) { object_[key] = value; }

  Json take() && { return std::move(object_); }

 private:
  Json object_ = Json::object();
};

Json written(const std::string& text) { return path_text(text); }
/// The fewest digits that read back as the same float.
Json written(float value) { return Json::parse(fmt::format("{}", value)); }
Json written(const SavedDocument& saved) { return Json::parse(document_line(saved)); }
/// Pictures are those of the session, by their ids.
Json written(const model::Document& document) {
  Json json = written(SavedDocument{document, {}, std::nullopt});
  json["ids"] = Json::array();
  for (const model::PictureRef& picture : document.batch) json["ids"].push_back(picture.id);
  return json;
}

template <class T>
Json written(const std::vector<T>& values) {
  Json list = Json::array();
  for (const T& value : values) list.push_back(written(value));
  return list;
}

template <class T, std::size_t kCount>
Json written(const std::array<T, kCount>& values) {
  return written(std::vector<T>(values.begin(), values.end()));
}

template <class... Actions>
Json written(const std::variant<Actions...>& action) {
  return std::visit(
      []<class Action>(const Action& a) {
        return Json{{std::string(word_of_type<Action>()), written(a)}};
      },
      action);
}

template <class T>
Json written(const T& value) {
  if constexpr (std::is_arithmetic_v<T>) {
    return value;
  } else if constexpr (std::is_enum_v<T>) {
    return words_of_enum<T>()[static_cast<std::size_t>(value)];
  } else {
    T copy = value;
    Writer writer;
    describe(writer, copy);
    return std::move(writer).take();
  }
}

}  // namespace

std::string start_line(const RecordedStart& start) {
  Json json{{"twofold_recording", 1}};
  json.update(written(start));
  return json.dump() + "\n";
}

std::string frame_line(const RecordedFrame& frame) { return written(frame).dump() + "\n"; }

std::string edits_text(const model::Edits& edits) { return written(edits).dump(); }

}  // namespace twofold::io
