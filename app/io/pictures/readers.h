// The readers of pictures, one pair of functions each: whether a file begins as one of theirs, and
// the picture in it. Sentences of errors do not name the file. formats.cpp puts them into a table.
#pragma once

#include <string_view>

#include "app/io/pictures/stored_picture.h"
#include "app/io/result.h"

namespace twofold::io::inline pictures {

/// All of PNG, and what Xcode makes of it (CgBI), by stb_image.
bool is_png(std::string_view bytes);
Result<StoredPicture> read_png(std::string_view bytes);

/// Grey, colour and CMYK of 8 bit, sequential and progressive, Huffman and arithmetic coding, by
/// libjpeg-turbo.
bool is_jpeg(std::string_view bytes);
Result<StoredPicture> read_jpeg(std::string_view bytes);

/// The first frame, by libwebp.
bool is_webp(std::string_view bytes);
Result<StoredPicture> read_webp(std::string_view bytes);

/// HEIC and AVIF, 8 to 12 bit, by libheif.
bool is_heic(std::string_view bytes);
bool is_avif(std::string_view bytes);
Result<StoredPicture> read_heif(std::string_view bytes);

/// The first frame on its canvas, by giflib.
bool is_gif(std::string_view bytes);
Result<StoredPicture> read_gif(std::string_view bytes);

/// Windows and OS/2: palettes, bit fields, RLE4 and RLE8, from either side.
bool is_bmp(std::string_view bytes);
Result<StoredPicture> read_bmp(std::string_view bytes);

/// Grey, colour and palettes, RLE or not, from any corner. TGA has no mark: asked last.
bool is_tga(std::string_view bytes);
Result<StoredPicture> read_tga(std::string_view bytes);

/// The flattened picture that a Photoshop file carries beside its layers: grey or RGB, 8 or 16
/// bit, raw or run-length packed. Photoshop lays it on white itself, so alpha is only looked at for
/// pixels that are not there at all.
bool is_psd(std::string_view bytes);
Result<StoredPicture> read_psd(std::string_view bytes);

/// PBM, PGM and PPM, plain (P1, P2, P3) and binary (P4, P5, P6), with any maximum up to 65535.
bool is_pnm(std::string_view bytes);
Result<StoredPicture> read_pnm(std::string_view bytes);

}  // namespace twofold::io::inline pictures
