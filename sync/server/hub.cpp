// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/server/hub.hpp"

#include "sync/server/hub_worker.hpp"

namespace gridboard::server {

Hub::Hub(store::Store& store, desk::KeyRing& keys, const base::Clock& clock, base::Random& random, base::Zone zone,
         Metrics& metrics, const HubOptions& options)
    : worker_(std::make_unique<Worker>(store, keys, clock, random, zone, metrics, options)) {}

Hub::~Hub() = default;

void Hub::follow(FeedRequest request, std::shared_ptr<net::Exchange> exchange) {
  worker_->follow(std::move(request), std::move(exchange));
}

void Hub::drain() {
  worker_->drain();
}

}  // namespace gridboard::server
