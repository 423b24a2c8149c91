// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Bills as the console's imports read them: one by one, each held against its number's other bearers.
#include <sodium.h>

#include <array>
#include <vector>

#include "sync/desk/import_bill_rows.hpp"
#include "sync/desk/import_rows.hpp"
#include "sync/desk/known_bills.hpp"

namespace gridboard::desk {

using base::Result;

namespace {

ImportProblem taken_already() {
  return {"is another bill's number already, in the file or in the store; give each bill its own",
          "文件里或系统里已有别的账单用这个编号；每张账单要有自己的编号"};
}

// The numbers that a file has given out, by 127 bits of a hash: 20 to 40 bytes a bill. Two different ones meet in one
// of 10^26 files of a million bills.
class SeenNumbers {
 public:
  // True if it is new.
  bool note(std::string_view number) {
    if (count_ * 10 >= slots_.size() * 8) grow();
    Slot& slot = slot_of(hash_of(number));
    if (slot != Slot{}) return false;
    slot = hash_of(number);
    ++count_;
    return true;
  }

 private:
  using Slot = std::array<std::uint64_t, 2>;  // all zero: free

  static Slot hash_of(std::string_view number) {
    constexpr unsigned char kKey[crypto_shorthash_siphashx24_KEYBYTES] = {};  // nobody gains by a clash
    Slot hash{};
    crypto_shorthash_siphashx24(reinterpret_cast<unsigned char*>(hash.data()),
                                reinterpret_cast<const unsigned char*>(number.data()), number.size(), kKey);
    hash[0] |= 1;
    return hash;
  }
  Slot& slot_of(const Slot& hash) {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = hash[1] & mask;
    while (slots_[at] != Slot{} && slots_[at] != hash) at = (at + 1) & mask;
    return slots_[at];
  }
  void grow() {
    std::vector<Slot> old(slots_.empty() ? 1024 : slots_.size() * 2);
    old.swap(slots_);
    for (const Slot& slot : old) {
      if (slot != Slot{}) slot_of(slot) = slot;
    }
  }

  std::vector<Slot> slots_;
  std::size_t count_ = 0;
};

// Rows whose numbers the file has once, kept until the store is asked for many of them at once. Their errors are
// sorted by line with all others.
class AskedRows {
 public:
  AskedRows(store::Reader& reader, const ImportTable& table, ImportErrors& errors, const TakeRow& take)
      : reader_(reader), table_(table), errors_(errors), take_(take) {}

  // `good`: no error stands before it.
  void add(const model::Bill& bill, bool good) { lines_.push_back({table_.line(), good}), bills_.push_back(bill); }
  [[nodiscard]] bool full() const { return bills_.size() >= kBillsAtOnce; }

  Result<void> ask() {
    const auto taken = are_numbers_taken(reader_, bills_);
    if (!taken) return tl::unexpected(taken.error());
    bool good = true;
    for (std::size_t i = 0; i < bills_.size(); ++i) {
      good = good && lines_[i].good;
      if ((*taken)[i]) {
        good = false;
        errors_.add(lines_[i].line, table_.name(kBillNoColumn), bills_[i].bill_no, taken_already());
      } else if (good) {
        if (auto done = take_(lines_[i].line, std::move(bills_[i])); !done) return done;
      }
    }
    lines_.clear();
    bills_.clear();
    return {};
  }

 private:
  struct Line {
    std::size_t line = 0;
    bool good = false;
  };
  store::Reader& reader_;
  const ImportTable& table_;
  ImportErrors& errors_;
  const TakeRow& take_;
  std::vector<Line> lines_;
  std::vector<model::Bill> bills_;
};

}  // namespace

Result<void> read_bill_rows(store::Reader& reader, ImportTable& table, ImportErrors& errors,
                            const ImportContext& context, const TakeRow& take) {
  constexpr std::size_t kTellEvery = 1024;
  const auto households = BilledHouseholds::load(reader);
  if (!households) return tl::unexpected(households.error());
  BillRows rows(table, *households, *context.tariffs, context.now, context.zone);
  SeenNumbers numbers;
  AskedRows asked(reader, table, errors, take);
  model::Bill bill;
  while (true) {
    const auto more = table.next();
    if (!more) return tl::unexpected(more.error());
    if (!*more) return asked.ask();
    if (context.progress && table.rows() % kTellEvery == 0) context.progress(table.progress());
    if (rows.read(bill) == nullptr) continue;
    if (!numbers.note(bill.bill_no)) {
      table.wrong(kBillNoColumn, taken_already());
      continue;
    }
    asked.add(bill, errors.none());
    if (!asked.full()) continue;
    if (auto done = asked.ask(); !done) return done;
  }
}

}  // namespace gridboard::desk
