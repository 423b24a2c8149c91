// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Bills as the console's imports read them: one by one, each held against its number's other bearers.
#include <sodium.h>

#include <array>
#include <vector>

#include "sync/desk/import_bill_rows.hpp"
#include "sync/desk/import_ground.hpp"
#include "sync/desk/import_rows.hpp"

namespace gridboard::desk {

using base::Result;

namespace {

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

// Whether another bill, of the file or of the store, has this number.
Result<bool> is_taken(store::Reader& reader, const model::Bill& bill, SeenNumbers& numbers) {
  if (!numbers.note(bill.bill_no)) return true;
  return is_number_taken(reader, bill);
}

}  // namespace

Result<void> read_bill_rows(store::Reader& reader, ImportTable& table, ImportErrors& errors,
                            const ImportContext& context, const TakeRow& take) {
  constexpr std::size_t kTellEvery = 1024;
  const auto households = BilledHouseholds::load(reader);
  if (!households) return tl::unexpected(households.error());
  BillRows rows(table, *households, *context.tariffs, context.now, context.zone);
  SeenNumbers numbers;
  model::Bill bill;
  while (true) {
    const auto more = table.next();
    if (!more) return tl::unexpected(more.error());
    if (!*more) return {};
    if (context.progress && table.rows() % kTellEvery == 0) context.progress(table.progress());
    if (rows.read(bill) == nullptr) continue;
    const auto taken = is_taken(reader, bill, numbers);
    if (!taken) return tl::unexpected(taken.error());
    if (*taken) {
      table.wrong(kBillNoColumn,
                  {"is another bill's number already, in the file or in the store; give each bill its own",
                   "文件里或系统里已有别的账单用这个编号；每张账单要有自己的编号"});
      continue;
    }
    if (!errors.none()) continue;
    if (auto done = take(table.line(), bill); !done) return done;
  }
}

}  // namespace gridboard::desk
