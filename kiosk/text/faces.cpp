// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/text/faces.hpp"

#include <fcntl.h>
#include <ft2build.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include FT_FREETYPE_H
#include FT_ADVANCES_H
#include FT_OUTLINE_H

namespace gridboard::kiosk::text {
namespace {

struct FontName {
  const char* path;
  const char* package;
  int index;  // of the face in a collection: 2 is the Simplified Chinese cut of Noto CJK
  bool
      hinted;  // CFF hints are cheap; TrueType faces would start FreeType's auto-hinter, which reads every script first
};

constexpr int kRegular = 0;
constexpr int kBold = 1;
constexpr std::array<FontName, 5> kFonts{{
    {"/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", "fonts-noto-cjk", 2, true},
    {"/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc", "fonts-noto-cjk", 2, true},
    {"/usr/share/fonts/truetype/hanazono/HanaMinA.ttf", "fonts-hanazono", 0, false},
    {"/usr/share/fonts/truetype/hanazono/HanaMinB.ttf", "fonts-hanazono", 0, false},
    {"/usr/share/fonts/truetype/babelstone/BabelStoneHan.ttf", "fonts-babelstone-han", 0, false},
}};

}  // namespace

struct Faces::FontFile {
  explicit FontFile(const FontName& font) : name(font) {}
  ~FontFile() {
    if (face != nullptr) FT_Done_Face(face);
    if (bytes != nullptr) munmap(bytes, size);
  }
  FontFile(const FontFile&) = delete;
  FontFile& operator=(const FontFile&) = delete;

  bool map() {
    const int descriptor = ::open(name.path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return false;
    struct stat status {};
    if (fstat(descriptor, &status) == 0 && status.st_size > 0) {
      size = static_cast<std::size_t>(status.st_size);
      void* at = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, descriptor, 0);
      bytes = at == MAP_FAILED ? nullptr : at;
    }
    ::close(descriptor);
    if (bytes != nullptr) madvise(bytes, size, MADV_RANDOM);
    return bytes != nullptr;
  }

  FontName name;
  void* bytes = nullptr;
  std::size_t size = 0;
  FT_Face face = nullptr;
  bool tried = false;
};

Faces::Faces() {
  for (const FontName& name : kFonts) files_.push_back(std::make_unique<FontFile>(name));
}

Faces::~Faces() {
  files_.clear();
  if (library_ != nullptr) FT_Done_FreeType(library_);
}

base::Result<std::unique_ptr<Faces>> Faces::open() {
  for (const FontName& font : kFonts) {
    if (access(font.path, R_OK) != 0) {
      return base::fail(base::ErrorCode::not_found,
                        std::string("font file ") + font.path + " is missing; install the package " + font.package);
    }
  }
  std::unique_ptr<Faces> faces(new Faces());
  if (FT_Init_FreeType(&faces->library_) != 0) {
    return base::fail(base::ErrorCode::internal, "FreeType can't be initialised");
  }
  if (faces->face(kRegular) == nullptr) {
    return base::fail(base::ErrorCode::corrupt,
                      std::string("font file ") + kFonts[kRegular].path + " can't be read as a font");
  }
  return faces;
}

FT_Face Faces::face(int index) {
  FontFile& file = *files_[static_cast<std::size_t>(index)];
  if (!file.tried) {
    file.tried = true;
    if (file.map() && FT_New_Memory_Face(library_, static_cast<const FT_Byte*>(file.bytes),
                                         static_cast<FT_Long>(file.size), file.name.index, &file.face) != 0) {
      file.face = nullptr;
    }
  }
  return file.face;
}

GlyphSource Faces::find(char32_t code_point, Weight weight) {
  for (int index = 0; index < static_cast<int>(kFonts.size()); ++index) {
    if (index == (weight == Weight::bold ? kRegular : kBold)) continue;
    FT_Face candidate = face(index);
    if (candidate == nullptr) continue;
    const FT_UInt glyph = FT_Get_Char_Index(candidate, code_point);
    if (glyph == 0) continue;
    FT_Fixed advance = 0;
    if (FT_Get_Advance(candidate, glyph, FT_LOAD_NO_SCALE, &advance) != 0) advance = candidate->units_per_EM;
    return {index, glyph, static_cast<float>(advance) / static_cast<float>(candidate->units_per_EM)};
  }
  return {};
}

bool Faces::render(const GlyphSource& source, Weight weight, int size_px, GlyphBitmap& out) {
  FT_Face from = source.face < 0 ? nullptr : face(source.face);
  if (from == nullptr || FT_Set_Pixel_Sizes(from, 0, static_cast<FT_UInt>(size_px)) != 0) return false;
  const bool hinted = kFonts[static_cast<std::size_t>(source.face)].hinted;
  if (FT_Load_Glyph(from, source.glyph, hinted ? FT_LOAD_TARGET_LIGHT : FT_LOAD_NO_HINTING) != 0) return false;
  FT_GlyphSlot slot = from->glyph;
  if (weight == Weight::bold && source.face != kBold && slot->format == FT_GLYPH_FORMAT_OUTLINE) {
    const FT_Pos strength = size_px * 64 / 28;
    FT_Outline_Embolden(&slot->outline, strength);
    FT_Outline_Translate(&slot->outline, -strength / 2, -strength / 2);
  }
  if (FT_Render_Glyph(slot, FT_RENDER_MODE_NORMAL) != 0 || slot->bitmap.pixel_mode != FT_PIXEL_MODE_GRAY) return false;
  out.width = static_cast<int>(slot->bitmap.width);
  out.height = static_cast<int>(slot->bitmap.rows);
  out.left = slot->bitmap_left;
  out.top = slot->bitmap_top;
  out.coverage.resize(static_cast<std::size_t>(out.width) * static_cast<std::size_t>(out.height));
  for (int row = 0; row < out.height; ++row) {
    const std::uint8_t* line = slot->bitmap.buffer + static_cast<std::ptrdiff_t>(row) * slot->bitmap.pitch;
    std::copy(line, line + out.width, out.coverage.begin() + static_cast<std::ptrdiff_t>(row) * out.width);
  }
  return true;
}

float Faces::ink_height_em(char32_t code_point, Weight weight) {
  const GlyphSource source = find(code_point, weight);
  FT_Face from = source.face < 0 ? nullptr : face(source.face);
  if (from == nullptr || FT_Load_Glyph(from, source.glyph, FT_LOAD_NO_SCALE) != 0) return 1;
  FT_BBox box{};
  FT_Outline_Get_CBox(&from->glyph->outline, &box);
  return static_cast<float>(box.yMax - box.yMin) / static_cast<float>(from->units_per_EM);
}

void Faces::release_file_pages() {
  for (const auto& file : files_) {
    if (file->bytes != nullptr) madvise(file->bytes, file->size, MADV_DONTNEED);
  }
}

}  // namespace gridboard::kiosk::text
