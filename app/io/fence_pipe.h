// The way out of a fence (fence.h): a pipe.
#pragma once

#include <chrono>
#include <cstddef>

namespace twofold::io {

/// The inner end of the pipe.
class FenceWriter {
 public:
  explicit FenceWriter(int pipe) : pipe_(pipe) {}
  /// Hands `count` bytes out; without an effect once nobody reads.
  void put(const void* bytes, std::size_t count);

 private:
  int pipe_;
};

/// The outer end of the pipe. What comes out of it may be anything, if what is inside was taken
/// over.
class FenceReader {
 public:
  using Clock = std::chrono::steady_clock;
  FenceReader(int pipe, Clock::time_point until) : pipe_(pipe), until_(until) {}
  /// Waits for exactly `count` bytes; false if they do not come (in time).
  bool get(void* bytes, std::size_t count);
  bool took_too_long() const { return took_too_long_; }

 private:
  bool wait();

  int pipe_;
  Clock::time_point until_;
  bool took_too_long_ = false;
};

}  // namespace twofold::io
