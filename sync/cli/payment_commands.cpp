// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <ostream>

#include "sync/base/money.hpp"
#include "sync/cli/commands.hpp"
#include "sync/cli/times.hpp"
#include "sync/cli/to_json.hpp"
#include "sync/desk/record_payment.hpp"
#include "sync/desk/show_bill.hpp"

namespace gridboard::cli {
namespace {

using base::ErrorCode;
using base::fail;

struct RecordArgs {
  std::string bill_no, account, period, amount, reference, at;
};

Result<std::string> bill_number(Session& session, Centre& centre, const RecordArgs& args) {
  if (!args.bill_no.empty()) return args.bill_no;
  if (args.account.empty() || args.period.empty()) {
    return fail(ErrorCode::invalid_input, "either --bill, or --account and --period are needed");
  }
  auto period = base::parse_month(args.period);
  if (!period) return fail(ErrorCode::invalid_input, "--period: " + period.error().message);
  auto view = desk::show_bill(*centre.store, {args.account, *period}, centre.rules, session.clock);
  if (!view) return tl::unexpected(view.error());
  return view->bill.bill_no;
}

Result<void> record(Session& session, const RecordArgs& args) {
  auto centre = open_centre(session);
  if (!centre) return tl::unexpected(centre.error());
  const base::Zone zone = centre->settings.zone;
  auto amount_fen = base::parse_yuan(args.amount);
  if (!amount_fen) return fail(ErrorCode::invalid_input, "--amount: " + amount_fen.error().message);
  auto at = parse_optional_when(args.at, "--at", session.clock.now(), zone);
  if (!at) return tl::unexpected(at.error());
  auto bill_no = bill_number(session, *centre, args);
  if (!bill_no) return tl::unexpected(bill_no.error());
  desk::NotedStore noted =
      as_cli(session, *centre, {"recordPayment", *bill_no, "", "", json_of("amount_fen", std::to_string(*amount_fen))});
  auto recorded = desk::record_payment(noted, {*bill_no, *amount_fen, args.reference, *at, user_name()}, centre->rules,
                                       session.clock);
  if (!recorded) return tl::unexpected(recorded.error());
  if (session.json) {
    session.out << to_json(*recorded, *amount_fen, zone) << "\n";
    return {};
  }
  session.out << (recorded->repeated ? "Nothing changed: this payment had been recorded before. " : "") << "Bill "
              << *bill_no << " is " << name_of(recorded->bill.status);
  if (recorded->still_payable_fen > 0) {
    session.out << ", " << base::format_yuan_grouped(recorded->still_payable_fen) << " yuan still to be paid";
  }
  session.out << "\n";
  return {};
}

}  // namespace

void add_payment_commands(Command program, Session& session) {
  Command group = program.add_group("payment", "Record payments; payment services and their keys");
  auto args = std::make_shared<RecordArgs>();
  Command command = group.add_command("record", "A bill was paid, in full or in part; boards show it at once");
  command.add_option("--bill", args->bill_no, "Bill number").type_name("NUMBER");
  command.add_option("--account", args->account, "Household, with --period in place of --bill").type_name("DIGITS");
  command.add_option("--period", args->period, "Month of the bill").type_name("YYYY-MM");
  command.add_option("--amount", args->amount, "Yuan, late fee included").type_name("YUAN").required();
  command.add_option("--reference", args->reference, "The payment's own number: the same one never counts twice")
      .type_name("TEXT")
      .required();
  command.add_option("--at", args->at, "When it was paid; now if not given").type_name("TIME");
  command.footer(
      "Example:\n"
      "  gridboard payment record --account 3301044471 --period 2026-10 --amount 96.40 --reference ALI-20261122-0001");
  command.on_chosen([&session, args] { session.command = [&session, args] { return record(session, *args); }; });
  add_payment_service_commands(group, session);
}

}  // namespace gridboard::cli
