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
struct CareRules;
}  // namespace gridboard::desk
namespace gridboard::model {
class AlarmFigures;
class Catalogue;
struct AnalysisFigures;
}  // namespace gridboard::model
namespace gridboard::oidc {
class Provider;
}

namespace gridboard::api {

class BulkWork;
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
  net::WorkQueue& outward;  // what waits for others' machines
  Events& events;
  bool behind_tls_proxy = false;                             // it says who asks, and browsers speak TLS to it
  std::chrono::milliseconds beat{25000};                     // of boards
  desk::PreviewPainter* painter = nullptr;                   // none: no previews here
  oidc::Provider* provider = nullptr;                        // none: passwords alone
  const desk::CareRules* care = nullptr;                     // never none in a server
  const model::AlarmFigures* alarm_figures = nullptr;        // never none in a server
  BulkWork* bulk = nullptr;                                  // likewise
  const model::AnalysisFigures* analysis_figures = nullptr;  // likewise
  const model::Catalogue* catalogue = nullptr;               // likewise
};

}  // namespace gridboard::api
