// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// libpinyin, asked one thing at a time. It is opened without a user's folder, so that nothing is learnt, and never told
// what was picked. Not thread-safe.

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/input/pinyin_engine.hpp"
#include "kiosk/input/word_files.hpp"
#include "sync/base/result.hpp"

namespace gridboard::kiosk::input {

class PinyinLibrary {
 public:
  // `folder`: its tables; "" where the distribution puts them. not_found names the package that brings them.
  [[nodiscard]] static base::Result<std::unique_ptr<PinyinLibrary>> open(const std::string& folder);
  ~PinyinLibrary();
  PinyinLibrary(const PinyinLibrary&) = delete;
  PinyinLibrary& operator=(const PinyinLibrary&) = delete;

  // Known from now on, as often as a common word of everyday.
  [[nodiscard]] base::Result<void> add(const std::vector<Word>& words);

  struct Asked {
    bool accents = false;   // zh for z and so on, besides what is written
    bool sentence = false;  // the likeliest sentences for all letters as well, which takes most of the time
  };
  // The longest first, of these the most usual. Each text once.
  [[nodiscard]] std::vector<Candidate> ask(const std::string& letters, Asked asked);

 private:
  struct Handles;
  explicit PinyinLibrary(std::unique_ptr<Handles> handles);
  std::unique_ptr<Handles> handles_;
};

}  // namespace gridboard::kiosk::input
