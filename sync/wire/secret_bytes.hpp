// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A key while it is in use: in memory that isn't swapped out where the system allows that, between guard pages,
// overwritten when it is let go.

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace gridboard::wire {

class SecretBytes {
 public:
  SecretBytes() = default;
  // Throws std::bad_alloc.
  explicit SecretBytes(std::size_t size);
  explicit SecretBytes(std::string_view bytes);  // a copy; wiping the original is the caller's
  SecretBytes(SecretBytes&& other) noexcept
      : bytes_(std::exchange(other.bytes_, nullptr)), size_(std::exchange(other.size_, 0)) {}
  SecretBytes& operator=(SecretBytes&& other) noexcept {
    std::swap(bytes_, other.bytes_);
    std::swap(size_, other.size_);
    return *this;
  }
  SecretBytes(const SecretBytes&) = delete;
  SecretBytes& operator=(const SecretBytes&) = delete;
  ~SecretBytes();

  [[nodiscard]] unsigned char* data() { return bytes_; }
  [[nodiscard]] const unsigned char* data() const { return bytes_; }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  // Valid as long as this is.
  [[nodiscard]] std::string_view view() const { return {reinterpret_cast<const char*>(bytes_), size_}; }

 private:
  unsigned char* bytes_ = nullptr;
  std::size_t size_ = 0;
};

// Overwrites text that held a secret and empties it.
void wipe(std::string& text);

}  // namespace gridboard::wire
