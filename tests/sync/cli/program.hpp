// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The program itself, run as staff do, on a centre in a folder of its own.

#include <boost/json/value.hpp>
#include <string>
#include <vector>

namespace gridboard::cli::test {

struct Outcome {
  int code = -1;
  std::string out, err;
};

// Of a file.
std::string content(const std::string& path);

class Desk {
 public:
  Desk();
  ~Desk();
  Desk(const Desk&) = delete;
  Desk& operator=(const Desk&) = delete;

  Outcome run(const std::vector<std::string>& words, const std::string& input = "");
  // Runs with --json behind the command and reads the answer.
  boost::json::value answer(std::vector<std::string> words, const std::string& input = "");
  [[nodiscard]] std::string path(const std::string& name) const { return folder_ + "/" + name; }
  void write(const std::string& name, const std::string& text) const;
  // A centre with two communities, one household and what feeds it.
  void set_up();

 private:
  std::string folder_;
};

}  // namespace gridboard::cli::test
