// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What --json prints. Field names are stable; times are RFC 3339, dates "2026-11-22", months "2026-10", money *_fen,
// energy *_wh, unknown values null.

#include <string>
#include <vector>

#include "sync/base/time.hpp"
#include "sync/desk/add_board.hpp"
#include "sync/desk/centre_settings.hpp"
#include "sync/desk/import_report.hpp"
#include "sync/desk/issue_pins.hpp"
#include "sync/desk/issue_staff_pins.hpp"
#include "sync/desk/list_choices.hpp"
#include "sync/desk/list_sign_ins.hpp"
#include "sync/desk/publish_service_records.hpp"
#include "sync/desk/record_payment.hpp"
#include "sync/desk/show_bill.hpp"
#include "sync/model/notice.hpp"
#include "sync/model/outage.hpp"
#include "sync/model/question.hpp"
#include "sync/model/request.hpp"
#include "sync/store/outages.hpp"
#include "sync/store/store.hpp"

namespace gridboard::cli {

[[nodiscard]] std::string to_json(const model::Notice& notice, base::Instant now, base::Zone zone);
[[nodiscard]] std::string to_json(const model::PublishedQuestion& published, base::Instant now, base::Zone zone);
[[nodiscard]] std::string to_json(const model::Outage& outage, base::Instant now, base::Zone zone);
[[nodiscard]] std::string to_json(const store::OutageChange& change, base::Zone zone);
[[nodiscard]] std::string to_json(const model::ServiceRequest& request, base::Zone zone);
[[nodiscard]] std::string to_json(const desk::BillView& view, base::Zone zone);
[[nodiscard]] std::string to_json(const desk::RecordedPayment& payment, std::int64_t amount_fen, base::Zone zone);
[[nodiscard]] std::string to_json(const store::Board& board, base::Zone zone);
[[nodiscard]] std::string to_json(const desk::AddedBoard& added, base::Zone zone);  // the code too: once only
[[nodiscard]] std::string to_json(const desk::IssuedPins& issued, const std::string& file);
// `whose`: "board" or "manager".
[[nodiscard]] std::string to_json(const char* whose, const desk::IssuedStaffPin& issued, const std::string& file);
[[nodiscard]] std::string to_json(const desk::WindowChoices& choices, base::Zone zone);
[[nodiscard]] std::string to_json(const desk::SignInList& list, base::Zone zone);
[[nodiscard]] std::string to_json(const desk::PublishedServiceRecords& published);
[[nodiscard]] std::string to_json(const desk::ImportReport& report, const std::string& kind, const std::string& file);
[[nodiscard]] std::string to_json(const std::vector<desk::ImportError>& errors);

struct SetUp {
  std::string data_folder, publishing_key, sealing_key;
};
[[nodiscard]] std::string to_json(const SetUp& set_up, const desk::CentreSettings& settings);

// {"error": {"code", "message", "details"}}; `details` is JSON itself, "" for none.
[[nodiscard]] std::string to_json(const base::Error& error, const std::string& details);
[[nodiscard]] std::string json_array(const std::vector<std::string>& values);

}  // namespace gridboard::cli
