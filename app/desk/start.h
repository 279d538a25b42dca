// How a session begins: on the bundled picture, with the trained filters. What the command line
// says of it is in start_options.h.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/io/document_file.h"
#include "app/io/result.h"
#include "app/model/session/session.h"

namespace twofold::desk {

/// The picture that the program opens on.
inline constexpr const char* kOpeningPicture = "citrus";

/// What is done about a picture of a document that is gone.
enum class Missing { refused, stands_in };

/// What the reader made of the pictures of a batch (alpha, 16 bit, other sizes), in one sentence;
/// empty if there is nothing to tell.
std::string picture_facts(const model::PictureLibrary& library,
                          const std::vector<model::PictureRef>& batch);

/// A start on the opening, with the trained filters; another document can be put in its place.
io::Result<model::Session::Start> bare_start();

/// Waits for the first numbers, without which no frame can be drawn; a sentence where the machine
/// has not enough memory for them.
io::Result<io::Done> first_numbers(model::Session& session);

/// A picture file, or the bundled picture of that name where there is no such file.
io::Result<model::LibraryPicture> open_picture(const std::string& path_or_name);

/// The bundled picture as a document: what Reset all restores.
io::Result<model::Document> opening(model::PictureLibrary& library);

/// A document file whose pictures are in the library.
struct OpenedDocument {
  model::Document document;
  std::optional<io::SavedView> view;
  std::string gone;  ///< a sentence about pictures that others stand in for; or empty
};
io::Result<OpenedDocument> open_document(const std::string& path, model::PictureLibrary& library,
                                         Missing missing = Missing::refused);

/// The same of what was read already; pictures are also looked for beside `file`.
io::Result<OpenedDocument> open_saved(const io::SavedDocument& saved,
                                      const std::filesystem::path& file,
                                      model::PictureLibrary& library,
                                      Missing missing = Missing::refused);

/// Puts a saved view into a look; false where its pin lies outside of the document.
bool apply_view(const io::SavedView& saved, const model::Document& document,
                model::ViewState& view);

bool is_document_path(const std::string& path);

}  // namespace twofold::desk
