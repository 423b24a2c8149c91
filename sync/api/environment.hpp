// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What all operations work with.

#include <chrono>
#include <string>

#include "sync/base/clock.hpp"
#include "sync/base/ids.hpp"
#include "sync/base/time.hpp"
#include "sync/desk/key_ring.hpp"
#include "sync/desk/permissions.hpp"
#include "sync/net/work_queue.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {
class PreviewPainter;
}

namespace gridboard::api {

class Events;

// All of it outlives the API.
struct Environment {
  store::Store& store;
  const base::Clock& clock;
  base::Random& random;
  base::Zone zone;
  const desk::KeyRing& keys;
  const desk::Permissions& permissions;
  net::WorkQueue& reads;    // calls to the store that only read
  net::WorkQueue& writes;   // the one writer
  net::WorkQueue& checks;   // what keeps a core busy: passwords and PINs
  net::WorkQueue& drawing;  // as much so, and nobody waits at a door for it: pictures and previews
  Events& events;
  bool behind_tls_proxy = false;            // it says who asks, and browsers speak TLS to it
  std::chrono::milliseconds beat{25000};    // of boards
  desk::PreviewPainter* painter = nullptr;  // none: no previews here
};

}  // namespace gridboard::api
