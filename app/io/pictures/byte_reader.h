// Takes numbers and runs of bytes off the front of a file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace twofold::io::inline pictures {

/// Beyond the end there are no bytes, numbers are 0, and `short_of_bytes` stays set.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : rest_(bytes) {}

  std::string_view take(std::size_t count) {
    short_of_bytes = short_of_bytes || count > rest_.size();
    const std::string_view taken = rest_.substr(0, count);
    rest_.remove_prefix(taken.size());
    return taken;
  }

  int byte() { return static_cast<int>(big(1)); }

  /// A number of up to four bytes, the highest first.
  std::uint32_t big(std::size_t bytes) {
    std::uint32_t value = 0;
    for (const char byte : take(bytes)) value = value << 8 | static_cast<unsigned char>(byte);
    return value;
  }

  /// A number of up to four bytes, the lowest first.
  std::uint32_t little(std::size_t bytes) {
    std::uint32_t value = 0;
    int shift = 0;
    for (const char byte : take(bytes)) {
      value |= static_cast<std::uint32_t>(static_cast<unsigned char>(byte)) << shift;
      shift += 8;
    }
    return value;
  }

  std::string_view rest() const { return rest_; }

  bool short_of_bytes = false;

 private:
  std::string_view rest_;
};

}  // namespace twofold::io::inline pictures
