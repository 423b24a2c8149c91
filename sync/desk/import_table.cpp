// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/import_table.hpp"

#include <algorithm>
#include <utility>

#include "sync/base/money.hpp"
#include "sync/base/utf8.hpp"
#include "sync/model/household.hpp"

namespace gridboard::desk {

using base::Result;

namespace {

constexpr std::size_t kValueShown = 60;

std::string names(const ImportColumn& column) {
  return std::string(column.zh) + "/" + column.en;
}

std::string all_names(std::span<const ImportColumn> columns) {
  std::string text;
  for (const ImportColumn& column : columns) text += (text.empty() ? "" : ", ") + names(column);
  return text;
}

// What readers of bytes and records say, for those who read Chinese.
struct Translated {
  std::string_view en, zh;
};
constexpr Translated kTranslated[] = {
    {"this is an Excel workbook; save it as CSV UTF-8", "这是 Excel 工作簿；请另存为“CSV UTF-8”"},
    {"this is an old Excel workbook; save it as CSV UTF-8", "这是旧版 Excel 工作簿；请另存为“CSV UTF-8”"},
    {"this is UTF-16 text; save it as CSV UTF-8", "文件是 UTF-16 编码；请另存为“CSV UTF-8”"},
    {"this is not a text file; save it as CSV UTF-8", "这不是文本文件；请另存为“CSV UTF-8”"},
    {"the file ends inside a character", "文件最后半个字不完整；请重新导出"},
};

ImportProblem in_both(const std::string& said) {
  for (const Translated& known : kTranslated) {
    if (said == known.en) return {said, std::string(known.zh)};
  }
  return {said, "文件读不懂；请检查引号是否成对，并另存为“CSV UTF-8”（" + said + "）"};
}

bool same_name(std::string_view written, std::string_view english) {
  return std::equal(written.begin(), written.end(), english.begin(), english.end(),
                    [](char a, char b) { return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b; });
}

}  // namespace

void ImportErrors::add(std::size_t line, std::string_view column, std::string_view value, ImportProblem problem) {
  ++count_;
  const std::string_view shown = base::first_code_points(value, kValueShown);
  ImportError error{file_,
                    line,
                    std::string(column),
                    std::string(shown) + (shown.size() < value.size() ? "…" : ""),
                    std::move(problem.en),
                    std::move(problem.zh)};
  const auto behind = std::upper_bound(first_.begin(), first_.end(), line,
                                       [](std::size_t at, const ImportError& other) { return at < other.line; });
  first_.insert(behind, std::move(error));
  if (first_.size() > most_) first_.pop_back();
}

void ImportErrors::give_to(ImportReport& report) const {
  report.errors = first_;
  report.error_count = count_;
}

Result<ImportTable> ImportTable::open(const std::string& path, std::span<const ImportColumn> columns,
                                      ImportErrors& errors) {
  return of_opened(CsvReader::open(path), columns, errors);
}

Result<ImportTable> ImportTable::open_pieces(ReadPiece read, std::uint64_t bytes, std::span<const ImportColumn> columns,
                                             ImportErrors& errors) {
  return of_opened(CsvReader::open_pieces(std::move(read), bytes), columns, errors);
}

Result<ImportTable> ImportTable::of_opened(Result<CsvReader> reader, std::span<const ImportColumn> columns,
                                           ImportErrors& errors) {
  if (!reader && reader.error().code == base::ErrorCode::invalid_input) {
    errors.add(0, "", "", in_both(reader.error().message));
    return ImportTable(CsvReader::of_text(""), columns, errors);
  }
  if (!reader) return tl::unexpected(reader.error());
  return of(std::move(*reader), columns, errors);
}

Result<ImportTable> ImportTable::of(CsvReader reader, std::span<const ImportColumn> columns, ImportErrors& errors) {
  ImportTable table(std::move(reader), columns, errors);
  const auto step = table.reader_.next(table.record_);
  if (!step && step.error().code == base::ErrorCode::invalid_input) {
    errors.add(0, "", "", in_both(step.error().message));
    return table;
  }
  if (!step) return tl::unexpected(step.error());
  if (*step == CsvStep::end) {
    errors.add(0, "", "",
               {"the file is empty; its first line must name the columns: " + all_names(columns),
                "文件是空的；第一行要写列名：" + all_names(columns)});
  } else if (*step == CsvStep::malformed) {
    table.wrong_record(in_both(table.reader_.problem()));
  } else {
    table.read_header();
  }
  return table;
}

void ImportTable::read_header() {
  for (const std::string_view field : record_.fields) header_.emplace_back(base::trim(field));
  if (header_.size() == 1 && header_[0].find_first_of(";\t") != std::string::npos) {
    wrong_record({"the columns are separated by semicolons or tabs; save the file with commas between them",
                  "各列之间是分号或制表符；请另存为用逗号分隔的 CSV"});
    return;
  }
  usable_ = true;
  for (std::size_t i = 0; i < header_.size(); ++i) {
    const auto known = std::find_if(columns_.begin(), columns_.end(), [&](const ImportColumn& column) {
      return header_[i] == column.zh || same_name(header_[i], column.en);
    });
    if (known == columns_.end()) {
      usable_ = false;
      errors_->add(
          record_.line, header_[i], "",
          {"is not a known column; known: " + all_names(columns_), "没有这一列；可用的列：" + all_names(columns_)});
      continue;
    }
    int& place = at_[static_cast<std::size_t>(known - columns_.begin())];
    if (place >= 0) {
      usable_ = false;
      errors_->add(record_.line, header_[i], "",
                   {"stands twice in the header; leave one of them out", "列名重复；请去掉一列"});
    }
    place = static_cast<int>(i);
  }
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (at_[i] >= 0 || !columns_[i].required) continue;
    usable_ = false;
    wrong_record({"the column " + names(columns_[i]) + " is missing; the header must name it",
                  "缺少“" + names(columns_[i]) + "”这一列；第一行必须有它"});
  }
}

