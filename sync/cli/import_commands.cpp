// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <ostream>

#include "sync/cli/commands.hpp"
#include "sync/cli/progress_bar.hpp"
#include "sync/cli/to_json.hpp"
#include "sync/desk/audit.hpp"
#include "sync/desk/import_bills.hpp"
#include "sync/desk/import_households.hpp"
#include "sync/desk/import_managers.hpp"
#include "sync/desk/import_offices.hpp"
#include "sync/desk/import_places.hpp"
#include "sync/desk/import_supply.hpp"

namespace gridboard::cli {
namespace {

using base::ErrorCode;
using base::fail;
using desk::ImportReport;

// What an import may need beside its file.
struct Import {
  Centre& centre;
  const std::string& file;
  base::Instant now;
  const desk::Progress& progress;
};
using ImportFunction = Result<ImportReport> (*)(const Import&);

Result<model::TariffBook> tariffs() {
  return model::TariffBook::load(assets_folder() + "/rules/tariffs.json");
}

Result<ImportReport> places(const Import& import) {
  return desk::import_places(*import.centre.store, import.file, import.progress);
}
Result<ImportReport> supply(const Import& import) {
  return desk::import_supply(*import.centre.store, import.file, import.progress);
}
Result<ImportReport> managers(const Import& import) {
  return desk::import_managers(*import.centre.store, import.file, import.progress);
}
Result<ImportReport> offices(const Import& import) {
  return desk::import_offices(*import.centre.store, import.file, import.progress);
}
Result<ImportReport> households(const Import& import) {
  auto book = tariffs();
  if (!book) return tl::unexpected(book.error());
  return desk::import_households(*import.centre.store, import.file, import.centre.rules, *book, import.now,
                                 import.progress);
}
Result<ImportReport> bills(const Import& import) {
  auto book = tariffs();
  if (!book) return tl::unexpected(book.error());
  return desk::import_bills(*import.centre.store, import.file, import.centre.rules, *book, import.now, import.progress);
}

struct Kind {
  const char* name;
  const char* about;
  const char* columns;
  ImportFunction import;
};
constexpr Kind kKinds[] = {
    {"places", "The service tree: company, district, grid, community, building, unit",
     "编码/code, 上级/parent, 类型/kind, 名称/name; optional 地域/site_class, 客户经理/manager, 台区/supply", places},
    {"supply", "The electrical tree: substation, feeder, transformer district",
     "编号/id, 上级/parent, 类型/kind, 名称/name", supply},
    {"households", "Customers, one a door",
     "户号/account, 单元/unit, 门牌/door, 户名/name, 电价/tariff; optional 电话/phone, 表号/meter, 台区/supply,\n"
     "  同意提示/consent, 关爱/care",
     households},
    {"bills", "Bills, one a household and month",
     "账单编号/bill_no, 户号/account, 账期/period, 上次抄表日/read_from, 本次抄表日/read_to, 上次示数/reading_from,\n"
     "  本次示数/reading_to, 电量/energy, 年累计电量/year_to_date, 金额/amount, 应缴日/due; optional 峰电量/peak,\n"
     "  谷电量/valley, 状态/status, 缴费时间/paid_at",
     bills},
    {"managers", "Who serves a place",
     "编号/id, 姓名/name; optional 职务/title, 电话/phone, 服务时间/hours, 职责/serves, 照片/portrait", managers},
    {"offices", "Halls, banks and agencies",
     "编号/id, 地点/place, 类型/kind, 名称/name; optional 地址/address, 时间/hours, 电话/phone, 业务/services",
     offices},
};

std::string grouped(std::size_t count) {
  std::string digits = std::to_string(count);
  for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, ",");
  return digits;
}

Result<void> refuse(Session& session, const ImportReport& report, const std::string& file) {
  session.error_details = to_json(report.errors);
  if (!session.json) {
    for (const desk::ImportError& error : report.errors) session.err << error.text() << "\n";
    const std::size_t more = report.error_count - report.errors.size();
    if (more > 0) session.err << "... and " << grouped(more) << " more\n";
  }
  return fail(ErrorCode::invalid_input, file + ": " + grouped(report.error_count) +
                                            (report.error_count == 1 ? " error" : " errors") +
                                            "; nothing was imported");
}

// After the fact: an import may be many transactions.
Result<void> note_import(const Session& session, store::Store& store, const Kind& kind, const ImportReport& report,
                         const std::string& file) {
  const std::string after = to_json(report, kind.name, file);
  return store.write([&](store::Writer& writer) {
    return desk::note(writer, desk::cli_actor(user_name()), {"import", kind.name, "", "", after}, session.clock.now());
  });
}

Result<void> import_file(Session& session, const Kind& kind, const std::string& file) {
  auto centre = open_centre(session);
  if (!centre) return tl::unexpected(centre.error());
  Result<ImportReport> report;
  {
    ProgressBar bar(session.err, std::string("importing ") + kind.name);
    const desk::Progress progress = [&](const desk::ImportProgress& now) {
      bar.show(now.bytes_done, now.bytes_total, grouped(now.rows) + " rows");
    };
    report = kind.import({*centre, file, session.clock.now(), progress});
  }
  if (!report) return tl::unexpected(report.error());
  if (!report->ok()) return refuse(session, *report, file);
  if (report->changed > 0) {
    if (auto noted = note_import(session, *centre->store, kind, *report, file); !noted) return noted;
  }
  if (session.json) {
    session.out << to_json(*report, kind.name, file) << "\n";
  } else {
    session.out << grouped(report->rows) << " " << kind.name << " read: " << grouped(report->changed)
                << " new or changed, " << grouped(report->unchanged) << " as before\n";
  }
  return {};
}

}  // namespace

void add_import_commands(Command program, Session& session) {
  Command group = program.add_group("import", "Take in files: places, supply, households, bills, ...");
  group.footer(
      "Files are CSV in UTF-8 (with or without BOM) or GB18030, with a header in Chinese or English. All or nothing: "
      "with\n"
      "one error nothing is imported, and the first 20 errors are listed with line and column. The same file again\n"
      "changes nothing. Import supply before places, places before households, households before bills.");
  for (const Kind& kind : kKinds) {
    auto file = std::make_shared<std::string>();
    Command command = group.add_command(kind.name, kind.about);
    command.add_option("FILE", *file, "The file").required().type_name("");
    command.footer(std::string("Columns: ") + kind.columns);
    command.on_chosen([&session, &kind, file] {
      session.command = [&session, &kind, file] { return import_file(session, kind, *file); };
    });
  }
}

}  // namespace gridboard::cli
