// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>

#include "sync/base/result.hpp"
#include "sync/store/imports.hpp"

namespace gridboard::desk {

// What a check finds that an import would change, kept on the disk until the check has read the whole file: written
// into the store meanwhile, it would grow the store's log by all of it, since the check reads one state of the store.
// A file without a name, in $TMPDIR or /var/tmp, that goes with its process. One thread at a time.
class ImportSpool {
 public:
  // io.
  [[nodiscard]] base::Result<void> add(const store::ImportRow& row);
  [[nodiscard]] std::int64_t rows() const { return rows_; }

  // To its first row, to read from now on.
  [[nodiscard]] base::Result<void> rewind();
  // False behind the last.
  [[nodiscard]] base::Result<bool> next(store::ImportRow& row);

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  base::Result<void> open();
  bool write(const std::string& text);
  bool read(std::string& text);

  std::unique_ptr<std::FILE, Close> file_;
  std::int64_t rows_ = 0, read_ = 0;
};

}  // namespace gridboard::desk
