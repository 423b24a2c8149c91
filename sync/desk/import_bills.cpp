// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/import_bills.hpp"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "sync/desk/import_bill_rows.hpp"
#include "sync/desk/payment_offer.hpp"
#include "sync/wire/records.hpp"

namespace gridboard::desk {

using base::Result;

namespace {

// A batch of this many bytes is written in the order of the table's pages. Larger ones write fewer pages twice where
// the file is sorted by period, smaller ones keep memory low.
constexpr std::size_t kBatchBytes = 24 << 20;
constexpr std::size_t kBatches = 2;
constexpr std::chrono::milliseconds kProgressEvery{100};

// THREADING: the reader thread takes free batches and gives full ones, the writer does the reverse. Bounded by the
// number of batches that there are.
class BatchBelt {
 public:
  using Batch = std::unique_ptr<store::BillBatch>;

  void give_free(Batch batch) { push(free_, std::move(batch)); }
  void give_full(Batch batch) { push(full_, std::move(batch)); }
  // nullptr: the other side has given up.
  Batch take_free() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return !free_.empty() || stopped_; });
    return stopped_ ? nullptr : pop(free_);
  }
  // nullptr: nothing yet, or (then ended() is true) nothing ever again.
  Batch take_full(std::chrono::milliseconds at_most) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, at_most, [&] { return !full_.empty() || ended_; });
    return full_.empty() ? nullptr : pop(full_);
  }
  bool ended() {
    const std::lock_guard lock(mutex_);
    return ended_ && full_.empty();
  }
  void end() { set(ended_); }
  void stop() { set(stopped_); }

 private:
  void push(std::deque<Batch>& to, Batch batch) {
    {
      const std::lock_guard lock(mutex_);
      to.push_back(std::move(batch));
    }
    changed_.notify_all();
  }
  static Batch pop(std::deque<Batch>& from) {
    Batch batch = std::move(from.front());
    from.pop_front();
    return batch;
  }
  void set(bool& flag) {
    {
      const std::lock_guard lock(mutex_);
      flag = true;
    }
    changed_.notify_all();
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Batch> free_, full_;
  bool ended_ = false, stopped_ = false;
};

// What both threads look at. errors belongs to the reading thread until it has been joined.
struct Import {
  const model::Rules& rules;
  const model::TariffBook& tariffs;
  const base::Instant now;
  const CentreSettings settings;
  const std::unique_ptr<PaymentCodes> codes;  // of the settings; null if nobody makes any
  const BilledHouseholds households;
  ImportTable& table;
  ImportErrors& errors;
  const std::uint64_t bytes_total;
  BatchBelt belt;
  std::atomic<std::uint64_t> bytes_done{0};
  std::atomic<std::size_t> rows{0};
  Result<void> reading;
};

// `household_key`: raw, "" where nobody can unlock the bill and so nothing of it is sent.
Result<std::string> encode_bill(wire::BillRecord& record, std::string_view household_key, const Import& import) {
  if (!household_key.empty()) {
    auto offer = payment_offer(record.bill, import.rules, import.codes.get(), import.now, import.settings.zone);
    if (!offer) return tl::unexpected(offer.error());
    record.payment = std::move(*offer);
  }
  return wire::encode(wire::seal(record, household_key, import.settings.zone), import.settings.zone);
}

// Reads, checks, prices, encodes. After the first error only reads and checks: nothing will be written.
Result<void> read_bills(Import& import, BillRows& rows) {
  wire::BillRecord record;
  model::Bill& bill = record.bill;
  BatchBelt::Batch batch;
  while (true) {
    const auto more = import.table.next();
    if (!more) return tl::unexpected(more.error());
    if (!*more) break;
    if (import.table.rows() % 1024 == 0) {
      import.bytes_done.store(import.table.progress().bytes_done, std::memory_order_relaxed);
      import.rows.store(import.table.rows(), std::memory_order_relaxed);
    }
    const BilledHousehold* household = rows.read(bill);
    if (household == nullptr || !import.errors.none()) continue;
    if (!batch) batch = import.belt.take_free();
    if (!batch) return {};
    const auto body = encode_bill(record, import.households.key_of(*household), import);
    if (!body) return tl::unexpected(body.error());
    auto added = batch->add(bill, import.households.logs[household->log], household->path, *body, import.table.line());
    if (!added) return added;
    if (batch->bytes() >= kBatchBytes) import.belt.give_full(std::move(batch));
  }
  if (batch && import.errors.none()) import.belt.give_full(std::move(batch));
  return {};
}

