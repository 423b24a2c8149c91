// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The rows of a proof on paper in their words, kept in a nameless file between the one reading that finds them and the
// sheets that they are drawn on later: so all sheets say what was so at one moment, and none waits in memory.

#include <array>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>

#include "sync/base/result.hpp"

namespace gridboard::desk {

struct PaperRow {
  struct Cell {
    std::string first, second;  // its two lines
    bool operator==(const Cell&) const = default;
  };
  std::array<Cell, 5> cells;
  std::string missed;  // why it wasn't shown, over both lines of the last cell; "" if it was
  bool operator==(const PaperRow&) const = default;
};

// Gone with the object, whatever happens. One thread at a time.
class PaperRows {
 public:
  // io: there is no room for temporary files.
  [[nodiscard]] static base::Result<PaperRows> make();

  [[nodiscard]] base::Result<void> add(const PaperRow& row);
  [[nodiscard]] std::int64_t count() const { return count_; }
  // After the last add(): from the first row on; unset behind the last.
  [[nodiscard]] base::Result<std::optional<PaperRow>> next();

 private:
  struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  explicit PaperRows(std::FILE* file) : file_(file) {}
  std::unique_ptr<std::FILE, CloseFile> file_;
  std::int64_t count_ = 0, given_ = 0;
};

}  // namespace gridboard::desk
