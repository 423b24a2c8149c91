// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/check_sign_in.hpp"

#include "sync/base/ids.hpp"
#include "sync/base/utf8.hpp"
#include "sync/desk/pin_slips.hpp"
#include "sync/desk/pin_tries.hpp"
#include "sync/desk/presence.hpp"
#include "sync/model/sign_in_code.hpp"

namespace gridboard::desk {
namespace {

using base::Result;

constexpr std::size_t kMostIdBytes = 64, kMostPinBytes = 64;

CheckedSignIn refused(SignInRefusal why) {
  CheckedSignIn checked;
  checked.refusal = why;
  return checked;
}

// Of the code alone.
Result<CheckedSignIn> judge_code(store::Reader& reader, const model::SignInCode& code, base::Instant now) {
  const auto board = reader.board(code.board_id);
  if (!board) return tl::unexpected(board.error());
  const bool in_use = *board && (*board)->state == store::BoardState::active;
  if (!in_use || (*board)->sign_in_key.empty()) return refused(SignInRefusal::forged);
  const std::string key = base::from_base64url((*board)->sign_in_key);
  const auto genuine = model::check_sign_in_code(code, key, now);
  if (!genuine) {
    return refused(genuine.error().code == base::ErrorCode::expired ? SignInRefusal::stale : SignInRefusal::forged);
  }
  CheckedSignIn checked;
  checked.board_name = (*board)->name;
  checked.at = now;
  return checked;
}

struct Known {
  std::string id, name, pin_hash;  // all "" for nobody
};

Result<Known> find_manager(store::Reader& reader, std::string_view typed) {
  const std::string id(base::trim(typed));
  if (id.empty() || id.size() > kMostIdBytes) return Known{};
  const auto manager = reader.manager(id);
  if (!manager) return tl::unexpected(manager.error());
  const auto hash = reader.manager_pin_hash(id);
  if (!hash) return tl::unexpected(hash.error());
  if (!*manager || !*hash || (*hash)->empty()) return Known{};
  return Known{id, (*manager)->name, **hash};
}

Result<void> record(store::Writer& writer, const CentreSettings& settings, const store::SignIn& sign_in,
                    CheckedSignIn& checked) {
  const auto before = present_now(writer, settings.zone, sign_in.at);
  if (!before) return tl::unexpected(before.error());
  const auto used = writer.use_sign_in_code(sign_in);
  if (!used) return tl::unexpected(used.error());
  if (!*used) {
    checked.refusal = SignInRefusal::used;
    return {};
  }
  for (const Presence& presence : *before) {
    if (presence.manager_id != sign_in.manager_id) continue;
    const bool here = presence.board_id == sign_in.board_id;
    if (here && sign_in.kind == store::SignInKind::leave) {
      checked.stayed = std::chrono::floor<std::chrono::minutes>(sign_in.at - presence.from);
    }
    if (here) continue;
    // Who has come here has left there.
    if (auto told = publish_presence(writer, settings, presence.board_id, sign_in.at); !told) return told;
  }
  return publish_presence(writer, settings, sign_in.board_id, sign_in.at);
}

}  // namespace

Result<CheckedSignIn> check_sign_in_code(store::Store& store, const std::string& text, base::Instant now) {
  const auto code = model::parse_sign_in_code(text);
  if (!code) return refused(SignInRefusal::malformed);
  CheckedSignIn checked;
  auto read = store.read([&](store::Reader& reader) -> Result<void> {
    auto judged = judge_code(reader, *code, now);
    if (!judged) return tl::unexpected(judged.error());
    checked = std::move(*judged);
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return checked;
}

Result<CheckedSignIn> check_sign_in(store::Store& store, const CheckSignIn& wanted, base::Instant now) {
  const auto code = model::parse_sign_in_code(wanted.code);
  if (!code) return refused(SignInRefusal::malformed);
  CheckedSignIn checked;
  Known known;
  auto read = store.read([&](store::Reader& reader) -> Result<void> {
    auto judged = judge_code(reader, *code, now);
    if (!judged) return tl::unexpected(judged.error());
    checked = std::move(*judged);
    auto manager = find_manager(reader, wanted.manager_id);
    if (!manager) return tl::unexpected(manager.error());
    known = std::move(*manager);
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  if (checked.refusal != SignInRefusal::none) return checked;

  const std::string whose = "manager/" + known.id;
  if (!known.id.empty()) {
    const auto waits = begin_try(store, whose, now);
    if (!waits) return tl::unexpected(waits.error());
    if (*waits) {
      checked = refused(SignInRefusal::waiting);
      checked.wait_until = **waits;
      return checked;
    }
  }
  const bool sane = !wanted.pin.empty() && wanted.pin.size() <= kMostPinBytes;
  if (!sane || !pin_fits(known.pin_hash, wanted.pin)) return refused(SignInRefusal::wrong_pin);

  checked.manager_name = known.name;
  const store::SignIn sign_in{code->board_id, code->step, known.id, now, wanted.kind};
  auto written = store.write([&](store::Writer& writer) -> Result<void> {
    const auto settings = load_centre_settings(writer);
    if (!settings) return tl::unexpected(settings.error());
    if (auto forgotten = forget_tries(writer, whose); !forgotten) return forgotten;
    return record(writer, *settings, sign_in, checked);
  });
  if (!written) return tl::unexpected(written.error());
  return checked;
}

}  // namespace gridboard::desk
