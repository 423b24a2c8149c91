// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Bodies of bills are packed in the feed table: zstd level 1 with a dictionary that knows how a bill's JSON looks makes
// a fifth of them, which an import of a million writes, syncs and checkpoints that much quicker. Each packed body names
// its dictionary, and dictionaries are kept in the store, so that a new one never makes old rows unreadable.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "sync/base/result.hpp"

struct ZSTD_CDict_s;
struct ZSTD_DDict_s;
struct ZSTD_CCtx_s;
struct ZSTD_DCtx_s;

namespace gridboard::store {

using base::Result;

// A dictionary, ready. Immutable: any thread.
class BodyCodec {
 public:
  explicit BodyCodec(std::string dictionary);
  BodyCodec(const BodyCodec&) = delete;
  BodyCodec& operator=(const BodyCodec&) = delete;
  ~BodyCodec();

  // From samples of what bills look like on the wire today.
  [[nodiscard]] static Result<std::shared_ptr<const BodyCodec>> train();
  // The dictionary that a packed body needs.
  [[nodiscard]] static std::uint32_t dictionary_of(std::string_view packed);

  [[nodiscard]] std::uint32_t id() const { return id_; }
  [[nodiscard]] const std::string& dictionary() const { return dictionary_; }
  [[nodiscard]] Result<std::string> unpack(std::string_view packed) const;

 private:
  friend class BodyPacker;
  std::string dictionary_;
  std::uint32_t id_ = 0;
  ZSTD_CDict_s* compressing_ = nullptr;
  ZSTD_DDict_s* decompressing_ = nullptr;
};

// One thread's packing. Appends to what it is given.
class BodyPacker {
 public:
  explicit BodyPacker(std::shared_ptr<const BodyCodec> codec);
  BodyPacker(const BodyPacker&) = delete;
  BodyPacker& operator=(const BodyPacker&) = delete;
  ~BodyPacker();

  [[nodiscard]] Result<void> pack(std::string_view body, std::string& out);
  [[nodiscard]] const BodyCodec& codec() const { return *codec_; }

 private:
  std::shared_ptr<const BodyCodec> codec_;
  ZSTD_CCtx_s* context_;
};

}  // namespace gridboard::store
