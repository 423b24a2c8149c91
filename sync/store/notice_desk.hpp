// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What the store keeps for the desk of notices: work on them, groups, templates, and what boards said of them. A part
// of Reader and Writer (store.hpp), with the same rules.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/base/time.hpp"
#include "sync/model/notice_work.hpp"

namespace gridboard::store {

struct NoticeWorkFilter {
  std::string words;                        // in its title, in any case of ASCII letters; "" for any
  std::optional<model::NoticeState> state;  // at `now`
  std::optional<model::NoticeCategory> category;
  std::string under_path;                          // a board at or under it gets it; "" for any
  std::string author;                              // "" for any
  std::optional<std::vector<std::string>> within;  // each of its places lies in one of these; any if unset
  base::Instant now{};
  // The last of the page before, in the order of the list.
  std::optional<base::Instant> after_created;
  std::string after_id;
  std::size_t limit = 50;
};

struct BoardDelivery {
  std::string board_id, name, place_path;
  int state = 0;  // store::BoardState
  std::optional<base::Instant> last_seen;
  std::optional<base::Instant> received_at, shown_at;  // as the board said
  std::int64_t times = 0, seconds = 0;                 // of the days that are over: how often, how long together

  bool operator==(const BoardDelivery&) const = default;
};

class NoticeDeskReader {
 public:
  virtual ~NoticeDeskReader() = default;

  virtual base::Result<std::optional<model::NoticeWork>> notice_work(std::string_view id) = 0;
  // Newest first, by when they were begun.
  virtual base::Result<std::vector<model::NoticeWork>> notice_works(const NoticeWorkFilter& filter) = 0;
  // All that the filter fits, whatever its page.
  virtual base::Result<std::int64_t> count_notice_works(const NoticeWorkFilter& filter) = 0;
  virtual base::Result<std::vector<model::NoticeGroup>> notice_groups() = 0;  // by name
  virtual base::Result<std::optional<model::NoticeGroup>> notice_group(std::string_view id) = 0;
  virtual base::Result<std::vector<model::NoticeTemplate>> notice_templates() = 0;  // by name
  virtual base::Result<std::optional<model::NoticeTemplate>> notice_template(std::string_view id) = 0;
  // Every board that isn't revoked, by id, with what it said about the notice; "" for none.
  virtual base::Result<std::vector<BoardDelivery>> board_deliveries(std::string_view notice_id) = 0;
};

class NoticeDeskWriter : public virtual NoticeDeskReader {
 public:
  virtual base::Result<void> put(const model::NoticeWork& work) = 0;
  virtual base::Result<bool> drop_notice_work(std::string_view id) = 0;  // false if it wasn't there
  // conflict: another one has the name.
  virtual base::Result<void> put(const model::NoticeGroup& group) = 0;
  virtual base::Result<bool> drop_notice_group(std::string_view id) = 0;
  virtual base::Result<void> put(const model::NoticeTemplate& made) = 0;
  virtual base::Result<bool> drop_notice_template(std::string_view id) = 0;
};

}  // namespace gridboard::store
