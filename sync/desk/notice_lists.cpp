// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/notice_lists.hpp"

#include "sync/desk/audit.hpp"
#include "sync/wire/json_writer.hpp"

namespace gridboard::desk {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;

std::string joined(const std::vector<std::string>& paths) {
  std::string all;
  for (const std::string& path : paths) all += (all.empty() ? "" : "|") + path;
  return all;
}

std::string named_json(const std::string& name, const model::NoticeTargets& targets) {
  wire::JsonWriter json;
  json.begin_object();
  json.text("name", name);
  json.name("targets");
  json.raw(to_json(targets));
  json.end_object();
  return json.take();
}

std::string template_json(const model::NoticeTemplate& made) {
  model::NoticeWork work;
  work.content = made.content;
  wire::JsonWriter json;
  json.begin_object();
  json.text("name", made.name);
  json.name("notice");
  json.raw(to_json(work));
  json.end_object();
  return json.take();
}

Result<void> check_group(const model::NoticeGroup& group) {
  if (!group.targets.groups.empty()) return fail(ErrorCode::invalid_input, std::string(kGroupInGroup));
  if (group.targets.empty()) return fail(ErrorCode::invalid_input, std::string(kTargetsMissing));
  return {};
}

// The places that something touches, if it may be done there. What is no more there stops nobody from taking it away.
Result<std::vector<std::string>> permitted(const NoticeDesk& desk, std::string_view operation, store::Reader& reader,
                                           const model::NoticeTargets& targets, bool must_be_there) {
  auto paths = resolve_targets(reader, targets);
  if (!paths) {
    if (must_be_there || paths.error().code != ErrorCode::not_found) return paths;
    paths = targets.places;
  }
  if (!desk.may(operation, *paths)) return fail(ErrorCode::forbidden, std::string(kNotPermitted));
  return paths;
}

}  // namespace

Result<model::NoticeGroup> add_group(const NoticeDesk& desk, const model::NoticeGroup& group) {
  if (auto right = check_group(group); !right) return tl::unexpected(right.error());
  const base::Instant now = desk.clock.now();
  model::NoticeGroup added = group;
  added.id = base::make_uuid_v7(now, desk.random);
  auto written = desk.store.write([&](store::Writer& writer) -> Result<void> {
    auto paths = permitted(desk, "addGroup", writer, added.targets, true);
    if (!paths) return tl::unexpected(paths.error());
    if (auto put = writer.write_notice_desk().put(added); !put) return put;
    return note(writer, desk.actor, {"addGroup", added.id, joined(*paths), "", named_json(added.name, added.targets)},
                now);
  });
  if (!written) return tl::unexpected(written.error());
  return added;
}

Result<model::NoticeGroup> change_group(const NoticeDesk& desk, const model::NoticeGroup& group) {
  if (auto right = check_group(group); !right) return tl::unexpected(right.error());
  auto written = desk.store.write([&](store::Writer& writer) -> Result<void> {
    auto before = writer.write_notice_desk().notice_group(group.id);
    if (!before) return tl::unexpected(before.error());
    if (!*before) return fail(ErrorCode::not_found, std::string(kNoSuchGroup));
    auto were = permitted(desk, "changeGroup", writer, (*before)->targets, false);
    if (!were) return tl::unexpected(were.error());
    auto are = permitted(desk, "changeGroup", writer, group.targets, true);
    if (!are) return tl::unexpected(are.error());
    if (auto put = writer.write_notice_desk().put(group); !put) return put;
    return note(writer, desk.actor,
                {"changeGroup", group.id, joined(*are), named_json((*before)->name, (*before)->targets),
                 named_json(group.name, group.targets)},
                desk.clock.now());
  });
  if (!written) return tl::unexpected(written.error());
  return group;
}

Result<void> remove_group(const NoticeDesk& desk, std::string_view id) {
  return desk.store.write([&](store::Writer& writer) -> Result<void> {
    auto before = writer.write_notice_desk().notice_group(id);
    if (!before) return tl::unexpected(before.error());
    if (!*before) return fail(ErrorCode::not_found, std::string(kNoSuchGroup));
    auto paths = permitted(desk, "removeGroup", writer, (*before)->targets, false);
    if (!paths) return tl::unexpected(paths.error());
    if (auto gone = writer.write_notice_desk().drop_notice_group(id); !gone) return tl::unexpected(gone.error());
    return note(writer, desk.actor,
                {"removeGroup", std::string(id), joined(*paths), named_json((*before)->name, (*before)->targets), ""},
                desk.clock.now());
  });
}

Result<model::NoticeTemplate> add_template(const NoticeDesk& desk, const model::NoticeTemplate& made) {
  const base::Instant now = desk.clock.now();
  model::NoticeTemplate added = made;
  added.id = base::make_uuid_v7(now, desk.random);
  auto written = desk.store.write([&](store::Writer& writer) -> Result<void> {
    auto paths = permitted(desk, "addTemplate", writer, added.content.targets, true);
    if (!paths) return tl::unexpected(paths.error());
    if (!added.content.picture.empty()) {
      const auto size = writer.blob_size(added.content.picture);
      if (!size) return tl::unexpected(size.error());
      if (!*size) return fail(ErrorCode::invalid_input, std::string(kNoticePictureUnknown));
    }
    if (auto put = writer.write_notice_desk().put(added); !put) return put;
    return note(writer, desk.actor, {"addTemplate", added.id, joined(*paths), "", template_json(added)}, now);
  });
  if (!written) return tl::unexpected(written.error());
  return added;
}

Result<void> remove_template(const NoticeDesk& desk, std::string_view id) {
  return desk.store.write([&](store::Writer& writer) -> Result<void> {
    auto before = writer.write_notice_desk().notice_template(id);
    if (!before) return tl::unexpected(before.error());
    if (!*before) return fail(ErrorCode::not_found, std::string(kNoSuchTemplate));
    auto paths = permitted(desk, "removeTemplate", writer, (*before)->content.targets, false);
    if (!paths) return tl::unexpected(paths.error());
    if (auto gone = writer.write_notice_desk().drop_notice_template(id); !gone) return tl::unexpected(gone.error());
    return note(writer, desk.actor, {"removeTemplate", std::string(id), joined(*paths), template_json(**before), ""},
                desk.clock.now());
  });
}

Result<Delivery> show_delivery(const NoticeDesk& desk, store::Reader& reader, std::string_view id,
                               std::string_view after, std::size_t limit) {
  const auto found = reader.notice_desk().notice_work(id);
  if (!found) return tl::unexpected(found.error());
  if (!*found) return fail(ErrorCode::not_found, std::string(kNoticeNotFound));
  if (!desk.may("showDelivery", (*found)->paths)) return fail(ErrorCode::forbidden, std::string(kNotPermitted));
  Delivery delivery;
  // Of what isn't out yet no board has anything.
  if (!(*found)->published_at) return delivery;
  auto boards = reader.notice_desk().board_deliveries(id);
  if (!boards) return tl::unexpected(boards.error());
  const Audience audience((*found)->paths);
  for (store::BoardDelivery& board : *boards) {
    if (!audience.reaches(board.place_path)) continue;
    ++delivery.boards;
    if (board.received_at) ++delivery.received;
    if (board.shown_at) ++delivery.shown;
    delivery.times += board.times;
    delivery.seconds += board.seconds;
    if (board.board_id <= after) continue;
    if (delivery.items.size() == limit) {
      delivery.more = true;
    } else {
      delivery.items.push_back(std::move(board));
    }
  }
  return delivery;
}

}  // namespace gridboard::desk
