// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>

namespace gridboard::store {

// How long a server may be silent before it is taken for gone. Keepalives (see postgres_connection.cpp) find a host
// that vanished; these find one behind something that goes on answering for it: a proxy, a bridge, a server that hangs.
struct Patience {
  // A connection that was unused for this long is asked first whether its server is still there: one round trip, no
  // statement. Shorter than a pause between two people who hand something in, longer than what happens in a burst.
  std::chrono::milliseconds ask_after{5'000};
  // A server under full load answers that in milliseconds; a resident waits for it at worst.
  std::chrono::milliseconds answer_within{3'000};
  // Any one answer to a reader, who asks for pages: a hundred times what the slowest takes.
  std::chrono::milliseconds longest_read{30'000};
  // Any one answer to a writer, who may wait a minute for another's lock; or to a copy or an import of everything.
  std::chrono::milliseconds longest_write{120'000};
};

// ask_every: how late a commit may be heard of at most whose notice went lost with the server, beside answer_within; as
// long as a board stands a beat that is missing, and nothing for a server even of a hundred nodes.
struct WatchPatience {
  std::chrono::milliseconds ask_every{10'000};
  std::chrono::milliseconds answer_within{5'000};
};

}  // namespace gridboard::store
