// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Larger things by their SHA-256. What is sent is read piece by piece, as fast as the reader takes it: memory is bound
// by how many are sent at once, and a piece that several wait for lies there once.
//
// THREADING: answer() on any thread that may wait for the store; the callbacks of streams on theirs.

#include <list>
#include <memory>
#include <mutex>
#include <string>

#include "sync/server/byte_range.hpp"
#include "sync/server/route_desk.hpp"

namespace gridboard::server {

inline constexpr std::size_t kMaxBlobsSentAtOnce = 256;
inline constexpr std::size_t kBlobPiecesKept = 64;  // 16 MiB: what a fleet asks for at the same time

class BlobRoute {
 public:
  explicit BlobRoute(Desk& desk);
  ~BlobRoute();
  BlobRoute(const BlobRoute&) = delete;
  BlobRoute& operator=(const BlobRoute&) = delete;

  // Of "/sync/v1/blobs/<sha256>"; nothing if no blob can be called like that.
  [[nodiscard]] static std::optional<std::string> name_in(std::string_view path);
  // For a board that was let in.
  void answer(const std::shared_ptr<net::Exchange>& exchange, const std::string& sha256);

 private:
  class Pieces;
  struct Sending;
  void send(const std::shared_ptr<net::Exchange>& exchange, net::Response head, const std::string& sha256,
            ByteRange range);

  Desk& desk_;
  std::shared_ptr<Pieces> pieces_;
};

}  // namespace gridboard::server
