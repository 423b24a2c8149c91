// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Bundles as files: written in one pass, read from a copy that nobody else can change.
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <vector>

#include "sync/wire/blob.hpp"
#include "sync/wire/bundle.hpp"
#include "sync/wire/feed.hpp"

namespace gridboard::wire {
namespace {

using base::ErrorCode;
using base::Result;

constexpr std::size_t kBlockBytes = 64 << 10;

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

tl::unexpected<base::Error> failed(const std::string& path, int reason) {
  return base::fail(reason == ENOENT ? ErrorCode::not_found : ErrorCode::io, path + ": " + std::strerror(reason));
}

// The name of a new file stands in its folder, which is flushed by itself. Sticks that can't do that are flushed whole.
void flush_folder(const std::string& path) {
  const std::string folder = std::filesystem::path(path).parent_path().string();
  const int descriptor = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;
  if (::fsync(descriptor) != 0) ::syncfs(descriptor);
  ::close(descriptor);
}

// Gone with its last descriptor, whatever happens.
Result<File> nameless_file(const std::string& folder) {
  int descriptor = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (descriptor < 0) {
    std::string name = folder + "/.bundle-XXXXXX";
    descriptor = ::mkostemp(name.data(), O_CLOEXEC);
    if (descriptor < 0) return failed(folder, errno);
    ::unlink(name.c_str());
  }
  File file(::fdopen(descriptor, "w+b"));
  if (!file) return failed(folder, errno);
  return file;
}

}  // namespace

struct BundleWriter::State {
  std::string path, part;
  File file;
  Sha256 hash;
  std::uint64_t bytes = 0;
};

BundleWriter::BundleWriter(std::unique_ptr<State> state) : state_(std::move(state)) {}

BundleWriter::~BundleWriter() {
  if (!state_->file) return;
  state_->file.reset();
  ::unlink(state_->part.c_str());
}

Result<std::unique_ptr<BundleWriter>> BundleWriter::create(const std::string& path) {
  auto state = std::make_unique<State>();
  state->path = path;
  state->part = path + ".part";
  state->file.reset(std::fopen(state->part.c_str(), "wbe"));
  if (!state->file) return failed(state->part, errno);
  return std::unique_ptr<BundleWriter>(new BundleWriter(std::move(state)));
}

Result<void> BundleWriter::add(std::string_view line) {
  std::FILE* file = state_->file.get();
  const bool written = std::fwrite(line.data(), 1, line.size(), file) == line.size() && std::fputc('\n', file) == '\n';
  if (!written) return failed(state_->part, errno);
  state_->hash.add(line);
  state_->hash.add("\n");
  state_->bytes += line.size() + 1;
  if (state_->bytes > kMaxBundleBytes) return base::fail(ErrorCode::too_large, state_->path + ": more than 1 GiB");
  return {};
}

Result<BundleEnd> BundleWriter::finish(BundleEnd end, const Sign& sign, base::Zone zone) {
  end.bytes = state_->bytes;
  end.sha256 = state_->hash.take();
  auto signature = sign(bundle_statement(end));
  if (!signature) return tl::unexpected(signature.error());
  end.signature = std::move(*signature);
  const std::string line = encode(end, zone) + "\n";
  std::FILE* file = state_->file.get();
  const bool written = std::fwrite(line.data(), 1, line.size(), file) == line.size() && std::fflush(file) == 0 &&
                       ::fsync(::fileno(file)) == 0;
  if (!written) return failed(state_->part, errno);
  if (std::rename(state_->part.c_str(), state_->path.c_str()) != 0) return failed(state_->path, errno);
  state_->file.reset();
  flush_folder(state_->path);
  return end;
}

struct BundleReader::State {
  File file;
  BundleEnd end;
  std::uint64_t read = 0;  // of end.bytes
  std::string line;
};

BundleReader::BundleReader(std::unique_ptr<State> state) : state_(std::move(state)) {}

BundleReader::~BundleReader() = default;

const BundleEnd& BundleReader::end() const {
  return state_->end;
}

namespace {

Result<std::uint64_t> copy(std::FILE* from, std::FILE* to, const std::string& path) {
  std::vector<char> block(kBlockBytes);
  std::uint64_t bytes = 0;
  while (true) {
    const std::size_t count = std::fread(block.data(), 1, block.size(), from);
    bytes += count;
    if (bytes > kMaxBundleBytes + kBlockBytes) return base::fail(ErrorCode::too_large, path + ": more than 1 GiB");
    if (std::fwrite(block.data(), 1, count, to) != count) return failed("the copy of " + path, errno);
    if (count < block.size()) break;
  }
  if (std::ferror(from) != 0) return failed(path, errno);
  if (std::fflush(to) != 0) return failed("the copy of " + path, errno);
  return bytes;
}

// The last line of the file, and where it begins.
Result<std::pair<BundleEnd, std::uint64_t>> find_end(std::FILE* file, std::uint64_t bytes, const std::string& path) {
  std::string tail(static_cast<std::size_t>(std::min<std::uint64_t>(bytes, kBlockBytes)), '\0');
  const std::uint64_t begin = bytes - tail.size();
  const bool read = ::fseeko(file, static_cast<off_t>(begin), SEEK_SET) == 0 &&
                    std::fread(tail.data(), 1, tail.size(), file) == tail.size();
  if (!read) return failed("the copy of " + path, errno);
  const auto incomplete = [&path](const std::string& why) {
    return base::fail(ErrorCode::corrupt, path + " isn't a whole bundle: " + why);
  };
  if (tail.empty() || tail.back() != '\n') return incomplete("it doesn't end with a line");
  const std::size_t before = tail.size() < 2 ? std::string::npos : tail.rfind('\n', tail.size() - 2);
  const std::size_t at = before == std::string::npos ? 0 : before + 1;
  if (at == 0 && begin != 0) return incomplete("its last line is too long");
  auto end = parse_bundle_end(std::string_view(tail).substr(at, tail.size() - 1 - at));
  if (!end) return incomplete(end.error().message);
  return std::pair(std::move(*end), begin + at);
}

Result<void> check_hash(std::FILE* file, const BundleEnd& end, const std::string& path) {
  std::rewind(file);
  Sha256 hash;
  std::vector<char> block(kBlockBytes);
  for (std::uint64_t left = end.bytes; left > 0;) {
    const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(left, block.size()));
    if (std::fread(block.data(), 1, wanted, file) != wanted) return failed("the copy of " + path, errno);
    hash.add({block.data(), wanted});
    left -= wanted;
  }
  if (hash.take() != end.sha256) return base::fail(ErrorCode::corrupt, path + " isn't what its end says: damaged");
  return {};
}

}  // namespace

