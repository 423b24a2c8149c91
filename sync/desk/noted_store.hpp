// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A store that leaves a line in the audit chain with every write that goes through it, in the same transaction. For the
// command line, whose use cases don't know who calls them.

#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "sync/desk/actor.hpp"
#include "sync/desk/audit.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

// What it is given outlives it.
class NotedStore final : public store::Store {
 public:
  NotedStore(store::Store& inner, Actor actor, Deed deed, const base::Clock& clock)
      : inner_(inner), actor_(std::move(actor)), deed_(std::move(deed)), clock_(clock) {}

  base::Result<void> read(const std::function<base::Result<void>(store::Reader&)>& body) override {
    return inner_.read(body);
  }
  base::Result<void> write(const std::function<base::Result<void>(store::Writer&)>& body) override {
    return inner_.write([&](store::Writer& writer) -> base::Result<void> {
      if (auto done = body(writer); !done) return done;
      return note(writer, actor_, deed_, clock_.now());
    });
  }
  base::Result<std::unique_ptr<store::BillBatch>> make_bill_batch() override { return inner_.make_bill_batch(); }
  base::Result<void> back_up_to(const std::string& path) override { return inner_.back_up_to(path); }
  void on_change(std::function<void()> listener) override { inner_.on_change(std::move(listener)); }

 private:
  store::Store& inner_;
  const Actor actor_;
  const Deed deed_;
  const base::Clock& clock_;
};

}  // namespace gridboard::desk
