// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/sync/store/backends.hpp"

namespace gridboard::tests {

PostgresServer& postgres_server() {
  static PostgresServer server;
  return server;
}

}  // namespace gridboard::tests