Result<std::unique_ptr<BundleReader>> BundleReader::open(const std::string& path, const std::string& scratch_folder) {
  const File from(std::fopen(path.c_str(), "rbe"));
  if (!from) return failed(path, errno);
  auto scratch = nameless_file(scratch_folder);
  if (!scratch) return tl::unexpected(scratch.error());
  const auto bytes = copy(from.get(), scratch->get(), path);
  if (!bytes) return tl::unexpected(bytes.error());
  auto end = find_end(scratch->get(), *bytes, path);
  if (!end) return tl::unexpected(end.error());
  if (end->second != end->first.bytes) {
    return base::fail(ErrorCode::corrupt, path + " isn't what its end says: of another length");
  }
  if (auto whole = check_hash(scratch->get(), end->first, path); !whole) return tl::unexpected(whole.error());
  auto state = std::make_unique<State>();
  state->file = std::move(*scratch);
  state->end = std::move(end->first);
  std::unique_ptr<BundleReader> reader(new BundleReader(std::move(state)));
  reader->begin_again();
  return reader;
}

void BundleReader::begin_again() {
  std::rewind(state_->file.get());
  state_->read = 0;
}

Result<std::optional<std::string_view>> BundleReader::next() {
  State& state = *state_;
  if (state.read == state.end.bytes) return std::optional<std::string_view>();
  state.line.clear();
  for (int c = ::getc_unlocked(state.file.get()); c != '\n'; c = ::getc_unlocked(state.file.get())) {
    if (c == EOF || ++state.read >= state.end.bytes) return base::fail(ErrorCode::corrupt, "a line isn't ended");
    if (state.line.size() == kMaxLineBytes) return base::fail(ErrorCode::too_large, "a line is longer than 2 MiB");
    state.line += static_cast<char>(c);
  }
  ++state.read;
  return std::optional<std::string_view>(state.line);
}

}  // namespace gridboard::wire
