// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Questions to an IPP printer and its answers, each on a connection of its own: printers drop idle ones, and a
// connection that hangs then spoils one question only.

#include <cups/cups.h>

#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "kiosk/print/errand.hpp"

namespace gridboard::kiosk::print {

struct IppDeleter {
  void operator()(ipp_t* message) const { ippDelete(message); }
};
using Ipp = std::unique_ptr<ipp_t, IppDeleter>;

class IppTalk {
 public:
  explicit IppTalk(const Errand& errand);

  [[nodiscard]] Ipp request(ipp_op_t operation) const;
  [[nodiscard]] Ipp job_request(ipp_op_t operation, int job) const;
  void want(Ipp& request, std::initializer_list<const char*> attributes) const;

  // Followed by `document`. timed_out and unavailable: the printer is away, or the errand was let go of; conflict: it
  // is busy; invalid_input: it refuses, in its words.
  [[nodiscard]] base::Result<Ipp> ask(Ipp request, std::span<const std::uint8_t> document = {}) const;
  // The same although the errand was let go of.
  [[nodiscard]] base::Result<Ipp> ask_at_last(Ipp request) const;

 private:
  struct Waiting;
  // The printer may take its time as long as it goes on taking.
  static bool write_document(http_t* http, std::span<const std::uint8_t> bytes, Waiting& waiting);
  base::Result<Ipp> exchange(Ipp request, std::span<const std::uint8_t> document, Waiting& waiting) const;

  const Errand& errand_;
  std::string printer_uri_;
};

[[nodiscard]] std::vector<std::string> words_of(const Ipp& answer, const char* attribute);
[[nodiscard]] std::optional<int> number_of(const Ipp& answer, const char* attribute);

}  // namespace gridboard::kiosk::print
