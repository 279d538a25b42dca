#include <fmt/format.h>

#include <limits>

#include "app/io/code_words.h"
#include "app/io/described.h"
#include "app/io/json_fields.h"
#include "app/io/json_text.h"
#include "app/io/path_text.h"
#include "app/io/recording.h"
#include "app/io/text_file.h"
#include "app/model/state/view_limits.h"

namespace twofold::io {
namespace {

using nlohmann::json;

constexpr int kMost = std::numeric_limits<int>::max();
constexpr int kMostSide = 16384;  // of a window

// Each reads one member of an object, of that kind.
void read(JsonFields& fields, const std::string& key, SavedDocument& saved);
void read(JsonFields& fields, const std::string& key, model::Document& document);
template <class T>
void read(JsonFields& fields, const std::string& key, std::vector<T>& values);
template <class T, std::size_t kCount>
void read(JsonFields& fields, const std::string& key, std::array<T, kCount>& values);
template <class... Actions>
void read(JsonFields& fields, const std::string& key, std::variant<Actions...>& action);
template <class T>
void read(JsonFields& fields, const std::string& key, T& value);

/// Takes members out of a JSON object, and refuses one that it does not know.
class Reader {
 public:
  explicit Reader(const json& object) : object_(object), fields_(object) {}

  template <class T>
  void operator()(const char* key, T& value) {
    known_.emplace_back(key);
    read(fields_, key, value);
  }
  /// What is left out is empty.
  template <class T>
  void operator()(const char* key, std::optional<T>& value) {
    known_.emplace_back(key);
    if (fields_.has(key)) read(fields_, key, value.emplace());
  }
  template <class T>
  void operator()(const char* key, std::vector<T>& values) {
    known_.emplace_back(key);
    if (fields_.has(key)) read(fields_, key, values);
  }
  void operator()(const char* key, std::string& text) {
    known_.emplace_back(key);
    if (fields_.has(key)) read(fields_, key, text);
  }
  void any(const char* key, int& value) {
    known_.emplace_back(key);
    value = fields_.whole(key, -kMost, kMost);
  }

  void refuse_others(std::string_view of) {
    for (const auto& [key, value] : object_.items())
      if (std::find(known_.begin(), known_.end(), key) == known_.end())
        fields_.refuse(key, fmt::format("is nothing that {} has", of));
  }

  JsonFields& fields() { return fields_; }

