// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <atomic>
#include <memory>
#include <string>

#include "tests/support/temporary_folder.hpp"

namespace gridboard::tests {

// A real PostgreSQL of this test's own, in a temporary folder, reached by a Unix socket alone. Under an unprivileged
// account where the tests run as root, since it refuses that. Ends with the test, however that ends.
class PostgresServer {
 public:
  PostgresServer();
  PostgresServer(const PostgresServer&) = delete;
  PostgresServer& operator=(const PostgresServer&) = delete;
  ~PostgresServer();

  // A schema that nobody has used yet: as good as a database of its own, and made at once.
  [[nodiscard]] std::string new_location();
  // The database itself.
  [[nodiscard]] std::string location() const;
  // Where it listens.
  [[nodiscard]] std::string socket_folder() const;

  void start();    // waits until it answers
  void kill_it();  // as a crash would: SIGKILL to all of it
  void stop();

 private:
  void launch();
  [[nodiscard]] bool psql(const std::string& sql) const;

  std::unique_ptr<TemporaryFolder> folder_;
  std::string programs_;
  uid_t user_ = 0;
  gid_t group_ = 0;
  pid_t server_ = -1;
  std::atomic<int> schemas_ = 0;
};

}  // namespace gridboard::tests
