// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include "sync/store/store.hpp"

namespace gridboard::store {

// One machine's store: a file (0600) with its -wal and -shm beside it, and <path>.owner, the lock of the one process
// that checkpoints. Makes the file and its schema if needed. corrupt if the file is damaged, conflict if a newer
// program has changed its schema. Several processes may hold the same store open.
[[nodiscard]] Result<std::unique_ptr<Store>> open_sqlite_store(const std::string& path);

}  // namespace gridboard::store
