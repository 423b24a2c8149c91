// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kiosk/text/faces.hpp"

namespace gridboard::kiosk::text {

// A frame of an em with the code point in hexadecimal inside, so that staff can tell which character no face has.
void draw_missing_glyph(Faces& faces, char32_t code_point, int size_px, GlyphBitmap& out);

}  // namespace gridboard::kiosk::text
