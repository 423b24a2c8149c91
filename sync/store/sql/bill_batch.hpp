// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "sync/store/sql/body_codec.hpp"
#include "sync/store/store.hpp"

namespace gridboard::store {

// One bill of a batch: numbers as they stand in columns, texts in the batch's bytes.
struct PendingBill {
  std::int64_t id = 0;
  std::int64_t bill_number = 0;  // 0: the text counts
  std::int64_t reading_from_wh = 0, reading_to_wh = 0, energy_wh = 0, peak_wh = 0, valley_wh = 0;
  std::int64_t year_to_date_wh = 0, amount_fen = 0, paid_fen = 0;
  std::int64_t paid_at = 0;  // kNeverPaid if unset
  std::size_t bytes_at = 0;  // bill_no (unless a number), lines, audience, body, one behind the other
  std::uint32_t bill_no_size = 0, lines_size = 0, audience_size = 0, body_size = 0;
  std::int32_t read_from = 0, read_to = 0, due = 0;
  std::uint32_t row = 0;
  std::uint16_t tariff = 0;  // of the batch's tariffs
  std::uint8_t status = 0;
  std::uint32_t log = 0;  // of the batch's logs
};

inline constexpr std::int64_t kNeverPaid = INT64_MIN;

// Compact: a bill takes about 300 bytes with its packed record.
class PackedBillBatch final : public BillBatch {
 public:
  explicit PackedBillBatch(std::shared_ptr<const BodyCodec> codec) : packer_(std::move(codec)) {}

  Result<void> add(const model::Bill& bill, std::string_view log, std::string_view audience, std::string_view body,
                   std::size_t row) override;
  [[nodiscard]] std::size_t size() const override { return bills_.size(); }
  [[nodiscard]] std::size_t bytes() const override { return bills_.size() * sizeof(PendingBill) + bytes_.size(); }
  void clear() override;

  // By id, which is the order of the table's pages.
  [[nodiscard]] std::vector<const PendingBill*> in_order() const;
  [[nodiscard]] std::string_view bill_no(const PendingBill& bill) const { return part(bill, 0, bill.bill_no_size); }
  [[nodiscard]] std::string_view lines(const PendingBill& bill) const {
    return part(bill, bill.bill_no_size, bill.lines_size);
  }
  [[nodiscard]] std::string_view audience(const PendingBill& bill) const {
    return part(bill, bill.bill_no_size + bill.lines_size, bill.audience_size);
  }
  [[nodiscard]] std::string_view packed_body(const PendingBill& bill) const {
    return part(bill, bill.bill_no_size + bill.lines_size + bill.audience_size, bill.body_size);
  }
  [[nodiscard]] Result<model::Bill> bill(const PendingBill& pending) const;
  [[nodiscard]] const std::vector<std::string>& logs() const { return logs_; }
  [[nodiscard]] const std::vector<std::string>& tariffs() const { return tariffs_; }
  [[nodiscard]] const BodyCodec& codec() const { return packer_.codec(); }

 private:
  [[nodiscard]] std::string_view part(const PendingBill& bill, std::size_t from, std::size_t size) const {
    return std::string_view(bytes_).substr(bill.bytes_at + from, size);
  }

  BodyPacker packer_;
  std::vector<PendingBill> bills_;
  std::string bytes_;
  std::vector<std::string> logs_, tariffs_;
  std::map<std::string, std::uint32_t, std::less<>> log_numbers_;
};

// "bill/<account>/<yyyymm>", as wire::key_of makes it.
void write_bill_key(std::int64_t id, std::string& key);

}  // namespace gridboard::store
