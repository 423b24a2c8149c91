// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include "sync/store/postgres/patience.hpp"
#include "sync/store/store.hpp"

namespace gridboard::store {

// Makes the schema if needed. `location`: "postgresql://host[:port][,host2...]/database?..." as libpq takes it; of
// several hosts the one that takes writes, again after a fail-over. invalid_input if there is a password in it: that
// belongs into a passfile. unavailable if no host is there, conflict if a newer program has changed the schema. Any
// number of processes on any number of machines may hold the same store open.
//
// What a write() reads by its id (bills, notices, outages, requests, boards, questions, households) nobody else
// changes until it ends; heads of logs wait for each other, so that sequence numbers commit in their order. Writers of
// different logs go side by side; where they wait for each other in a circle, one of them runs once more.
[[nodiscard]] Result<std::unique_ptr<Store>> open_postgres_store(const std::string& location,
                                                                 const Patience& patience = {});

}  // namespace gridboard::store
