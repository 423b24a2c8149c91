// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <ostream>

#include "sync/base/money.hpp"
#include "sync/cli/commands.hpp"
#include "sync/cli/table.hpp"
#include "sync/cli/times.hpp"
#include "sync/cli/to_json.hpp"
#include "sync/desk/show_bill.hpp"

namespace gridboard::cli {
namespace {

using base::ErrorCode;
using base::fail;

struct ShowArgs {
  std::string household, account, period;
};

std::string lines_table(const model::Bill& bill) {
  Table table({{"TIER", Table::Align::right},
               {"PRICE"},
               {"KWH", Table::Align::right},
               {"YUAN/KWH", Table::Align::right},
               {"YUAN", Table::Align::right}});
  for (const model::BillLine& line : bill.lines) {
    table.add({std::to_string(line.tier), model::name_of(line.price), base::format_kwh(line.energy_wh),
               base::format_price(line.price_e4), base::format_yuan_grouped(line.amount_fen)});
  }
  return table.text();
}

std::string in_words(const desk::BillView& view, base::Zone zone) {
  const model::Bill& bill = view.bill;
  const auto yuan = [](std::int64_t fen) { return base::format_yuan_grouped(fen) + " yuan"; };
  const bool by_time = bill.peak_wh != 0 || bill.valley_wh != 0;
  std::string text = labelled(
      {{"Bill", bill.bill_no + " for " + base::format_month(bill.period)},
       {"Household", view.place + "/" + view.household.door + "  " + view.household.name + "  " + bill.account},
       {"Read", base::format_date(bill.read_from) + " " + base::format_kwh(bill.reading_from_wh) + " kWh, " +
                    base::format_date(bill.read_to) + " " + base::format_kwh(bill.reading_to_wh) + " kWh"},
       {"Used",
        base::format_kwh(bill.energy_wh) + " kWh" +
            (by_time ? " (peak " + base::format_kwh(bill.peak_wh) + ", valley " + base::format_kwh(bill.valley_wh) + ")"
                     : std::string()) +
            ", " + base::format_kwh(bill.year_to_date_wh) + " kWh in the tier period"},
       {"Tariff", bill.tariff_id}});
  text += "\n" + lines_table(bill) + "\n";
  text += labelled({{"Amount", yuan(bill.amount_fen)},
                    {"Due", base::format_date(bill.due)},
                    {"Standing", name_of(view.standing)},
                    {"Late fee today", view.late_fee_fen == 0 ? "" : yuan(view.late_fee_fen)},
                    {"Paid", bill.paid_fen == 0 ? "" : yuan(bill.paid_fen)},
                    {"Paid at", bill.paid_at ? local_text(*bill.paid_at, zone) : ""},
                    {"Payable today", yuan(view.payable_fen)}});
  if (view.payment) {
    text += "\n" +
            labelled({{"Payment code", "for " + yuan(view.payment->amount_fen) + ", until " +
                                           local_text(view.payment->expires_at, zone)}}) +
            view.payment->payload + "\n";
  }
  return text;
}

Result<void> show(Session& session, const ShowArgs& args) {
  auto centre = open_centre(session);
  if (!centre) return tl::unexpected(centre.error());
  desk::ShowBill wanted{args.household.empty() ? args.account : args.household, std::nullopt};
  if (wanted.household.empty()) return fail(ErrorCode::invalid_input, "a household or --account is needed");
  if (!args.period.empty()) {
    auto period = base::parse_month(args.period);
    if (!period) return fail(ErrorCode::invalid_input, "--period: " + period.error().message);
    wanted.period = *period;
  }
  auto view = desk::show_bill(*centre->store, wanted, centre->rules, session.clock);
  if (!view) return tl::unexpected(view.error());
  const base::Zone zone = centre->settings.zone;
  session.out << (session.json ? to_json(*view, zone) + "\n" : in_words(*view, zone));
  return {};
}

}  // namespace

void add_bill_commands(Command program, Session& session) {
  Command group = program.add_group("bill", "Look at a household's bills");
  auto args = std::make_shared<ShowArgs>();
  Command command = group.add_command("show", "A bill with its lines, what is to be paid today, and the payment code");
  const Option household =
      command.add_option("HOUSEHOLD", args->household, "Account number, or place and door").type_name("");
  command.add_option("--account", args->account, "Account number").type_name("DIGITS").excludes(household);
  command.add_option("--period", args->period, "Month of the bill; the newest if not given").type_name("YYYY-MM");
  command.footer(
      "The payment code is exactly what the household's board shows today.\n"
      "Examples:\n  gridboard bill show 3301044471\n  gridboard bill show 新华社区/3栋/2单元/501 --period 2026-09");
  command.on_chosen([&session, args] { session.command = [&session, args] { return show(session, *args); }; });
}

}  // namespace gridboard::cli
