// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/store/sql/body_codec.hpp"

#include <zdict.h>
#include <zstd.h>

#include <array>
#include <vector>

#include "sync/base/ids.hpp"
#include "sync/wire/records.hpp"
#include "sync/wire/sealing.hpp"

namespace gridboard::store {

namespace {

constexpr int kLevel = 1;
constexpr std::size_t kDictionaryBytes = 16 << 10;
constexpr std::size_t kSamples = 800;
// Longer than any record may be: a feed line is refused beyond 2 MiB.
constexpr std::uint64_t kMaxBodyBytes = 4 << 20;

std::string digits(base::Random& random, int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += static_cast<char>('0' + random.below(10));
  return text;
}

// A bill like the ones that suppliers send: what varies is random, what is alike in all is what the dictionary learns.
wire::BillRecord sample_bill(base::Random& random) {
  using namespace std::chrono;
  wire::BillRecord record;
  model::Bill& bill = record.bill;
  const int year_number = 2024 + static_cast<int>(random.below(4));
  const unsigned month_number = 1 + static_cast<unsigned>(random.below(12));
  bill.account = digits(random, random.below(4) == 0 ? 13 : 10);
  bill.period = base::Month(year(year_number), month(month_number));
  bill.bill_no = std::to_string(year_number * 100 + static_cast<int>(month_number)) + digits(random, 10);
  const sys_days read_to = sys_days(year(year_number) / month(month_number) / 28);
  bill.read_from = read_to - days(30);
  bill.read_to = read_to;
  bill.due = read_to + days(20);
  const auto kwh = static_cast<std::int64_t>(40 + random.below(400));
  bill.energy_wh = kwh * 1000;
  bill.reading_from_wh = static_cast<std::int64_t>(random.below(20000)) * 1000;
  bill.reading_to_wh = bill.reading_from_wh + bill.energy_wh;
  bill.year_to_date_wh = bill.energy_wh * static_cast<std::int64_t>(month_number);
  const bool time_of_use = random.below(3) == 0;
  bill.tariff_id = time_of_use ? "residential-tou" : "residential";
  if (time_of_use) {
    bill.valley_wh = bill.energy_wh / 1000 * 4 / 10 * 1000;
    bill.peak_wh = bill.energy_wh - bill.valley_wh;
    bill.lines = {{1, model::LinePrice::peak, bill.peak_wh, 5680, bill.peak_wh * 568 / 10000},
                  {1, model::LinePrice::valley, bill.valley_wh, 2880, bill.valley_wh * 288 / 10000}};
  } else {
    bill.lines = {{1, model::LinePrice::flat, bill.energy_wh, 5380, bill.energy_wh * 538 / 10000}};
  }
  bill.amount_fen = model::total_fen(bill.lines);
  if (random.below(10) != 0) {
    bill.status = model::BillStatus::paid;
    bill.paid_fen = bill.amount_fen;
    bill.paid_at = base::Instant(read_to + days(3 + random.below(15)) + seconds(random.below(50000)));
  }
  return record;
}

}  // namespace

BodyCodec::BodyCodec(std::string dictionary)
    : dictionary_(std::move(dictionary)),
      id_(ZSTD_getDictID_fromDict(dictionary_.data(), dictionary_.size())),
      compressing_(ZSTD_createCDict(dictionary_.data(), dictionary_.size(), kLevel)),
      decompressing_(ZSTD_createDDict(dictionary_.data(), dictionary_.size())) {}

BodyCodec::~BodyCodec() {
  ZSTD_freeCDict(compressing_);
  ZSTD_freeDDict(decompressing_);
}

Result<std::shared_ptr<const BodyCodec>> BodyCodec::train() {
  base::SeededRandom random(20260801);
  std::string samples;
  std::vector<std::size_t> sizes;
  for (std::size_t i = 0; i < kSamples; ++i) {
    std::array<std::byte, wire::kHouseholdKeyBytes> key{};  // what is sealed learns nobody anything: each its own
    random.fill(key);
    const std::string_view key_text(reinterpret_cast<const char*>(key.data()), key.size());
    const std::string body = wire::encode(wire::seal(sample_bill(random), key_text, base::Zone{}), base::Zone{});
    samples += body;
    sizes.push_back(body.size());
  }
  std::string dictionary(kDictionaryBytes, '\0');
  const std::size_t size = ZDICT_trainFromBuffer(dictionary.data(), dictionary.size(), samples.data(), sizes.data(),
                                                 static_cast<unsigned>(sizes.size()));
  if (ZDICT_isError(size) != 0U) {
    return base::fail(base::ErrorCode::internal, std::string("training a dictionary: ") + ZDICT_getErrorName(size));
  }
  dictionary.resize(size);
  return std::make_shared<const BodyCodec>(std::move(dictionary));
}

std::uint32_t BodyCodec::dictionary_of(std::string_view packed) {
  return ZSTD_getDictID_fromFrame(packed.data(), packed.size());
}

Result<std::string> BodyCodec::unpack(std::string_view packed) const {
  const auto size = ZSTD_getFrameContentSize(packed.data(), packed.size());
  if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN || size > kMaxBodyBytes) {
    return base::fail(base::ErrorCode::corrupt, "a packed feed body is damaged");
  }
  std::string body(size, '\0');
  ZSTD_DCtx* context = ZSTD_createDCtx();
  const std::size_t written =
      ZSTD_decompress_usingDDict(context, body.data(), body.size(), packed.data(), packed.size(), decompressing_);
  ZSTD_freeDCtx(context);
  if (ZSTD_isError(written) != 0U || written != size) {
    return base::fail(base::ErrorCode::corrupt, "a packed feed body is damaged");
  }
  return body;
}

BodyPacker::BodyPacker(std::shared_ptr<const BodyCodec> codec)
    : codec_(std::move(codec)), context_(ZSTD_createCCtx()) {}

BodyPacker::~BodyPacker() {
  ZSTD_freeCCtx(context_);
}

Result<void> BodyPacker::pack(std::string_view body, std::string& out) {
  const std::size_t start = out.size();
  out.resize(start + ZSTD_compressBound(body.size()));
  const std::size_t size = ZSTD_compress_usingCDict(context_, out.data() + start, out.size() - start, body.data(),
                                                    body.size(), codec_->compressing_);
  if (ZSTD_isError(size) != 0U) {
    return base::fail(base::ErrorCode::internal, std::string("packing a body: ") + ZSTD_getErrorName(size));
  }
  out.resize(start + size);
  return {};
}

}  // namespace gridboard::store
