// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Files of staff: RFC 4180, read as a stream. UTF-8 with or without BOM, or GB18030, found out by content: a BOM, then
// a check of the whole file, then GB18030. Fields come out as UTF-8. Lenient where spreadsheets are: LF or CRLF, no
// newline at the end, empty lines and lines of nothing but commas are left out.

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/result.hpp"

namespace gridboard::desk {

struct CsvRecord {
  std::size_t line = 0;                  // physical line on which it begins, from 1
  std::vector<std::string_view> fields;  // live until the next record is read
};

enum class CsvStep { record, malformed, end };

// Longer records are malformed: a quote that nobody closed must not swallow the file.
inline constexpr std::size_t kMaxCsvRecordBytes = 256 << 10;

// Where the bytes come from. read() appends up to `limit` bytes and says how many; 0 at the end.
class CsvSource {
 public:
  virtual ~CsvSource() = default;
  virtual base::Result<std::size_t> read(std::string& out, std::size_t limit) = 0;
};

// A piece of a file by its number, counted from 0; "" behind the last. Pieces may be asked for again.
using ReadPiece = std::function<base::Result<std::string>(std::size_t number)>;

class CsvReader {
 public:
  // not_found if there is no such file; invalid_input if it isn't text in one of the encodings: the message says so,
  // and on which line.
  [[nodiscard]] static base::Result<CsvReader> open(const std::string& path);
  // The same for a file that was sent, of `bytes` bytes.
  [[nodiscard]] static base::Result<CsvReader> open_pieces(ReadPiece read, std::uint64_t bytes);
  // UTF-8 from memory.
  [[nodiscard]] static CsvReader of_text(std::string_view text);

  // malformed: problem() says what is wrong with the record at record.line; the next call goes on behind its line.
  [[nodiscard]] base::Result<CsvStep> next(CsvRecord& record);
  [[nodiscard]] const std::string& problem() const { return problem_; }

  [[nodiscard]] std::uint64_t bytes_done() const { return bytes_done_; }  // about
  [[nodiscard]] std::uint64_t bytes_total() const { return bytes_total_; }

 private:
  CsvReader() = default;
  base::Result<bool> fill();
  base::Result<std::size_t> find_line_end(std::size_t from);
  void split_plain(std::string_view line, CsvRecord& record) const;
  base::Result<CsvStep> read_quoted(CsvRecord& record);
  CsvStep malformed(std::string problem, std::size_t resume_at);

  std::unique_ptr<CsvSource> source_;
  std::string buffer_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  bool ended_ = false;
  std::string unquoted_;
  std::string problem_;
  std::uint64_t bytes_done_ = 0, bytes_total_ = 0;
};

}  // namespace gridboard::desk
