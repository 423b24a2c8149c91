// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/print/code.hpp"

#include <qrencode.h>

#include <algorithm>
#include <cmath>
#include <memory>

namespace gridboard::kiosk::print {

base::Result<Code> encode_code(std::string_view payload) {
  constexpr unsigned kUtf8 = 26;  // of the ECI register
  const auto too_large = [] { return base::fail(base::ErrorCode::too_large, "no QR code holds so much text"); };
  const std::unique_ptr<QRinput, decltype(&QRinput_free)> input{QRinput_new2(0, QR_ECLEVEL_M), &QRinput_free};
  if (!input || payload.empty()) return too_large();
  // Without being told, readers take Chinese for Shift-JIS.
  const bool ascii =
      std::all_of(payload.begin(), payload.end(), [](char c) { return static_cast<unsigned char>(c) < 128; });
  if (!ascii && QRinput_appendECIheader(input.get(), kUtf8) != 0) return too_large();
  const auto* bytes = reinterpret_cast<const unsigned char*>(payload.data());
  if (QRinput_append(input.get(), QR_MODE_8, static_cast<int>(payload.size()), bytes) != 0) return too_large();
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> symbol{QRcode_encodeInput(input.get()), &QRcode_free};
  if (!symbol) return too_large();
  Code code;
  code.modules = symbol->width;
  const auto count = static_cast<std::size_t>(symbol->width) * static_cast<std::size_t>(symbol->width);
  code.dark.reserve(count);
  for (std::size_t at = 0; at < count; ++at) code.dark.push_back(symbol->data[at] & 1);
  return code;
}

int module_dots(const Code& code, int width_dots, int dots_per_inch) {
  const double dots_per_mm = dots_per_inch / 25.4;
  const int least = static_cast<int>(std::ceil(0.5 * dots_per_mm)), most = static_cast<int>(std::lround(dots_per_mm));
  const int fits = width_dots / code.modules_with_margin();
  return fits < least ? 0 : std::min(fits, most);
}

}  // namespace gridboard::kiosk::print
