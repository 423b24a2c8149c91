// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A CSV file as an import sees it: columns by their Chinese or English names in any order, errors that say where.

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/base/time.hpp"
#include "sync/desk/centre_settings.hpp"
#include "sync/desk/csv.hpp"
#include "sync/desk/import_report.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

struct ImportColumn {
  const char* zh;
  const char* en;
  bool required = true;
};

// Keeps the first errors by line and counts them all. One thread at a time.
class ImportErrors {
 public:
  explicit ImportErrors(std::string file, std::size_t most = kErrorsListed) : file_(std::move(file)), most_(most) {}
  void add(std::size_t line, std::string_view column, std::string_view value, ImportProblem problem);
  [[nodiscard]] bool none() const { return count_ == 0; }
  void give_to(ImportReport& report) const;

 private:
  std::string file_;
  std::size_t most_;
  std::size_t count_ = 0;
  std::vector<ImportError> first_;
};

class ImportTable {
 public:
  // Reads the header; what is wrong with it goes into `errors`, and then next() is false at once.
  [[nodiscard]] static base::Result<ImportTable> open(const std::string& path, std::span<const ImportColumn> columns,
                                                      ImportErrors& errors);
  // The same for a file that was sent, of `bytes` bytes.
  [[nodiscard]] static base::Result<ImportTable> open_pieces(ReadPiece read, std::uint64_t bytes,
                                                             std::span<const ImportColumn> columns,
                                                             ImportErrors& errors);
  [[nodiscard]] static base::Result<ImportTable> of(CsvReader reader, std::span<const ImportColumn> columns,
                                                    ImportErrors& errors);

  // Goes to the next record; false at the end. Malformed records and ones with too many or too few fields are errors
  // and are passed over.
  [[nodiscard]] base::Result<bool> next();
  [[nodiscard]] std::size_t line() const { return record_.line; }
  [[nodiscard]] std::size_t rows() const { return rows_; }
  [[nodiscard]] ImportProgress progress() const { return {reader_.bytes_done(), reader_.bytes_total(), rows_}; }
  [[nodiscard]] bool has(std::size_t column) const { return at_[column] >= 0; }

  // As the file's header writes it, in Chinese if it has no such column.
  [[nodiscard]] std::string name(std::size_t column) const;
  // The field without white space around it; "" if the file has no such column.
  [[nodiscard]] std::string_view text(std::size_t column) const;
  void wrong(std::size_t column, ImportProblem problem);
  void wrong_record(ImportProblem problem);

  // The field in a type; unset if it isn't, which is then an error already.
  [[nodiscard]] std::optional<std::string_view> required(std::size_t column, const ImportProblem& why);
  [[nodiscard]] std::optional<std::int64_t> energy_wh(std::size_t column);
  [[nodiscard]] std::optional<std::int64_t> amount_fen(std::size_t column);
  [[nodiscard]] std::optional<base::Date> date(std::size_t column);
  [[nodiscard]] std::optional<base::Month> month(std::size_t column);
  [[nodiscard]] std::optional<std::string_view> account(std::size_t column);

 private:
  ImportTable(CsvReader reader, std::span<const ImportColumn> columns, ImportErrors& errors)
      : reader_(std::move(reader)), columns_(columns), errors_(&errors), at_(columns.size(), -1) {}
  [[nodiscard]] static base::Result<ImportTable> of_opened(base::Result<CsvReader> reader,
                                                           std::span<const ImportColumn> columns, ImportErrors& errors);
  void read_header();

  CsvReader reader_;
  std::span<const ImportColumn> columns_;
  ImportErrors* errors_;
  std::vector<int> at_;  // where each column stands in the file, -1 if it doesn't
  std::vector<std::string> header_;
  CsvRecord record_;
  std::size_t rows_ = 0;
  bool usable_ = false;
};

// What the imports of whole files share: one transaction, nothing written if `body` left an error. `body` counts
// changed and unchanged rows in the report.
using ImportBody = std::function<base::Result<void>(store::Writer&, const CentreSettings&, ImportTable&, ImportErrors&,
                                                    ImportReport&)>;
[[nodiscard]] base::Result<ImportReport> import_file(store::Store& store, const std::string& path,
                                                     std::span<const ImportColumn> columns, const Progress& progress,
                                                     const ImportBody& body);

// What is said where something stands on another line already.
[[nodiscard]] ImportProblem repeated(std::size_t first_line);

}  // namespace gridboard::desk
