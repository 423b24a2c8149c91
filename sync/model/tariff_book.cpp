// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <filesystem>

#include "sync/base/files.hpp"
#include "sync/model/json_fields.hpp"
#include "sync/model/tariff.hpp"

namespace gridboard::model {

namespace {

constexpr std::size_t kMostTariffs = 1000;
constexpr std::size_t kMostTiers = 10;
constexpr std::int64_t kMostTierKwh = 1'000'000'000;

Tier read_tier(const JsonFields& fields, bool time_of_use) {
  fields.allow_only({"up_to_kwh", "flat", "peak", "valley"});
  Tier tier;
  if (fields.has("up_to_kwh")) tier.up_to_wh = fields.integer("up_to_kwh", 1, kMostTierKwh) * 1000;
  if (time_of_use) {
    tier.peak_e4 = fields.price_e4("peak");
    tier.valley_e4 = fields.price_e4("valley");
  } else {
    tier.flat_e4 = fields.price_e4("flat");
  }
  return tier;
}

void check_bounds(const Tariff& tariff, const JsonFields& fields) {
  if (tariff.tiers.empty()) fields.refuse("tiers", "a tariff needs at least one tier");
  for (std::size_t i = 0; i < tariff.tiers.size(); ++i) {
    const bool last = i + 1 == tariff.tiers.size();
    const std::int64_t bound_wh = tariff.tiers[i].up_to_wh;
    if (last != (bound_wh == 0)) fields.refuse("tiers", "all tiers but the last need up_to_kwh, the last has none");
    if (!last && i > 0 && bound_wh <= tariff.tiers[i - 1].up_to_wh) fields.refuse("tiers", "up_to_kwh must rise");
  }
}

Tariff read_tariff(const JsonFields& fields) {
  fields.allow_only({"id", "name", "from", "tier_period", "time_of_use", "tiers", "source"});
  Tariff tariff;
  tariff.id = fields.text("id");
  tariff.name = fields.text("name");
  tariff.from = fields.date("from");
  tariff.source = fields.text("source");
  tariff.time_of_use = fields.boolean_or("time_of_use", false);
  if (const auto period = parse_tier_period(fields.text("tier_period"))) {
    tariff.tier_period = *period;
  } else {
    fields.refuse("tier_period", period.error().message);
  }
  for (const JsonFields& tier : fields.objects("tiers", kMostTiers)) {
    tariff.tiers.push_back(read_tier(tier, tariff.time_of_use));
  }
  check_bounds(tariff, fields);
  return tariff;
}

}  // namespace

base::Result<TariffBook> TariffBook::parse(std::string_view json, std::string_view name_of_source) {
  JsonDocument document;
  const JsonFields top = document.read(json, name_of_source);
  top.allow_only({"title", "source", "tariffs"});
  TariffBook book;
  for (const JsonFields& fields : top.objects("tariffs", kMostTariffs)) {
    Tariff tariff = read_tariff(fields);
    const bool repeated = std::any_of(book.tariffs_.begin(), book.tariffs_.end(), [&](const Tariff& other) {
      return other.id == tariff.id && other.from == tariff.from;
    });
    if (repeated) fields.refuse("from", "this tariff has another entry from the same day");
    book.tariffs_.push_back(std::move(tariff));
  }
  if (document.first_error()) return tl::unexpected(*document.first_error());
  return book;
}

base::Result<TariffBook> TariffBook::load(const std::string& path) {
  const auto json = base::read_file(path);
  if (!json) return tl::unexpected(json.error());
  return parse(*json, std::filesystem::path(path).filename().string());
}

const Tariff* TariffBook::in_force(std::string_view id, base::Date day) const {
  const Tariff* newest = nullptr;
  for (const Tariff& tariff : tariffs_) {
    if (tariff.id == id && tariff.from <= day && (newest == nullptr || newest->from < tariff.from)) newest = &tariff;
  }
  return newest;
}

}  // namespace gridboard::model
