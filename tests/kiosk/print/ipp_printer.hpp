// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// CUPS's own ippeveprinter on a free port of loopback, with a D-Bus of its own, which it wants although it advertises
// nothing. What is printed is handed to a script.

#include <sys/types.h>

#include <string>

#include "sink.hpp"
#include "tests/support/temporary_folder.hpp"

namespace gridboard::kiosk::print {

class IppPrinter {
 public:
  // `script` is /bin/sh's, run for each job: "$1" is the document. Lines "STATE: +media-empty-error" on standard error
  // set the printer's reasons. Beforehand the document is kept for document().
  explicit IppPrinter(const std::string& script);
  ~IppPrinter();
  IppPrinter(const IppPrinter&) = delete;
  IppPrinter& operator=(const IppPrinter&) = delete;

  [[nodiscard]] std::string url() const { return "ipp://localhost:" + std::to_string(port()) + "/ipp/print"; }
  [[nodiscard]] int port() const { return port_.number(); }
  [[nodiscard]] std::string document() const;  // of the newest job, "" while there is none
  [[nodiscard]] std::string log() const;
  [[nodiscard]] const tests::TemporaryFolder& folder() const { return folder_; }
  void switch_off();

 private:
  [[nodiscard]] pid_t run(const std::string& command, const std::string& log) const;
  void start_bus();
  void start_printer();

  tests::TemporaryFolder folder_;
  FreePort port_;
  pid_t bus_ = 0, printer_ = 0;
};

}  // namespace gridboard::kiosk::print
