// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/csv_source.hpp"

#include <fcntl.h>
#include <iconv.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "sync/base/utf8.hpp"

namespace gridboard::desk {

using base::Result;

namespace {

constexpr std::size_t kBlock = 256 << 10;

// Bytes that can be gone through again.
class File {
 public:
  virtual ~File() = default;
  virtual Result<std::size_t> read(std::string& out, std::size_t limit) = 0;
  virtual void rewind(std::size_t to) = 0;
};

class FileInPieces final : public File {
 public:
  explicit FileInPieces(ReadPiece read_piece) : read_piece_(std::move(read_piece)) {}

  // As much as asked for wherever the pieces end: the first look at a file wants its first bytes together.
  Result<std::size_t> read(std::string& out, std::size_t limit) override {
    const std::size_t start = out.size();
    while (out.size() - start < limit) {
      if (at_ == piece_.size()) {
        auto piece = read_piece_(next_);
        if (!piece) return tl::unexpected(piece.error());
        if (piece->empty()) break;
        piece_ = std::move(*piece);
        ++next_;
        at_ = std::min(skip_, piece_.size());
        skip_ -= at_;
      }
      const std::size_t size = std::min(limit - (out.size() - start), piece_.size() - at_);
      out.append(piece_, at_, size);
      at_ += size;
    }
    return out.size() - start;
  }
  void rewind(std::size_t to) override {
    piece_.clear();
    next_ = at_ = 0;
    skip_ = to;
  }

 private:
  ReadPiece read_piece_;
  std::string piece_;
  std::size_t next_ = 0, at_ = 0, skip_ = 0;
};

class FileOnDisk final : public File {
 public:
  explicit FileOnDisk(int descriptor) : descriptor_(descriptor) {}
  FileOnDisk(const FileOnDisk&) = delete;
  FileOnDisk& operator=(const FileOnDisk&) = delete;
  ~FileOnDisk() override { ::close(descriptor_); }

  Result<std::size_t> read(std::string& out, std::size_t limit) override {
    const std::size_t start = out.size();
    out.resize(start + limit);
    ssize_t got = -1;
    do {
      got = ::read(descriptor_, out.data() + start, limit);
    } while (got < 0 && errno == EINTR);
    out.resize(start + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
    if (got < 0) return base::fail(base::ErrorCode::io, std::string("reading the file: ") + std::strerror(errno));
    return static_cast<std::size_t>(got);
  }
  void rewind(std::size_t to) override { ::lseek(descriptor_, static_cast<off_t>(to), SEEK_SET); }

 private:
  int descriptor_;
};

class Utf8Source final : public CsvSource {
 public:
  explicit Utf8Source(std::unique_ptr<File> file) : file_(std::move(file)) {}
  Result<std::size_t> read(std::string& out, std::size_t limit) override { return file_->read(out, limit); }

 private:
  std::unique_ptr<File> file_;
};

class Gb18030Source final : public CsvSource {
 public:
  Gb18030Source(std::unique_ptr<File> file, iconv_t converter) : file_(std::move(file)), converter_(converter) {}
  ~Gb18030Source() override { ::iconv_close(converter_); }

  Result<std::size_t> read(std::string& out, std::size_t limit) override {
    const std::size_t start = out.size();
    while (out.size() == start) {
      const auto got = file_->read(raw_, limit);
      if (!got) return got;
      if (*got == 0) {
        // Half a character at the very end.
        if (!raw_.empty()) return base::fail(base::ErrorCode::invalid_input, "the file ends inside a character");
        return 0;
      }
      lines_ += static_cast<std::size_t>(std::count(raw_.end() - static_cast<std::ptrdiff_t>(*got), raw_.end(), '\n'));
      if (auto done = convert(out); !done) return tl::unexpected(done.error());
    }
    return out.size() - start;
  }

 private:
  // What is left in raw_ is the beginning of a character.
  Result<void> convert(std::string& out) {
    char* from = raw_.data();
    std::size_t left = raw_.size();
    while (left > 0) {
      const std::size_t start = out.size();
      out.resize(start + left * 2 + 16);
      char* to = out.data() + start;
      std::size_t room = out.size() - start;
      const std::size_t done = ::iconv(converter_, &from, &left, &to, &room);
      const int error = errno;
      out.resize(out.size() - room);
      if (done != static_cast<std::size_t>(-1) || error == EINVAL) break;
      if (error == E2BIG) continue;
      const auto behind = static_cast<std::size_t>(std::count(from, from + left, '\n'));
      return base::fail(base::ErrorCode::invalid_input,
                        "line " + std::to_string(lines_ - behind + 1) +
                            " has bytes that are neither UTF-8 nor GB18030; save the file as CSV UTF-8");
    }
    raw_.erase(0, raw_.size() - left);
    return {};
  }

