// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/wiping.hpp"

#include <malloc.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define GRIDBOARD_OWN_FREE 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define GRIDBOARD_OWN_FREE 0
#endif
#endif
#if !defined(GRIDBOARD_OWN_FREE)
#ifdef __GLIBC__
#define GRIDBOARD_OWN_FREE 1
#else
#define GRIDBOARD_OWN_FREE 0
#endif
#endif

namespace gridboard::kiosk::app {

bool freed_memory_is_wiped() {
  return GRIDBOARD_OWN_FREE == 1;
}

}  // namespace gridboard::kiosk::app

#if GRIDBOARD_OWN_FREE

extern "C" {

// glibc's own, under the names that it keeps for programs that put something before them.
void* __libc_malloc(std::size_t size);  // NOLINT
void __libc_free(void* block);          // NOLINT

void free(void* block) noexcept {
  if (block == nullptr) return;
  explicit_bzero(block, malloc_usable_size(block));
  __libc_free(block);
}

// glibc's would leave the old block as it was wherever the new one lies elsewhere.
void* realloc(void* block, std::size_t size) noexcept {
  if (block == nullptr) return __libc_malloc(size);
  if (size == 0) {
    free(block);
    return nullptr;
  }
  const std::size_t held = malloc_usable_size(block);
  if (size <= held && size >= held / 2) return block;
  void* moved = __libc_malloc(size);
  if (moved == nullptr) return nullptr;
  std::memcpy(moved, block, std::min(held, size));
  free(block);
  return moved;
}

}  // extern "C"

#endif
