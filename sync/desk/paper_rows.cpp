// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/paper_rows.hpp"

#include <cerrno>
#include <cstdint>
#include <cstring>

namespace gridboard::desk {
namespace {

using base::Result;

tl::unexpected<base::Error> failed() {
  return base::fail(base::ErrorCode::io, std::string("a temporary file: ") + std::strerror(errno));
}

// Behind its length.
bool write_text(std::FILE* file, const std::string& text) {
  const auto length = static_cast<std::uint32_t>(text.size());
  return std::fwrite(&length, sizeof length, 1, file) == 1 &&
         std::fwrite(text.data(), 1, text.size(), file) == text.size();
}

bool read_text(std::FILE* file, std::string& text) {
  std::uint32_t length = 0;
  if (std::fread(&length, sizeof length, 1, file) != 1) return false;
  text.resize(length);
  return std::fread(text.data(), 1, text.size(), file) == text.size();
}

}  // namespace

Result<PaperRows> PaperRows::make() {
  std::FILE* const file = std::tmpfile();
  if (file == nullptr) return failed();
  return PaperRows(file);
}

Result<void> PaperRows::add(const PaperRow& row) {
  bool written = write_text(file_.get(), row.missed);
  for (const PaperRow::Cell& cell : row.cells) {
    written = written && write_text(file_.get(), cell.first) && write_text(file_.get(), cell.second);
  }
  if (!written) return failed();
  ++count_;
  return {};
}

Result<std::optional<PaperRow>> PaperRows::next() {
  if (given_ == count_) return std::nullopt;
  if (given_ == 0 && std::fseek(file_.get(), 0, SEEK_SET) != 0) return failed();
  PaperRow row;
  bool is_read = read_text(file_.get(), row.missed);
  for (PaperRow::Cell& cell : row.cells) {
    is_read = is_read && read_text(file_.get(), cell.first) && read_text(file_.get(), cell.second);
  }
  if (!is_read) return failed();
  ++given_;
  return std::optional(std::move(row));
}

}  // namespace gridboard::desk
