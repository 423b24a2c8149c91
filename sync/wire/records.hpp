// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What boards hold: the JSON body of each record kind, and the key it lives under. Personal fields that stand on a
// public slot were masked or left out at the centre before they came here. See sync/protocol/FORMAT.md.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/model/bill.hpp"
#include "sync/model/notice.hpp"
#include "sync/model/outage.hpp"
#include "sync/model/place.hpp"
#include "sync/model/question.hpp"
#include "sync/model/request.hpp"
#include "sync/model/service_records.hpp"
#include "sync/wire/commands.hpp"

namespace gridboard::wire {

// key "supplier": who runs the boards of this fleet.
struct SupplierRecord {
  std::string name;        // "云溪供电"
  std::string hotline;     // "95598"
  std::string public_url;  // where residents' phones reach the centre, "" if they can't
  bool operator==(const SupplierRecord&) const = default;
};

// How a household's key is kept on boards: wrapped under what argon2id makes of the PIN. See sealing.hpp.
struct HouseholdLock {
  std::string salt;  // base64url of 16 bytes
  std::uint64_t passes = 0, memory_kib = 0;
  std::string wrapped;  // base64url of 48 bytes
  bool operator==(const HouseholdLock&) const = default;
};

// key "household/<account>". `sealed` holds its HouseholdDetails; both it and `lock` are missing while no PIN is
// issued.
struct HouseholdRecord {
  std::string account, unit_path, door;
  bool consent_notice = false;  // "notice waiting" may stand on the public slot
  std::optional<HouseholdLock> lock;
  std::string sealed;
  bool operator==(const HouseholdRecord&) const = default;
};
// What is shown after unlocking.
struct HouseholdDetails {
  std::string masked_name, masked_phone;
  std::string tariff_id;
  bool operator==(const HouseholdDetails&) const = default;
};

// key "bill/<account>/<yyyymm>". `sealed` holds its BillRecord, missing while the household has no PIN: what nobody can
// unlock isn't sent.
struct SealedBill {
  std::string account;
  base::Month period{};
  base::Date due{};
  model::BillStatus status = model::BillStatus::unpaid;
  std::string sealed;
  bool operator==(const SealedBill&) const = default;
};

// What a phone can scan to pay a bill; made at the centre, never on a board.
struct PaymentOffer {
  std::string payload;
  std::int64_t amount_fen = 0;  // late fee included
  base::Instant expires_at{};
  bool operator==(const PaymentOffer&) const = default;
};

// What is shown of a bill after unlocking.
struct BillRecord {
  model::Bill bill;
  std::optional<PaymentOffer> payment;  // only while something is to be paid
  bool operator==(const BillRecord&) const = default;
};

// key "request/<receipt>", in the log of the board that took it in: the state alone, nothing that was typed
struct RequestRecord {
  std::string receipt, kind;
  model::RequestState state = model::RequestState::received;
  base::Instant submitted_at{};
  std::optional<base::Instant> promised_at;
  std::vector<model::RequestStep> steps;
  int stars = 0;        // rating given, 0 for none
  bool merged = false;  // goes on with a neighbour's: state, promise and steps are those of that one
  bool operator==(const RequestRecord&) const = default;
};

// key "report/<public id>", in the community's log, for the boards of one building: an open request whose kind asks
// neighbours whether it is the same. Removed once it is done.
struct ReportRecord {
  std::string id, kind, choice;
  std::string place_path;  // the building, or the unit where it is known to be that unit's alone
  base::Instant reported_at{};
  model::RequestState state = model::RequestState::received;
  bool operator==(const ReportRecord&) const = default;
};

// key "service_records/<place path>", in the log of the place above: for boards of this and neighbour communities
struct ServiceRecordsRecord {
  std::string place_path, place_name;
  model::ServiceRecords records;
  bool operator==(const ServiceRecordsRecord&) const = default;
};

// key "presence", in a board's own log: who of the staff has signed in there and not out again
struct PresenceRecord {
  std::string manager_id, manager_name;
  base::Instant since{};
  bool operator==(const PresenceRecord&) const = default;
};

// key "board", in a board's own log: what it is and how it shows itself
struct BoardRecord {
  std::string board_id, name, place_path;
  std::string receipt_prefix;
  bool hall = false;
  std::optional<model::DayPart> quiet_hours;
  std::string maintenance_pin_hash;  // "" while none is issued
  std::string sign_in_key;           // 32 bytes, base64url; see model/sign_in_code.hpp
  bool operator==(const BoardRecord&) const = default;
};

// keys "place/<path>", "notice/<id>", "outage/<id>", "manager/<id>", "office/<id>", "question/<id>"
using Record = std::variant<SupplierRecord, model::Place, model::Manager, model::Office, HouseholdRecord, SealedBill,
                            model::Notice, model::Outage, RequestRecord, BoardRecord, ReportRecord,
                            ServiceRecordsRecord, PresenceRecord, model::PublishedQuestion, CommandRecord>;

[[nodiscard]] std::string key_of(const Record& record);
// Deterministic: the same record gives the same bytes. Times are RFC 3339 in the zone of the centre.
[[nodiscard]] std::string encode(const Record& record, base::Zone zone);
// The kind follows from the key. Errors name the key and the field. Unknown fields are ignored, so that newer centres
// can speak to older boards; an unknown kind of key is ErrorCode::not_found.
[[nodiscard]] base::Result<Record> decode(std::string_view key, std::string_view body);

[[nodiscard]] std::string bill_key(std::string_view account, base::Month period);
// Under the household's key, raw bytes, "" for none; the same bytes for the same value and key.
[[nodiscard]] SealedBill seal(const BillRecord& record, std::string_view household_key, base::Zone zone);
[[nodiscard]] std::string seal(const HouseholdDetails& details, std::string_view account,
                               std::string_view household_key);
// unauthenticated: another key, or it was altered; that includes what stands beside the seal. corrupt: malformed
// inside.
[[nodiscard]] base::Result<BillRecord> open(const SealedBill& bill, std::string_view household_key);
[[nodiscard]] base::Result<HouseholdDetails> open_details(const HouseholdRecord& household,
                                                          std::string_view household_key);
// A lock by itself, as the centre keeps it: the JSON object of the record.
[[nodiscard]] std::string encode(const HouseholdLock& lock);
[[nodiscard]] base::Result<HouseholdLock> decode_lock(std::string_view json);

}  // namespace gridboard::wire
