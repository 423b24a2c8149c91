// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A store for work in many pieces that would keep a server from ending: once it is ended, nothing more is read or
// written through it, and the work gives up between two pieces. What such work leaves undone it finds again.
//
// THREADING: as the store's; end() on any thread.

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "sync/store/store.hpp"

namespace gridboard::server {

class EndableStore final : public store::Store {
 public:
  // `inner` outlives it.
  explicit EndableStore(store::Store& inner) : inner_(inner) {}

  void end() { ended_ = true; }
  [[nodiscard]] bool has_ended() const { return ended_; }

  base::Result<void> read(const std::function<base::Result<void>(store::Reader&)>& body) override {
    return ended_ ? ended() : inner_.read(body);
  }
  base::Result<void> write(const std::function<base::Result<void>(store::Writer&)>& body) override {
    return ended_ ? ended() : inner_.write(body);
  }
  base::Result<std::unique_ptr<store::BillBatch>> make_bill_batch() override { return inner_.make_bill_batch(); }
  base::Result<void> back_up_to(const std::string& path) override { return inner_.back_up_to(path); }
  void on_change(std::function<void()> listener) override { inner_.on_change(std::move(listener)); }

 private:
  static base::Result<void> ended() { return base::fail(base::ErrorCode::unavailable, "the server is ending"); }

  store::Store& inner_;
  std::atomic<bool> ended_ = false;
};

}  // namespace gridboard::server
