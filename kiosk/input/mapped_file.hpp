// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A whole file by mmap: the kernel may take its pages back at any time, so that it costs no memory of its own.

#include <cstddef>
#include <string>
#include <string_view>

#include "sync/base/result.hpp"

namespace gridboard::kiosk::input {

class MappedFile {
 public:
  // not_found or io name the path. An empty file has no bytes.
  [[nodiscard]] static base::Result<MappedFile> open(const std::string& path);
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&&) = delete;
  ~MappedFile();

  // Stays where it is while the file or what it was moved into lives.
  [[nodiscard]] std::string_view bytes() const { return {static_cast<const char*>(at_), size_}; }

 private:
  MappedFile(void* at, std::size_t size) : at_(at), size_(size) {}

  void* at_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace gridboard::kiosk::input
