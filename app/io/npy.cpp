#include "app/io/npy.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>
#include <cstring>
#include <optional>

#include "app/io/text_file.h"

namespace twofold::io {
namespace {

static_assert(std::endian::native == std::endian::little, ".npy files are read as they lie");

constexpr std::string_view kMagic{"\x93NUMPY", 6};

Error cut_off(const char* what) {
  return {fmt::format("the .npy file is cut off: it ends before its {} do", what)};
}

/// The text of the header, e.g. "{'descr': '<f4', 'fortran_order': False, 'shape': (3, 2), }", and
/// where the values begin.
struct Header {
  std::string_view text;
  std::size_t end = 0;
};

/// Of bytes that begin as an array does; nothing if they end too soon.
std::optional<Header> header_of(std::string_view bytes) {
  if (bytes.size() < 10) return std::nullopt;
  const bool version_1 = bytes[6] == 1;  // two bytes of length; versions 2 and 3 have four
  const std::size_t begin = version_1 ? 10 : 12;
  if (bytes.size() < begin) return std::nullopt;
  std::size_t length = 0;
  for (std::size_t i = begin; i > 8; --i) {
    length = length << 8 | static_cast<unsigned char>(bytes[i - 1]);
  }
  if (length > bytes.size() - begin) return std::nullopt;
  return Header{bytes.substr(begin, length), begin + length};
}

/// What stands after "'key':" in the header, spaces left out; empty if the key is not there.
std::string_view entry(std::string_view header, std::string_view key) {
  const std::size_t at = header.find(fmt::format("'{}'", key));
  if (at == std::string_view::npos) return {};
  const std::size_t value = header.find_first_not_of(": ", at + key.size() + 2);
  return value == std::string_view::npos ? std::string_view{} : header.substr(value);
}

/// The sizes in "(3, 2, )", those beyond core::kMaxAxis as one more than that; nothing if that is
/// not what it says.
std::optional<std::vector<std::int64_t>> sizes(std::string_view text) {
  if (text.empty() || text.front() != '(') return std::nullopt;
  std::vector<std::int64_t> shape;
  bool digits = false;
  for (const char c : text.substr(1)) {
    if (c >= '0' && c <= '9') {
      if (!digits) shape.push_back(0);
      digits = true;
      shape.back() = std::min(10 * shape.back() + (c - '0'), std::int64_t{core::kMaxAxis} + 1);
    } else if (c == ',' || c == ' ') {
      digits = false;
    } else {
      return c == ')' ? std::optional(shape) : std::nullopt;
    }
  }
  return std::nullopt;
}

template <class Value>
std::vector<float> values_of(std::string_view bytes) {
  std::vector<Value> stored(bytes.size() / sizeof(Value));
  // An array without values has no memory to copy to.
  if (!stored.empty()) std::memcpy(stored.data(), bytes.data(), stored.size() * sizeof(Value));
  return std::vector<float>(stored.begin(), stored.end());
}

}  // namespace

Result<Npy> read_npy(std::string_view bytes) {
  if (!bytes.starts_with(kMagic)) return Error{"this is not a .npy file"};
  const std::optional<Header> header = header_of(bytes);
  if (!header) return cut_off("first lines");
  const std::string_view type = entry(header->text, "descr").substr(0, 5);
  const bool single = type == "'<f4'";
  if (!single && type != "'<f8'") {
    return Error{"only float32 and float64 arrays (little-endian) are read from .npy files"};
  }
  if (entry(header->text, "fortran_order").substr(0, 5) != "False") {
    return Error{"only arrays in C order are read from .npy files"};
  }
  const auto shape = sizes(entry(header->text, "shape"));
  if (!shape) return Error{"what the .npy file says of its shape is not understood"};
  if (std::any_of(shape->begin(), shape->end(), [](auto size) { return size > core::kMaxAxis; }))
    return Error{fmt::format("an axis of the array is longer than {}", core::kMaxAxis)};
  // Counts no further than the file reaches, so that a made-up shape takes no memory.
  const std::string_view data = bytes.substr(header->end);
  const std::size_t available = data.size() / (single ? sizeof(float) : sizeof(double));
  // An array without axes is one value; one with an axis of length 0 has none, wherever that
  // stands.
  std::size_t count = std::find(shape->begin(), shape->end(), 0) == shape->end() ? 1 : 0;
  for (const std::int64_t size : *shape) {
    if (count > available) break;
    count *= static_cast<std::size_t>(size);
  }
  if (count > available) return cut_off("values");
  return Npy{*shape, single ? values_of<float>(data.substr(0, count * sizeof(float)))
                            : values_of<double>(data.substr(0, count * sizeof(double)))};
}

Result<Npy> load_npy(const std::filesystem::path& path) {
  const Result<std::string> bytes = read_file(path);
  if (!bytes) return bytes.error();
  Result<Npy> array = read_npy(*bytes);
  if (!array) return Error{fmt::format("{}: {}", path.string(), array.error().sentence)};
  return array;
}

Result<core::Filter> load_npy_filter(const std::filesystem::path& path) {
  Result<Npy> array = load_npy(path);
  if (!array) return array.error();
  const std::vector<std::int64_t>& s = array->shape;
  if (s.size() != 4) {
    return Error{
        fmt::format("{}: a filter has four axes, this array has {}", path.string(), s.size())};
  }
  const core::FilterShape shape{static_cast<int>(s[0]), static_cast<int>(s[1]),
                                static_cast<int>(s[2]), static_cast<int>(s[3])};
  return core::Filter(shape, std::move(array.value().values));
}

Result<core::Filter> load_standard_kernel(const std::filesystem::path& path) {
  Result<core::Filter> filter = load_npy_filter(path);
  if (!filter) return filter;
  const std::vector<float>& values = filter->values;
  if (values.empty()) return Error{fmt::format("{}: the kernel has no values", path.string())};
  if (!std::all_of(values.begin(), values.end(), [](float v) { return std::isfinite(v); }))
    return Error{
        fmt::format("{}: the kernel has a value that is not finite as float32", path.string())};
  return filter;
}

Result<Done> save_npy(const std::filesystem::path& path, const Npy& array) {
  std::string header =
      fmt::format("{{'descr': '<f4', 'fortran_order': False, 'shape': ({}{}), }}",
                  fmt::join(array.shape, ", "), array.shape.size() == 1 ? "," : "");
  // The values begin at a multiple of 64, as NumPy writes them.
  const std::size_t unpadded = kMagic.size() + 4 + header.size() + 1;
  header.append((64 - unpadded % 64) % 64, ' ');
  header += '\n';
  assert(header.size() < 65536 && "version 1.0 counts its header in two bytes");
  std::string bytes(kMagic);
  bytes += {'\x01', '\x00', static_cast<char>(header.size() & 255),
            static_cast<char>(header.size() >> 8)};
  bytes += header;
  bytes.append(reinterpret_cast<const char*>(array.values.data()),
               array.values.size() * sizeof(float));
  return write_file(path, bytes);
}

}  // namespace twofold::io