Result<bool> ImportTable::next() {
  while (usable_) {
    const auto step = reader_.next(record_);
    if (!step && step.error().code == base::ErrorCode::invalid_input) {
      errors_->add(0, "", "", in_both(step.error().message));
      return false;
    }
    if (!step) return tl::unexpected(step.error());
    if (*step == CsvStep::end) return false;
    ++rows_;
    if (*step == CsvStep::malformed) {
      wrong_record(in_both(reader_.problem()));
      continue;
    }
    if (record_.fields.size() == header_.size()) return true;
    const std::string fields = std::to_string(record_.fields.size()), columns = std::to_string(header_.size());
    wrong_record(
        {"has " + fields + " fields where the header has " + columns + "; put a field that contains a comma in quotes",
         "这一行有 " + fields + " 项，列名有 " + columns + " 个；内容里有逗号的要加引号"});
  }
  return false;
}

std::string_view ImportTable::text(std::size_t column) const {
  if (at_[column] < 0) return {};
  std::string_view field = record_.fields[static_cast<std::size_t>(at_[column])];
  // Most fields have nothing to trim; the check is a fifth of the trim.
  if (!field.empty() && (static_cast<unsigned char>(field.front()) <= ' ' || field.front() == '\xe3' ||
                         static_cast<unsigned char>(field.back()) <= ' ' || field.back() == '\x80')) {
    field = base::trim(field);
  }
  return field;
}

std::string ImportTable::name(std::size_t column) const {
  return at_[column] >= 0 ? header_[static_cast<std::size_t>(at_[column])] : std::string(columns_[column].zh);
}

void ImportTable::wrong(std::size_t column, ImportProblem problem) {
  errors_->add(record_.line, name(column), text(column), std::move(problem));
}

