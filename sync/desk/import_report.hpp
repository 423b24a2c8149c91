// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What all imports share. An import is all or nothing: with a single error nothing is written. Imports of files fail
// (Result) only for what isn't in the file: it can't be read, the store is unavailable, the centre isn't set up.

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "sync/base/result.hpp"

namespace gridboard::desk {

// What is wrong and what would be right, one sentence in each language; `zh` is "" where only commands say it.
struct ImportProblem {
  ImportProblem(std::string said) : en(std::move(said)) {}  // NOLINT(google-explicit-constructor)
  ImportProblem(const char* said) : en(said) {}             // NOLINT(google-explicit-constructor)
  ImportProblem(std::string in_english, std::string in_chinese)
      : en(std::move(in_english)), zh(std::move(in_chinese)) {}

  std::string en, zh;
};

struct ImportError {
  std::string file;      // as given
  std::size_t line = 0;  // physical line on which the record begins, from 1; 0 if it concerns the whole file
  std::string column;    // as the file's header writes it; "" if it concerns the whole record
  std::string value;     // as in the file, cut after 60 characters; "" if there is none
  std::string problem;   // what is wrong and what would be right, one sentence
  std::string problem_zh;

  // `bills.csv:17: 电量 "12x": not a number of kWh; write digits with at most 3 decimals, such as 171.25`
  [[nodiscard]] std::string text() const;
};

inline constexpr std::size_t kErrorsListed = 20;

struct ImportReport {
  std::size_t rows = 0;     // records read, without the header
  std::size_t changed = 0;  // new or different from what was stored; 0 with errors
  std::size_t unchanged = 0;
  std::size_t error_count = 0;
  std::vector<ImportError> errors;  // the first kErrorsListed, by line

  [[nodiscard]] bool ok() const { return error_count == 0; }
};

// Called from time to time while an import runs, from the calling thread, with the share of the file that is done.
struct ImportProgress {
  std::uint64_t bytes_done = 0, bytes_total = 0;
  std::size_t rows = 0;
};
using Progress = std::function<void(const ImportProgress&)>;

}  // namespace gridboard::desk
