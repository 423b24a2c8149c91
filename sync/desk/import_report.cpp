// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/import_report.hpp"

namespace gridboard::desk {

std::string ImportError::text() const {
  std::string said = file;
  if (line > 0) said += ":" + std::to_string(line);
  said += ": ";
  if (!column.empty()) said += column + (value.empty() ? "" : " \"" + value + "\"") + ": ";
  return said + problem;
}

}  // namespace gridboard::desk
