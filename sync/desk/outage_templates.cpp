// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/outage_templates.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

namespace gridboard::desk {

namespace {

using base::ErrorCode;
using base::fail;
using base::Result;

std::string text_of(const store::OutageTemplate& one) {
  return boost::json::serialize(boost::json::object{
      {"kind", model::name_of(one.kind)}, {"name", one.name}, {"cause", one.cause}, {"text", one.text}});
}

Result<store::OutageTemplate> existing(store::Writer& writer, std::string_view id) {
  auto found = writer.write_outage_desk().outage_template(id);
  if (!found) return tl::unexpected(found.error());
  if (!*found) return fail(ErrorCode::not_found, std::string(kNoSuchOutageTemplate));
  return std::move(**found);
}

}  // namespace

Result<store::OutageTemplate> add_outage_template(store::Store& store, const OutageHand& hand,
                                                  store::OutageTemplate wanted, base::Instant now,
                                                  base::Random& random) {
  wanted.id = base::make_uuid_v7(now, random);
  auto written = store.write([&](store::Writer& writer) -> Result<void> {
    if (auto put = writer.write_outage_desk().put(wanted); !put) return put;
    return note(writer, hand.actor, {"addOutageTemplate", wanted.id, "", "", text_of(wanted)}, now);
  });
  if (!written) return tl::unexpected(written.error());
  return wanted;
}

Result<store::OutageTemplate> change_outage_template(store::Store& store, const OutageHand& hand,
                                                     const store::OutageTemplate& wanted, base::Instant now) {
  auto written = store.write([&](store::Writer& writer) -> Result<void> {
    const auto before = existing(writer, wanted.id);
    if (!before) return tl::unexpected(before.error());
    if (auto put = writer.write_outage_desk().put(wanted); !put) return put;
    return note(writer, hand.actor, {"changeOutageTemplate", wanted.id, "", text_of(*before), text_of(wanted)}, now);
  });
  if (!written) return tl::unexpected(written.error());
  return wanted;
}

Result<void> remove_outage_template(store::Store& store, const OutageHand& hand, std::string_view id,
                                    base::Instant now) {
  return store.write([&](store::Writer& writer) -> Result<void> {
    const auto before = existing(writer, id);
    if (!before) return tl::unexpected(before.error());
    if (auto gone = writer.write_outage_desk().drop_outage_template(id); !gone) return tl::unexpected(gone.error());
    return note(writer, hand.actor, {"removeOutageTemplate", std::string(id), "", text_of(*before), ""}, now);
  });
}

}  // namespace gridboard::desk
