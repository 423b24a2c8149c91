// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/take_payment_message.hpp"

#include <algorithm>

#include "sync/base/utf8.hpp"
#include "sync/desk/audit.hpp"
#include "sync/desk/payment_keys.hpp"
#include "sync/desk/take_payment.hpp"
#include "sync/wire/json_writer.hpp"

namespace gridboard::desk {

using base::Result;
using store::MessageVerdict;

namespace {

constexpr std::size_t kMostIdBytes = 100, kHashInId = 32;

MessageVerdict verdict_of(Booking how) {
  switch (how) {
    case Booking::taken:
      return MessageVerdict::taken;
    case Booking::repeated:
      return MessageVerdict::repeated;
    case Booking::unmatched:
      return MessageVerdict::unmatched;
    case Booking::waiting:
      return MessageVerdict::waiting;
    case Booking::conflict:
      break;
  }
  return MessageVerdict::conflict;
}

// What anybody may have sent, as a text that can be kept.
std::string kept_text(std::string_view sent) {
  std::string text;
  for (const char c : sent.substr(0, kMostIdBytes)) text += c > ' ' && c < '\x7f' ? c : '?';
  return text;
}

Result<Booked> book(const BooksDesk& books, const std::string& provider, const HookBody& body) {
  if (body.kind == HookKind::succeeded) {
    store::Payment payment;
    payment.id = provider + "/" + body.payment;
    payment.provider = provider;
    payment.reference = body.payment;
    payment.bill_no = body.bill_no;
    payment.amount_fen = body.amount_fen;
    payment.at = body.at;
    return take_payment(books, std::move(payment));
  }
  store::Refund refund;
  refund.id = provider + "/" + body.refund;
  refund.payment = provider + "/" + body.payment;
  refund.amount_fen = body.amount_fen;
  refund.at = body.at;
  return take_refund(books, std::move(refund));
}

// Two numbers stay two where not all of them can be kept.
std::string kept_id(std::string_view sent) {
  std::string id = kept_text(sent);
  if (id == sent) return id;
  id.resize(std::min(id.size(), kMostIdBytes - kHashInId - 1));
  return id + "~" + sha256_hex(sent).substr(0, kHashInId);
}

std::string audit_json(const store::PaymentMessage& message) {
  wire::JsonWriter json;
  json.begin_object();
  json.text("kind", message.kind);
  json.text("payment", message.reference);
  json.text("bill", message.bill_no);
  json.number("amount_fen", message.amount_fen);
  json.text("verdict", name_of(message.verdict));
  json.end_object();
  return json.take();
}

// Whether the message is a repetition by its sender's number; sets its verdict then.
Result<bool> is_known(store::Writer& writer, store::PaymentMessage& message) {
  const auto before = writer.payments().message(message.provider, message.message_id);
  if (!before) return tl::unexpected(before.error());
  if (!*before) return false;
  const bool same = (*before)->body_hash == message.body_hash;
  message.verdict = same ? MessageVerdict::repeated : MessageVerdict::conflict;
  if (!same) message.words = "another body came under this number before";
  return true;
}

Result<void> judge(store::Writer& writer, const HookDesk& desk, const HookRequest& request, base::Instant now,
                   store::PaymentMessage& message) {
  const auto known = is_known(writer, message);
  if (!known) return tl::unexpected(known.error());
  const auto body = parse_hook(request.body);
  if (!body) {
    if (*known) return {};
    message.verdict = MessageVerdict::malformed;
    message.words = body.error().message;
    return {};
  }
  message.kind = name_of(body->kind);
  message.reference = body->payment;
  message.bill_no = body->bill_no;
  message.amount_fen = body->amount_fen;
  message.at = body->at;
  if (*known) return {};
  if (body->at > now + desk.rules.payments.message_window) {
    message.verdict = MessageVerdict::malformed;
    message.words = "data.at lies in the future";
    return {};
  }
  const auto settings = load_centre_settings(writer);
  if (!settings) return tl::unexpected(settings.error());
  const BooksDesk books{writer, *settings, desk.rules, now, ""};
  const auto booked = book(books, message.provider, *body);
  if (!booked) return tl::unexpected(booked.error());
  message.verdict = verdict_of(booked->how);
  message.words = booked->words;
  return {};
}

}  // namespace

Result<store::PaymentMessage> take_payment_message(const HookDesk& desk, const std::string& provider,
                                                   const HookRequest& request) {
  const base::Instant now = desk.clock.now();
  const auto secrets = payment_secrets(desk.store, desk.keys, provider, now);
  if (!secrets) return tl::unexpected(secrets.error());
  store::PaymentMessage kept;
  kept.id = base::make_uuid_v7(now, desk.random);
  kept.provider = provider;
  kept.message_id = kept_id(request.id);
  kept.received_at = now;
  kept.body_hash = sha256_hex(request.body);
  kept.peer = kept_text(request.peer);
  const HookSeal seal = check_seal(request, *secrets, now, desk.rules.payments.message_window);
  store::PaymentMessage message;
  const auto written = desk.store.write([&](store::Writer& writer) -> Result<void> {
    message = kept;
    if (auto locked = writer.write_payments().lock_books(); !locked) return locked;
    if (seal != HookSeal::good) {
      message.verdict = seal == HookSeal::forged ? MessageVerdict::forged : MessageVerdict::stale;
    } else if (auto judged = judge(writer, desk, request, now, message); !judged) {
      return judged;
    }
    if (auto put = writer.write_payments().keep(message); !put) return tl::unexpected(put.error());
    const bool booked = message.verdict == MessageVerdict::taken || message.verdict == MessageVerdict::unmatched ||
                        message.verdict == MessageVerdict::waiting;
    if (!booked) return {};
    Actor actor = system_actor(request.peer);
    actor.name = provider;
    return note(
        writer, actor,
        {"takePayment", message.bill_no.empty() ? message.reference : message.bill_no, "", "", audit_json(message)},
        now);
  });
  if (!written) return tl::unexpected(written.error());
  return message;
}

const char* name_of(MessageVerdict verdict) {
  constexpr const char* kNames[] = {"taken",    "repeated", "unmatched", "waiting",
                                    "conflict", "forged",   "stale",     "malformed"};
  return kNames[static_cast<std::size_t>(verdict)];
}

}  // namespace gridboard::desk
