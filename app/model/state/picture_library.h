// The pictures that have been opened, by id: pixels are shared and never change, so documents,
// history and background work refer to them by number.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "core/tensor.h"

namespace twofold::model::inline state {

using PictureId = int;

/// One opened picture: values in 0..1, 1 or 3 channels, at the size of its file.
struct LibraryPicture {
  core::Tensor values;  ///< [1, height, width, 1 or 3]
  std::string name;     ///< as shown and as written in a set-up line: "citrus"
  std::string path;     ///< where it came from, absolute
  std::string made_of;  ///< what the reader did to it, one sentence, or empty
};

/// What a document needs to know of a picture, small enough to be compared.
struct PictureRef {
  PictureId id = 0;
  int width = 0;
  int height = 0;
  int channels = 3;
  std::string name;

  bool operator==(const PictureRef&) const = default;
};

/// Hands out ids and keeps the pixels of those that are still referred to.
class PictureLibrary {
 public:
  PictureRef add(LibraryPicture picture);

  /// The picture; never null for an id that a document holds.
  std::shared_ptr<const LibraryPicture> find(PictureId id) const;

  /// The picture opened from this path, if it still is here.
  const PictureRef* opened_from(const std::string& path) const;

  /// Frees every picture for which `in_use(id)` is false.
  template <class InUse>
  void keep_only(InUse&& in_use) {
    std::erase_if(pictures_, [&](const auto& entry) { return !in_use(entry.first); });
  }

 private:
  struct Entry {
    PictureRef ref;
    std::shared_ptr<const LibraryPicture> picture;
  };
  std::map<PictureId, Entry> pictures_;
  PictureId next_ = 1;
};

}  // namespace twofold::model::inline state
