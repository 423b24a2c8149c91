// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/store/postgres/postgres_statement.hpp"

#include <charconv>

#include "sync/store/postgres/array_bytes.hpp"

namespace gridboard::store {

namespace {

constexpr int kAsText = 0, kAsBytes = 1;
// RFC 8878: how every zstd frame begins. No UTF-8 text does.
constexpr std::string_view kZstdMagic = "\x28\xB5\x2F\xFD";

// ?1 to $1. No statement has a question mark before a digit in anything but a parameter.
std::string with_dollars(std::string_view sql) {
  std::string text(sql);
  for (std::size_t at = text.find('?'); at != std::string::npos; at = text.find('?', at + 1)) {
    if (at + 1 < text.size() && text[at + 1] >= '0' && text[at + 1] <= '9') text[at] = '$';
  }
  return text;
}

}  // namespace

PostgresStatement::PostgresStatement(PostgresConnection& connection, std::string_view sql)
    : connection_(connection), sql_(with_dollars(sql)) {}

void PostgresStatement::set(int index, std::optional<std::string> value, int format) {
  const auto at = static_cast<std::size_t>(index - 1);
  if (parameters_.values.size() <= at) {
    parameters_.values.resize(at + 1);
    parameters_.formats.resize(at + 1, kAsText);
  }
  parameters_.values[at] = std::move(value);
  parameters_.formats[at] = format;
}

void PostgresStatement::bind_integer(int index, std::int64_t value) {
  set(index, std::to_string(value), kAsText);
}

void PostgresStatement::bind_text(int index, std::string_view text) {
  set(index, std::string(text), kAsBytes);
}

void PostgresStatement::bind_blob(int index, std::string_view bytes) {
  set(index, std::string(bytes), kAsBytes);
}

void PostgresStatement::bind_null(int index) {
  set(index, std::nullopt, kAsText);
}

void PostgresStatement::bind_list(int index, const std::vector<std::int64_t>& numbers) {
  set(index, array_of(numbers), kAsBytes);
}

void PostgresStatement::bind_list(int index, const std::vector<std::string>& texts) {
  set(index, array_of(texts), kAsBytes);
}

Result<bool> PostgresStatement::step() {
  if (!result_) {
    if (auto sent = connection_.send(sql_, parameters_, PostgresConnection::Sent::What::wanted); !sent) {
      return tl::unexpected(sent.error());
    }
    auto answer = connection_.collect();
    if (!answer) return tl::unexpected(answer.error());
    result_ = std::move(*answer);
  }
  return ++row_ < PQntuples(result_.get());
}

Result<std::int64_t> PostgresStatement::run() {
  if (const auto row = step(); !row) return tl::unexpected(row.error());
  const std::string_view touched = PQcmdTuples(result_.get());
  std::int64_t count = 0;
  std::from_chars(touched.data(), touched.data() + touched.size(), count);
  result_.reset();
  row_ = -1;
  return count;
}

Result<void> PostgresStatement::queue() {
  return connection_.send(sql_, parameters_, PostgresConnection::Sent::What::statement);
}

bool PostgresStatement::is_null(int column) const {
  return PQgetisnull(result_.get(), row_, column) != 0;
}

// Binary: big-endian, as wide as the type.
std::int64_t PostgresStatement::integer(int column) const {
  const std::string_view bytes = blob(column);
  if (bytes.empty()) return 0;
  auto value = static_cast<std::int64_t>(static_cast<signed char>(bytes.front()));
  for (const char byte : bytes.substr(1)) value = value * 256 + static_cast<unsigned char>(byte);
  return value;
}

std::string_view PostgresStatement::text(int column) const {
  return blob(column);
}

std::string_view PostgresStatement::blob(int column) const {
  return {PQgetvalue(result_.get(), row_, column), static_cast<std::size_t>(PQgetlength(result_.get(), row_, column))};
}

bool PostgresStatement::is_packed(int column) const {
  return blob(column).starts_with(kZstdMagic);
}

}  // namespace gridboard::store
