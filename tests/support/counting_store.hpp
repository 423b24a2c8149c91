// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A store that counts how often it is asked.

#include <atomic>
#include <memory>
#include <utility>

#include "sync/store/store.hpp"

namespace gridboard::test {

class CountingStore final : public store::Store {
 public:
  explicit CountingStore(std::unique_ptr<store::Store> inner) : inner_(std::move(inner)) {}

  base::Result<void> read(const std::function<base::Result<void>(store::Reader&)>& body) override {
    ++calls_;
    return inner_->read(body);
  }
  base::Result<void> write(const std::function<base::Result<void>(store::Writer&)>& body) override {
    ++calls_;
    return inner_->write(body);
  }
  base::Result<std::unique_ptr<store::BillBatch>> make_bill_batch() override { return inner_->make_bill_batch(); }
  base::Result<void> back_up_to(const std::string& path) override { return inner_->back_up_to(path); }
  void on_change(std::function<void()> listener) override { inner_->on_change(std::move(listener)); }

  [[nodiscard]] int calls() const { return calls_; }

 private:
  std::unique_ptr<store::Store> inner_;
  std::atomic<int> calls_{0};
};

}  // namespace gridboard::test
