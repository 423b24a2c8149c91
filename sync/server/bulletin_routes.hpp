// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Outages for everybody: CAP messages, Atom feeds and calendars, without signing in. See sync/bulletin/README.md.

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "sync/desk/list_bulletins.hpp"
#include "sync/net/http.hpp"
#include "sync/net/rate_limit.hpp"
#include "sync/server/bulletin_cache.hpp"
#include "sync/server/route_desk.hpp"

namespace gridboard::server {

inline constexpr const char* kFeedsFolder = "/feeds/";

class BulletinRoutes {
 public:
  explicit BulletinRoutes(const Desk& desk);
  // GET and HEAD of what is below kFeedsFolder. On an io thread; never blocks.
  void show(const std::shared_ptr<net::Exchange>& exchange);

 private:
  using Shared = std::shared_ptr<net::Exchange>;
  using Document = BulletinCache::Document;
  // Makes one document out of the store.
  using Make = std::function<base::Result<MadeDocument>()>;
  struct Asked {
    std::string key;  // the same for the same document
    Make make;
  };

  [[nodiscard]] base::Result<Asked> read(const net::Request& request) const;
  [[nodiscard]] base::Result<MadeDocument> make_atom(const store::BulletinFilter& filter,
                                                     const std::string& after) const;
  [[nodiscard]] base::Result<MadeDocument> make_calendar(const std::string& place_path) const;
  [[nodiscard]] base::Result<MadeDocument> make_cap(const model::BulletinId& id) const;
  [[nodiscard]] base::Result<MadeDocument> make_entry(const model::BulletinId& id) const;
  [[nodiscard]] base::Result<Document> made(const Asked& asked);
  void refuse(const Shared& exchange, const base::Error& error);
  static void answer(const Shared& exchange, const MadeDocument& document);

  const Desk& desk_;
  BulletinCache cache_;
  net::RateLimit limit_;
};

}  // namespace gridboard::server
