// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "sync/desk/csv.hpp"

namespace gridboard::desk {

// The file at `path` as UTF-8, whatever it is written in. `bytes_total` becomes its size.
[[nodiscard]] base::Result<std::unique_ptr<CsvSource>> open_csv_file(const std::string& path,
                                                                     std::uint64_t& bytes_total);
// The same for what was sent and is kept in pieces. One of them is held at a time.
[[nodiscard]] base::Result<std::unique_ptr<CsvSource>> open_csv_pieces(ReadPiece read);

}  // namespace gridboard::desk
