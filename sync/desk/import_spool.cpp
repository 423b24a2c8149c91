// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/import_spool.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace gridboard::desk {

using base::Result;

namespace {

tl::unexpected<base::Error> broken(const char* what) {
  return base::fail(base::ErrorCode::io, std::string(what) + " what a check has found: " + std::strerror(errno) +
                                             "; make room in /var/tmp, or set TMPDIR to a folder that has some");
}

}  // namespace

Result<void> ImportSpool::open() {
  const char* folder = std::getenv("TMPDIR");
  std::string path = std::string(folder != nullptr && *folder != '\0' ? folder : "/var/tmp") + "/gridboard-XXXXXX";
  const int descriptor = ::mkostemp(path.data(), O_CLOEXEC);
  if (descriptor < 0) return broken("keeping");
  ::unlink(path.c_str());
  file_.reset(::fdopen(descriptor, "w+b"));
  if (file_) return {};
  ::close(descriptor);
  return broken("keeping");
}

bool ImportSpool::write(const std::string& text) {
  const std::uint64_t size = text.size();
  return std::fwrite(&size, sizeof size, 1, file_.get()) == 1 &&
         std::fwrite(text.data(), 1, text.size(), file_.get()) == text.size();
}

bool ImportSpool::read(std::string& text) {
  std::uint64_t size = 0;
  if (std::fread(&size, sizeof size, 1, file_.get()) != 1) return false;
  text.resize(size);
  return std::fread(text.data(), 1, size, file_.get()) == size;
}

Result<void> ImportSpool::add(const store::ImportRow& row) {
  if (!file_) {
    if (auto opened = open(); !opened) return opened;
  }
  const bool kept = std::fwrite(&row.line, sizeof row.line, 1, file_.get()) == 1 && write(row.thing) &&
                    write(row.before) && write(row.after);
  if (!kept) return broken("keeping");
  ++rows_;
  return {};
}

Result<void> ImportSpool::rewind() {
  read_ = 0;
  if (file_ && std::fseek(file_.get(), 0, SEEK_SET) != 0) return broken("reading");
  return {};
}

Result<bool> ImportSpool::next(store::ImportRow& row) {
  if (read_ == rows_) return false;
  const bool good = std::fread(&row.line, sizeof row.line, 1, file_.get()) == 1 && read(row.thing) &&
                    read(row.before) && read(row.after);
  if (!good) return broken("reading");
  ++read_;
  return true;
}

}  // namespace gridboard::desk
