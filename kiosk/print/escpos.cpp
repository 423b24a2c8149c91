// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/print/escpos.hpp"

#include <algorithm>

namespace gridboard::kiosk::print::escpos {
namespace {

constexpr std::uint8_t kDle = 0x10, kEot = 0x04, kEsc = 0x1B, kGs = 0x1D;
constexpr std::uint8_t kLinesAfter = 3;

std::uint8_t low(int number) {
  return static_cast<std::uint8_t>(number & 0xFF);
}
std::uint8_t high(int number) {
  return static_cast<std::uint8_t>((number >> 8) & 0xFF);
}

}  // namespace

Bytes start() {
  return {kEsc, '@'};
}

Bytes band(const Bitmap& bitmap, int first_row) {
  const int rows = std::min(kBandRows, bitmap.height - first_row), stride = static_cast<int>(bitmap.stride());
  Bytes out{kGs, 'v', '0', 0, low(stride), high(stride), low(rows), high(rows)};
  const auto from = bitmap.rows.begin() + static_cast<std::ptrdiff_t>(first_row) * stride;
  out.insert(out.end(), from, from + static_cast<std::ptrdiff_t>(rows) * stride);
  return out;
}

Bytes cut() {
  return {kEsc, 'd', kLinesAfter, kGs, 'V', 66, 0};
}

Bytes ask(Asked what) {
  return {kDle, kEot, static_cast<std::uint8_t>(what)};
}

Bytes ask_when_printed() {
  return {kGs, 'r', 1};
}

// Bits 0 and 7 are 0, bits 1 and 4 are 1 in every answer.
bool is_status(std::uint8_t byte) {
  return (byte & 0x93) == 0x12;
}
bool is_printed_answer(std::uint8_t byte) {
  return (byte & 0x90) == 0;
}
bool says_offline(std::uint8_t printer_status) {
  return (printer_status & 0x08) != 0;
}
bool says_stopped_for_paper(std::uint8_t offline_cause) {
  return (offline_cause & 0x20) != 0;
}
bool says_no_paper(std::uint8_t paper_status) {
  return (paper_status & 0x60) != 0;
}
bool printed_says_no_paper(std::uint8_t printed_answer) {
  return (printed_answer & 0x0C) != 0;
}

}  // namespace gridboard::kiosk::print::escpos
