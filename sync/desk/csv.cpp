// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/csv.hpp"

#include <algorithm>
#include <cstring>

#include "sync/desk/csv_source.hpp"

namespace gridboard::desk {

using base::Result;

namespace {

constexpr std::size_t kBlock = 256 << 10;

class TextSource final : public CsvSource {
 public:
  explicit TextSource(std::string_view text) : text_(text) {}
  Result<std::size_t> read(std::string& out, std::size_t limit) override {
    const std::size_t size = std::min(limit, text_.size() - at_);
    out.append(text_, at_, size);
    at_ += size;
    return size;
  }

 private:
  std::string text_;
  std::size_t at_ = 0;
};

bool says_nothing(const std::vector<std::string_view>& fields) {
  return std::all_of(fields.begin(), fields.end(), [](std::string_view field) { return field.empty(); });
}

}  // namespace

Result<CsvReader> CsvReader::open(const std::string& path) {
  CsvReader reader;
  auto source = open_csv_file(path, reader.bytes_total_);
  if (!source) return tl::unexpected(source.error());
  reader.source_ = std::move(*source);
  return reader;
}

Result<CsvReader> CsvReader::open_pieces(ReadPiece read, std::uint64_t bytes) {
  CsvReader reader;
  reader.bytes_total_ = bytes;
  auto source = open_csv_pieces(std::move(read));
  if (!source) return tl::unexpected(source.error());
  reader.source_ = std::move(*source);
  return reader;
}

CsvReader CsvReader::of_text(std::string_view text) {
  CsvReader reader;
  reader.source_ = std::make_unique<TextSource>(text);
  reader.bytes_total_ = text.size();
  return reader;
}

// Reads on behind what is buffered, dropping what has been used; false at the end.
Result<bool> CsvReader::fill() {
  if (ended_) return false;
  buffer_.erase(0, at_);
  at_ = 0;
  const auto got = source_->read(buffer_, kBlock);
  if (!got) return tl::unexpected(got.error());
  bytes_done_ = std::min(bytes_total_, bytes_done_ + *got);
  ended_ = *got == 0;
  return !ended_;
}

// Offset from at_ of the next newline, or of the end of the text; at most kMaxCsvRecordBytes + 1.
Result<std::size_t> CsvReader::find_line_end(std::size_t from) {
  while (true) {
    const void* found = std::memchr(buffer_.data() + at_ + from, '\n', buffer_.size() - at_ - from);
    if (found != nullptr) {
      return static_cast<std::size_t>(static_cast<const char*>(found) - (buffer_.data() + at_));
    }
    from = buffer_.size() - at_;
    if (from > kMaxCsvRecordBytes) return from;
    const auto more = fill();
    if (!more) return tl::unexpected(more.error());
    if (!*more) return buffer_.size() - at_;
  }
}

void CsvReader::split_plain(std::string_view line, CsvRecord& record) const {
  if (line.ends_with('\r')) line.remove_suffix(1);
  while (true) {
    const std::size_t comma = line.find(',');
    record.fields.push_back(line.substr(0, comma));
    if (comma == std::string_view::npos) return;
    line.remove_prefix(comma + 1);
  }
}

CsvStep CsvReader::malformed(std::string problem, std::size_t resume_at) {
  problem_ = std::move(problem);
  at_ += std::min(resume_at, buffer_.size() - at_);
  ++line_;
  return CsvStep::malformed;
}

Result<CsvStep> CsvReader::next(CsvRecord& record) {
  while (true) {
    record.fields.clear();
    record.line = line_;
    const auto end = find_line_end(0);
    if (!end) return tl::unexpected(end.error());
    if (*end == 0 && at_ == buffer_.size()) return CsvStep::end;
    const std::string_view line = std::string_view(buffer_).substr(at_, *end);
    if (line.size() > kMaxCsvRecordBytes) return malformed("the line is longer than 256 KiB", line.size() + 1);
    if (std::memchr(line.data(), '"', line.size()) != nullptr) {
      const auto step = read_quoted(record);
      if (!step || *step != CsvStep::record || !says_nothing(record.fields)) return step;
      continue;
    }
    split_plain(line, record);
    at_ += std::min(*end + 1, buffer_.size() - at_);
    ++line_;
    if (!says_nothing(record.fields)) return CsvStep::record;
  }
}

// A record with quotes in it, which may go on over several lines.
Result<CsvStep> CsvReader::read_quoted(CsvRecord& record) {
  unquoted_.clear();
  std::vector<std::size_t> ends;  // of the fields in unquoted_
  std::size_t lines = 0;
  std::size_t i = 0;
  auto end = find_line_end(0);
  const std::size_t first_line_end = end ? *end : 0;
  const auto rest_of_first_line = [&] { return first_line_end + 1; };
  bool in_quotes = false, was_quoted = false, field_is_empty = true;
  while (true) {
    if (!end) return tl::unexpected(end.error());
    if (i >= *end) {  // at a newline, or at the end of the text
      const bool text_ends = at_ + i >= buffer_.size();
      ++lines;
      if (!in_quotes) break;
      if (text_ends || i > kMaxCsvRecordBytes) {
        return malformed("a quote is opened and never closed; close it, and double each quote inside a field (\"\")",
                         rest_of_first_line());
      }
      unquoted_ += '\n';
      end = find_line_end(++i);
      continue;
    }
    const char c = buffer_[at_ + i++];
    if (in_quotes) {
      if (c != '"') {
        unquoted_ += c;
      } else if (i < *end && buffer_[at_ + i] == '"') {
        unquoted_ += '"';
        ++i;
      } else {
        in_quotes = false;
      }
    } else if (c == ',') {
      ends.push_back(unquoted_.size());
      was_quoted = false;
      field_is_empty = true;
    } else if (c == '"' && field_is_empty && !was_quoted) {
      in_quotes = was_quoted = true;
    } else if (c == '\r' && i == *end) {
      continue;
    } else if (c == '"' || was_quoted) {
      return malformed(
          c == '"' ? "there is a quote inside a field; put the whole field in quotes and double the quote (\"\")"
                   : "there is text behind a closing quote; double each quote inside a field (\"\")",
          rest_of_first_line());
    } else {
      unquoted_ += c;
      field_is_empty = false;
    }
  }
  ends.push_back(unquoted_.size());
  std::size_t begin = 0;
  for (const std::size_t field_end : ends) {
    record.fields.push_back(std::string_view(unquoted_).substr(begin, field_end - begin));
    begin = field_end;
  }
  at_ += std::min(i + 1, buffer_.size() - at_);
  line_ += lines;
  return CsvStep::record;
}

}  // namespace gridboard::desk