 private:
  const json& object_;
  JsonFields fields_;
  std::vector<std::string> known_;
};

/// The members of `value` out of the object under the key.
template <class T>
void read_members(JsonFields& fields, const std::string& key, T& value) {
  Reader reader(fields.object(key));
  describe(reader, value);
  reader.refuse_others(word_of_type<T>());
  fields.take_problem(key, reader.fields());
}

void read(JsonFields& fields, const std::string& key, SavedDocument& saved) {
  Result<SavedDocument> document = read_document(fields.object(key).dump());
  if (!document)
    return fields.refuse(key, fmt::format("is no document: {}", document.error().sentence));
  saved = std::move(document).value();
}

void read(JsonFields& fields, const std::string& key, model::Document& document) {
  SavedDocument saved;
  read(fields, key, saved);
  document = std::move(saved.document);
  if (fields.problem()) return;
  JsonFields inside(fields.object(key));
  const json& ids = inside.list("ids");
  if (ids.size() != document.batch.size()) inside.refuse("ids", "must name every picture");
  fields.take_problem(key, inside);
  if (fields.problem()) return;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const json one{{"id", ids[i]}};
    JsonFields id(one);
    document.batch[i].id = id.whole("id", 0, kMost);
    fields.take_problem(key, id);
  }
}

/// Each entry of a list, as if it stood alone under the key.
template <class Read>
void read_entries(JsonFields& fields, const std::string& key, Read&& read_entry) {
  for (const json& entry : fields.list(key)) {
    if (fields.problem()) return;
    const json alone{{key, entry}};
    JsonFields inside(alone);
    read_entry(inside);
    if (inside.problem()) fields.take_problem(key, inside);
  }
}

template <class T>
void read(JsonFields& fields, const std::string& key, std::vector<T>& values) {
  read_entries(fields, key, [&](JsonFields& entry) { read(entry, key, values.emplace_back()); });
}

template <class T, std::size_t kCount>
void read(JsonFields& fields, const std::string& key, std::array<T, kCount>& values) {
  std::vector<T> list;
  read(fields, key, list);
  if (list.size() != kCount) return fields.refuse(key, fmt::format("must have {} entries", kCount));
  std::copy(list.begin(), list.end(), values.begin());
}

/// An object whose one key names the alternative.
template <class... Actions>
void read(JsonFields& fields, const std::string& key, std::variant<Actions...>& action) {
  const json& object = fields.object(key);
  if (fields.problem()) return;
  if (object.size() != 1) return fields.refuse(key, "must have one name and what belongs to it");
  const std::string name = object.begin().key();
  JsonFields inside(object);
  const auto is = [&]<class Action>(const Action*) {
    if (name != word_of_type<Action>()) return false;
    Action found;
    read_members(inside, name, found);
    action = std::move(found);
    return true;
  };
  if (!(is(static_cast<const Actions*>(nullptr)) || ...))
    return fields.refuse(key, fmt::format("has \"{}\", which this version does not know", name));
  fields.take_problem(key, inside);
}

template <class T>
void read(JsonFields& fields, const std::string& key, T& value) {
  if constexpr (std::is_same_v<T, bool>) {
    value = fields.truth(key);
  } else if constexpr (std::is_same_v<T, int>) {
    value = fields.whole(key, 0, kMost);
  } else if constexpr (std::is_integral_v<T>) {
    value =
        static_cast<T>(std::min<std::uint64_t>(fields.seed(key), std::numeric_limits<T>::max()));
  } else if constexpr (std::is_same_v<T, float>) {
    value = fields.number(key);
  } else if constexpr (std::is_same_v<T, double>) {
    value = fields.real(key);
  } else if constexpr (std::is_same_v<T, std::string>) {
    value = path_of_text(fields.text(key));
  } else if constexpr (std::is_enum_v<T>) {
    value = static_cast<T>(fields.word(key, words_of_enum<T>()));
  } else {
    read_members(fields, key, value);
  }
}

/// One line: an object with the members of `value`, and perhaps others.
template <class T>
std::optional<Error> read_line(std::string_view line, T& value) {
  const Result<json> parsed = parse_json(line);
  if (!parsed) return parsed.error();
  if (!parsed->is_object()) return Error{"must be an object"};
  Reader reader(*parsed);
  if constexpr (std::is_same_v<T, RecordedStart>) {
    int version = 0;
    reader("twofold_recording", version);
    if (version != 1) reader.fields().refuse("twofold_recording", "must be 1");
  }
  describe(reader, value);
  if constexpr (std::is_same_v<T, RecordedStart>)
    for (const auto& [key, side] : {std::pair{"width", value.width}, {"height", value.height}})
      if (side < 1 || side > kMostSide)
        reader.fields().refuse(key, fmt::format("must be from 1 to {}", kMostSide));
  reader.refuse_others("a recording");
  return reader.fields().problem();
}

}  // namespace

Result<Recording> read_recording(std::string_view text) {
  Recording recording;
  int number = 0;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    ++number;
    if (end == std::string_view::npos && number == 1)
      return Error{"this is no recording: its first line has no end"};
    if (end == std::string_view::npos)
      return Error{fmt::format("line {} is cut off; remove it to play the others", number)};
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end + 1);
    const std::optional<Error> problem = number == 1
                                             ? read_line(line, recording.start)
                                             : read_line(line, recording.frames.emplace_back());
    if (problem && number == 1)
      return Error{fmt::format("this is no recording: its first line: {}", problem->sentence)};
    if (problem) return Error{fmt::format("line {}: {}", number, problem->sentence)};
  }
  if (number == 0) return Error{"the file is empty"};
  recording.start.view = model::within_limits(std::move(recording.start.view));
  return recording;
}

Result<Recording> load_recording(const std::filesystem::path& path) {
  const Result<std::string> text = read_file(path);
  if (!text) return text.error();
  Result<Recording> recording = read_recording(*text);
  if (!recording) return Error{fmt::format("{}: {}", path.string(), recording.error().sentence)};
  return recording;
}

}  // namespace twofold::io