// Joins the reading thread on every way out.
class ReadingThread {
 public:
  ReadingThread(Import& import, BillRows& rows)
      : import_(import), thread_([this, &rows] {
          import_.reading = read_bills(import_, rows);
          import_.belt.end();
        }) {}
  ReadingThread(const ReadingThread&) = delete;
  ReadingThread& operator=(const ReadingThread&) = delete;
  ~ReadingThread() { join(); }
  void join() {
    if (!thread_.joinable()) return;
    import_.belt.stop();
    thread_.join();
  }

 private:
  Import& import_;
  std::thread thread_;
};

Result<void> write_batches(store::Writer& writer, Import& import, const Progress& progress,
                           store::BatchOutcome& outcome) {
  const auto encode_again = [&](const model::Bill& bill) {
    wire::BillRecord record{bill, std::nullopt};
    const auto household = import.households.by_account.find(bill.account);
    const bool known = household != import.households.by_account.end();
    return encode_bill(record, known ? import.households.key_of(household->second) : std::string_view(), import);
  };
  while (!import.belt.ended()) {
    auto batch = import.belt.take_full(kProgressEvery);
    if (progress) {
      progress({import.bytes_done.load(std::memory_order_relaxed), import.bytes_total,
                import.rows.load(std::memory_order_relaxed)});
    }
    if (!batch) continue;
    // Once a number has clashed nothing will be written, but the rest of the file is still read for its errors.
    if (outcome.clashes.empty()) {
      auto put = writer.put(*batch, encode_again, outcome);
      if (!put && outcome.clashes.empty()) return put;
    }
    batch->clear();
    import.belt.give_free(std::move(batch));
  }
  return {};
}

void report_clashes(const store::BatchOutcome& outcome, const SeenBills& seen, std::string_view column,
                    ImportErrors& errors) {
  for (const store::BatchOutcome::Clash& clash : outcome.clashes) {
    if (clash.replaced) {
      errors.add(clash.row, column, clash.bill_no,
                 "a corrected bill has replaced the one with this number; leave it out, or give the new one its own");
      continue;
    }
    const std::size_t other_line = seen.line_of(clash.account, clash.period);
    if (other_line == 0) {
      errors.add(clash.row, column, clash.bill_no,
                 "the bill of " + clash.account + " for " + base::format_month(clash.period) +
                     " in the store has this number already; give each bill its own");
      continue;
    }
    // Batches are written in another order than the file's: it is the later line that people have to look at.
    const std::size_t line = std::max(clash.row, other_line), first = std::min(clash.row, other_line);
    errors.add(line, column, clash.bill_no,
               "line " + std::to_string(first) + " has this number already; give each bill its own");
  }
}

}  // namespace

Result<ImportReport> import_bills(store::Store& store, const std::string& path, const model::Rules& rules,
                                  const model::TariffBook& tariffs, base::Instant now, const Progress& progress) {
  return import_file(store, path, kBillColumns, progress,
                     [&](store::Writer& writer, const CentreSettings& settings, ImportTable& table,
                         ImportErrors& errors, ImportReport& report) -> Result<void> {
                       auto households = BilledHouseholds::load(writer);
                       if (!households) return tl::unexpected(households.error());
                       Import import{rules,
                                     tariffs,
                                     now,
                                     settings,
                                     payment_codes_of(settings),
                                     std::move(*households),
                                     table,
                                     errors,
                                     table.progress().bytes_total,
                                     {},
                                     {},
                                     {},
                                     {}};
                       for (std::size_t i = 0; i < kBatches; ++i) {
                         auto batch = store.make_bill_batch();
                         if (!batch) return tl::unexpected(batch.error());
                         import.belt.give_free(std::move(*batch));
                       }
                       BillRows rows(table, import.households, tariffs, now, settings.zone);
                       store::BatchOutcome outcome;
                       Result<void> written;
                       {
                         ReadingThread reading(import, rows);
                         written = write_batches(writer, import, progress, outcome);
                       }
                       if (!written) return written;
                       if (!import.reading) return import.reading;
                       report_clashes(outcome, rows.seen(), table.name(kBillNoColumn), errors);
                       report.changed = outcome.changed;
                       report.unchanged = outcome.unchanged;
                       return {};
                     });
}

}  // namespace gridboard::desk