void ImportTable::wrong_record(ImportProblem problem) {
  errors_->add(record_.line, "", "", std::move(problem));
}

std::optional<std::string_view> ImportTable::required(std::size_t column, const ImportProblem& why) {
  const std::string_view value = text(column);
  if (!value.empty()) return value;
  wrong(column, {"is empty; " + why.en, why.zh.empty() ? "" : "是空的；" + why.zh});
  return std::nullopt;
}

std::optional<std::int64_t> ImportTable::energy_wh(std::size_t column) {
  const auto value = base::parse_kwh_to_wh(text(column));
  if (value && *value >= 0) return *value;
  wrong(column, {"is not a number of kWh; write digits with at most 3 decimals, such as 171 or 171.25",
                 "不是电量；请写数字，最多 3 位小数，如 171 或 171.25"});
  return std::nullopt;
}

std::optional<std::int64_t> ImportTable::amount_fen(std::size_t column) {
  const auto value = base::parse_yuan(text(column));
  if (value && *value >= 0) return *value;
  wrong(column, {"is not an amount in yuan; write digits with at most 2 decimals, such as 96.40",
                 "不是金额；请写数字，最多 2 位小数，如 96.40"});
  return std::nullopt;
}

std::optional<base::Date> ImportTable::date(std::size_t column) {
  const auto value = base::parse_date(text(column));
  if (value) return *value;
  wrong(column, {"is not a date; write it as 2026-11-21", "不是日期；请写成 2026-11-21"});
  return std::nullopt;
}

std::optional<base::Month> ImportTable::month(std::size_t column) {
  const auto value = base::parse_month(text(column));
  if (value) return *value;
  wrong(column, {"is not a month; write it as 2026-10", "不是月份；请写成 2026-10"});
  return std::nullopt;
}

std::optional<std::string_view> ImportTable::account(std::size_t column) {
  const std::string_view value = text(column);
  if (model::is_account_number(value)) return value;
  ImportProblem problem("is not an account number; it has 10 or 13 digits", "不是户号；户号是 10 位或 13 位数字");
  if (value.find_first_of("eE.") != std::string_view::npos && value.find_first_of("0123456789") == 0) {
    problem.en += " (a spreadsheet has turned it into a number: set the column to text and fill it in again)";
    problem.zh += "（被表格软件改成了数值：把这一列设为文本格式再重新填写）";
  }
  wrong(column, std::move(problem));
  return std::nullopt;
}

Result<ImportReport> import_file(store::Store& store, const std::string& path, std::span<const ImportColumn> columns,
                                 const Progress& progress, const ImportBody& body) {
  ImportErrors errors(path);
  ImportReport report;
  auto table = ImportTable::open(path, columns, errors);
  if (!table) return tl::unexpected(table.error());
  bool refused = false, begun = false;
  auto done = store.write([&](store::Writer& writer) -> Result<void> {
    // The file has been read once; a store that wants it again is told to people.
    if (std::exchange(begun, true)) {
      return base::fail(base::ErrorCode::unavailable, "others were changing the same things; run the import again");
    }
    const auto settings = load_centre_settings(writer);
    if (!settings) return tl::unexpected(settings.error());
    if (auto ran = body(writer, *settings, *table, errors, report); !ran) return ran;
    refused = !errors.none();
    if (refused) return base::fail(base::ErrorCode::invalid_input, "the file has errors");
    return {};
  });
  report.rows = table->rows();
  if (refused) {
    report.changed = report.unchanged = 0;
    errors.give_to(report);
    return report;
  }
  if (!done) return tl::unexpected(done.error());
  if (progress) progress(table->progress());
  return report;
}

ImportProblem repeated(std::size_t first_line) {
  const std::string first = std::to_string(first_line);
  return {"stands on line " + first + " already; leave one of them out", "第 " + first + " 行已有；请去掉一行"};
}

}  // namespace gridboard::desk