  std::unique_ptr<File> file_;
  iconv_t converter_;
  std::string raw_;
  std::size_t lines_ = 0;
};

// How many bytes at the end of valid-so-far text belong to a character that the next block may complete.
std::size_t incomplete_tail(std::string_view text) {
  for (std::size_t back = 1; back <= std::min<std::size_t>(3, text.size()); ++back) {
    const auto byte = static_cast<unsigned char>(text[text.size() - back]);
    if ((byte & 0xc0) == 0x80) continue;
    const std::size_t length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back ? back : 0;
  }
  return 0;
}

bool is_ascii(std::string_view text) {
  // Eight bytes at a time: most of a million bills is digits.
  std::size_t i = 0;
  for (; i + 8 <= text.size(); i += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + i, 8);
    if ((word & 0x8080808080808080U) != 0) return false;
  }
  return std::all_of(text.begin() + static_cast<std::ptrdiff_t>(i), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

Result<bool> is_utf8(File& file) {
  std::string block;
  while (true) {
    const auto got = file.read(block, kBlock);
    if (!got) return tl::unexpected(got.error());
    if (*got == 0) return block.empty();
    const std::size_t tail = incomplete_tail(block);
    const std::string_view whole = std::string_view(block).substr(0, block.size() - tail);
    if (!is_ascii(whole) && !base::is_valid_utf8(whole)) return false;
    block.erase(0, block.size() - tail);
  }
}

// What people hand in by mistake; "" if it may be text.
std::string not_text(std::string_view start) {
  if (start.starts_with("PK\x03\x04")) return "this is an Excel workbook; save it as CSV UTF-8";
  if (start.starts_with("\xd0\xcf\x11\xe0")) return "this is an old Excel workbook; save it as CSV UTF-8";
  if (start.starts_with("\xff\xfe") || start.starts_with("\xfe\xff")) {
    return "this is UTF-16 text; save it as CSV UTF-8";
  }
  if (start.find('\0') != std::string_view::npos) return "this is not a text file; save it as CSV UTF-8";
  return "";
}

Result<std::unique_ptr<CsvSource>> source_of(std::unique_ptr<File> file) {
  std::string start;
  if (auto got = file->read(start, 4096); !got) return tl::unexpected(got.error());
  if (const std::string problem = not_text(start); !problem.empty()) {
    return base::fail(base::ErrorCode::invalid_input, problem);
  }
  const bool marked = start.starts_with("\xef\xbb\xbf");
  file->rewind(0);
  auto utf8 = is_utf8(*file);
  if (!utf8) return tl::unexpected(utf8.error());
  if (marked && !*utf8) {
    return base::fail(
        base::ErrorCode::invalid_input,
        "the file says that it is UTF-8 (byte order mark) but has bytes that aren't; save it as CSV UTF-8");
  }
  file->rewind(marked ? 3 : 0);
  if (*utf8) return std::make_unique<Utf8Source>(std::move(file));
  iconv_t converter = ::iconv_open("UTF-8", "GB18030");
  if (converter == reinterpret_cast<iconv_t>(-1)) {
    return base::fail(base::ErrorCode::internal, "this system can't convert GB18030; save the file as CSV UTF-8");
  }
  return std::make_unique<Gb18030Source>(std::move(file), converter);
}

}  // namespace

Result<std::unique_ptr<CsvSource>> open_csv_file(const std::string& path, std::uint64_t& bytes_total) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    const auto code = errno == ENOENT ? base::ErrorCode::not_found : base::ErrorCode::io;
    return base::fail(code, "can't read " + path + ": " + std::strerror(errno));
  }
  auto file = std::make_unique<FileOnDisk>(descriptor);
  struct stat about {};
  if (::fstat(descriptor, &about) == 0 && S_ISDIR(about.st_mode)) {
    return base::fail(base::ErrorCode::io, path + " is a folder; name a CSV file");
  }
  bytes_total = static_cast<std::uint64_t>(about.st_size);
  return source_of(std::move(file));
}

Result<std::unique_ptr<CsvSource>> open_csv_pieces(ReadPiece read) {
  return source_of(std::make_unique<FileInPieces>(std::move(read)));
}

}  // namespace gridboard::desk
