// A document as a JSON file, and back: pictures by name, path and size, the layer by TensorFlow's
// names, the filters as the rule that they follow. `layer.json` of an export is such a file.
//
// The arrays that the rule comes to stand beside it in the format of tests/golden (depthwise_shape,
// depthwise, pointwise_shape, pointwise), for other programs to read. A file that has only those,
// with no "filters", is a document too: its filters are given whole.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/io/pictures/picture_file.h"
#include "app/io/result.h"
#include "app/model/session/session.h"
#include "app/paint/colormap.h"

namespace twofold::io {

/// How the window showed the numbers when the file was written.
struct SavedView {
  model::Place pin;
  int batch_index = 0;
  std::vector<paint::Scale> input;      ///< by channel of x
  std::vector<paint::Scale> depthwise;  ///< by channel of z
  std::vector<paint::Scale> output;     ///< by channel of y
  model::OperationView operation = model::OperationView::separable;
  model::OutputView result = model::OutputView::separable;
  model::Viewport viewport{};
  bool pin_was_moved = false;  ///< by hand

  bool operator==(const SavedView&) const = default;
};

/// All that a file holds.
struct SavedDocument {
  /// When read, the ids of its pictures are 0: they have to be opened first.
  model::Document document;
  std::vector<std::string> paths;  ///< one for each picture of the batch
  std::optional<SavedView> view;
  /// PNG files of pictures that the program does not bring along, by picture; empty where a picture
  /// stands for itself.
  std::vector<std::string> pngs{};

  bool operator==(const SavedDocument&) const = default;
};

/// The document of a session with its view, once there are numbers.
SavedDocument saved_document(const model::Session& session);

/// Puts pictures into the document that the program does not bring along, so that another machine
/// can open it; those of 16 bit and very large ones stay outside.
void hold_pictures(SavedDocument& saved, const model::PictureLibrary& library);

/// A picture in place of one that is gone: a board of its size, which is plainly no photograph.
Picture stand_in(const model::PictureRef& picture);

/// The text of a file. `filters` are those that the document's rule comes to.
std::string document_json(const SavedDocument& saved, const core::Filters& filters);

/// The same without the arrays that the rule comes to: short, whatever the layer's size.
std::string document_json(const SavedDocument& saved);

/// The document alone on one line, without the arrays that the rule comes to.
std::string document_line(const SavedDocument& saved);

/// The document in a text; an error names the key, not the file. A document without pictures is
/// meant for those that are open.
Result<SavedDocument> read_document(std::string_view text);

Result<Done> save_document(const std::filesystem::path& path, const SavedDocument& saved,
                           const core::Filters& filters);
/// Without the arrays.
Result<Done> save_document(const std::filesystem::path& path, const SavedDocument& saved);
Result<SavedDocument> load_document(const std::filesystem::path& path);

/// Picture `index` of the batch: the one in the file itself, else from its path, else from beside
/// `file`, else the bundled one of its name.
Result<Picture> load_saved_picture(const SavedDocument& saved, std::size_t index,
                                   const std::filesystem::path& file);

}  // namespace twofold::io
