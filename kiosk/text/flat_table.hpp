// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A hash table in one block of memory, so that a look-up is one cache line and wiping it leaves no key behind
// (the nodes of std::unordered_map go back to the heap with a resident's characters in them).

#include <string.h>

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <vector>

namespace gridboard::kiosk::text {

// Keys are not 0. Pointers to values are good until the next insert or erase.
template <class Value>
class FlatTable {
  static_assert(std::is_trivially_copyable_v<Value>);

 public:
  FlatTable() : slots_(64) {}

  [[nodiscard]] Value* find(std::uint64_t key) {
    for (std::size_t at = start(key);; at = (at + 1) & (slots_.size() - 1)) {
      if (slots_[at].key == key) return &slots_[at].value;
      if (slots_[at].key == 0) return nullptr;
    }
  }

  Value* insert(std::uint64_t key, const Value& value) {
    if ((count_ + 1) * 2 > slots_.size()) rebuild(slots_.size() * 2, [](const Value&) { return true; });
    return place(key, value);
  }

  template <class Keep>
  void erase_unless(Keep keep) {
    rebuild(slots_.size(), keep);
  }

  void wipe() {
    explicit_bzero(slots_.data(), slots_.size() * sizeof(Slot));
    count_ = 0;
  }

  [[nodiscard]] std::size_t size() const { return count_; }

 private:
  struct Slot {
    std::uint64_t key = 0;
    Value value{};
  };

  [[nodiscard]] std::size_t start(std::uint64_t key) const {
    return static_cast<std::size_t>((key * 0x9E3779B97F4A7C15ull) >> 32) & (slots_.size() - 1);
  }

  Value* place(std::uint64_t key, const Value& value) {
    std::size_t at = start(key);
    while (slots_[at].key != 0 && slots_[at].key != key) at = (at + 1) & (slots_.size() - 1);
    if (slots_[at].key == 0) ++count_;
    slots_[at] = Slot{key, value};
    return &slots_[at].value;
  }

  template <class Keep>
  void rebuild(std::size_t capacity, Keep keep) {
    std::vector<Slot> old(capacity);
    old.swap(slots_);
    count_ = 0;
    for (const Slot& slot : old) {
      if (slot.key != 0 && keep(slot.value)) place(slot.key, slot.value);
    }
    explicit_bzero(old.data(), old.size() * sizeof(Slot));
  }

  std::vector<Slot> slots_;
  std::size_t count_ = 0;
};

}  // namespace gridboard::kiosk::text
