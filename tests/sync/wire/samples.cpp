// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/sync/wire/samples.hpp"

#include <stdexcept>

#include "sync/wire/sealing.hpp"

namespace gridboard::tests {

using namespace std::chrono;

base::Instant at(const char* rfc3339) {
  const auto instant = base::parse_rfc3339(rfc3339);
  if (!instant) throw std::invalid_argument(rfc3339);
  return *instant;
}

wire::HouseholdRecord sample_household() {
  wire::HouseholdRecord household;
  household.account = "1203004471";
  household.unit_path = "YX/BT/G1/XH/3/2";
  household.door = "501";
  household.consent_notice = true;
  household.lock =
      wire::make_lock(household.account, "482913", sample_household_key(), std::string(wire::kLockSaltBytes, 's'))
          .value();
  household.sealed = wire::seal(sample_details(), household.account, sample_household_key());
  return household;
}

std::string sample_household_key() {
  std::string key;
  for (char byte = 0; byte < 32; ++byte) key += byte;
  return key;
}

wire::HouseholdDetails sample_details() {
  return {"张*明", "138****8000", "residential-tou"};
}

wire::SealedBill sample_sealed_bill() {
  return wire::seal(sample_bill(), sample_household_key(), base::Zone());
}

wire::BillRecord sample_bill() {
  wire::BillRecord record;
  model::Bill& bill = record.bill;
  bill.bill_no = "B202610-1203004471";
  bill.account = "1203004471";
  bill.period = 2026y / October;
  bill.read_from = 2026y / October / 1;
  bill.read_to = 2026y / October / 31;
  bill.reading_from_wh = 8'250'000;
  bill.reading_to_wh = 8'421'000;
  bill.energy_wh = 171'000;
  bill.peak_wh = 120'000;
  bill.valley_wh = 51'000;
  bill.year_to_date_wh = 1'840'000;
  bill.tariff_id = "residential-tou";
  bill.lines = {{1, model::LinePrice::peak, 120'000, 5680, 6816}, {1, model::LinePrice::valley, 51'000, 2880, 1469}};
  bill.amount_fen = 8285;
  bill.due = 2026y / November / 25;
  bill.status = model::BillStatus::disputed;
  bill.paid_fen = 1000;
  bill.paid_at = at("2026-11-05T09:30:00+08:00");
  record.payment = {"000201010212...6304ABCD", 7285, at("2026-11-26T00:00:00+08:00")};
  return record;
}

model::Notice sample_notice() {
  model::Notice notice;
  notice.id = "n-2611-07";
  notice.category = model::NoticeCategory::safety;
  notice.title = "冬季安全用电";
  notice.body = "取暖设备请勿覆盖衣物。\n\n- 人走断电\n- \"小太阳\" 远离窗帘";
  notice.audience = {"YX/BT/G1/XH/3/1", "YX/BT/G1/XH/3/2"};
  notice.published_at = at("2026-11-20T10:00:00+08:00");
  notice.valid_from = at("2026-11-20T10:00:00+08:00");
  notice.valid_to = at("2026-12-20T00:00:00+08:00");
  notice.pinned = true;
  notice.urgent = true;
  notice.image = "winter-safety";
  notice.day_parts = {{7 * 60, 9 * 60 + 30}, {22 * 60, 0}};
  notice.outage_id = "o-2611-03";
  notice.withdrawn = true;
  notice.publisher = "云溪供电";
  return notice;
}

model::Outage sample_outage() {
  model::Outage outage;
  outage.id = "o-2611-03";
  outage.kind = model::OutageKind::planned;
  outage.state = model::OutageState::restored;
  outage.cause = "配电设备检修";
  outage.scope = "3 栋 1–3 单元";
  outage.line = "10kV 新华12线";
  outage.audience = {"YX/BT/G1/XH/3"};
  outage.supply_ids = {"T-XH-02"};
  outage.published_at = at("2026-11-20T08:00:00+08:00");
  outage.start = at("2026-11-29T08:00:00+08:00");
  outage.etr = at("2026-11-29T12:00:00+08:00");
  outage.restored_at = at("2026-11-29T11:42:30.250+08:00");
  outage.timeline = {{at("2026-11-29T08:05:00+08:00"), "已停电，开始检修", at("2026-11-29T12:00:00+08:00")},
                     {at("2026-11-29T11:42:30.250+08:00"), "已恢复供电", std::nullopt}};
  outage.override_reason = "抢修需要";
  outage.windows = {{"1", at("2026-11-29T08:00:00+08:00"), at("2026-11-29T12:00:00+08:00")},
                    {"2", at("2026-11-30T13:00:00+08:00"), at("2026-11-30T15:00:00+08:00")}};
  outage.choose_by = at("2026-11-25T18:00:00+08:00");
  outage.chosen_window = "1";
  return outage;
}

model::PublishedQuestion sample_question() {
  model::PublishedQuestion published;
  model::Question& question = published.question;
  question.id = "bill-how-to-pay";
  question.topic = "paying";
  question.zh = {"交电费有哪些办法？", "扫码、银行代扣、服务厅都可以。"};
  question.en = {"How can I pay?", "By code, by direct debit, at a hall."};
  question.asked = {"电费咋交", "在哪交电费"};
  question.keywords = {"缴费", "代扣"};
  question.related = {"late-fee"};
  question.open = "contacts";
  published.audience = {"YX/BT/G1/XH"};
  published.published_at = at("2026-11-20T10:00:00+08:00");
  published.valid_to = at("2027-01-01T00:00:00+08:00");
  published.withdrawn = true;
  published.publisher = "李慧";
  return published;
}

std::vector<wire::Record> sample_records() {
  model::Place place{"YX/BT/G1/XH/3/2", model::PlaceKind::unit, "2单元", model::SiteClass::city, "m-014", "T-XH-02"};
  model::Manager manager{"m-014", "李慧", "社区客户经理", "0571-5550 0123", "每日 8:00–18:00", "电费、过户、报修",
                         "m-014"};
  model::Office office{
      "f-01",           "YX/BT",         "bank", "云溪银行新华支行", "新华路 8 号", "周一至周五 9:00–17:00",
      "0571-5550 0200", "缴费、代扣签约"};
  wire::RequestRecord request{
      "K7M-2248-Q",
      "repair",
      model::RequestState::dispatched,
      at("2026-11-21T16:42:00+08:00"),
      at("2026-11-21T17:27:00+08:00"),
      {{at("2026-11-21T16:42:05+08:00"), model::RequestState::received, "", ""},
       {at("2026-11-21T16:45:00+08:00"), model::RequestState::dispatched, "李慧", "已派抢修班，正在路上"}},
      4,
      true};
  wire::BoardRecord board{"b-0042",
                          "3 栋 2 单元",
                          "YX/BT/G1/XH/3/2",
                          "K7M",
                          true,
                          model::DayPart{22 * 60, 6 * 60},
                          "$argon2id$v=19$m=65536,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$aGFzaGhhc2hoYXNoaGFzaA",
                          "c2lnbi1pbiBrZXkgb2YgYm9hcmQgYi0wMDQyISEhISE"};
  wire::ReportRecord report{"q3vz7k2mwd5x",
                            "repair",
                            "building",
                            "YX/BT/G1/XH/3",
                            at("2026-11-21T16:42:00+08:00"),
                            model::RequestState::dispatched};
  wire::ServiceRecordsRecord service_records{"YX/BT/G1/XH",
                                             "新华社区",
                                             {2026y / October,
                                              {{model::ServiceCountKind::visits, 12},
                                               {model::ServiceCountKind::repairs, 5},
                                               {model::ServiceCountKind::business, std::nullopt}}}};
  wire::PresenceRecord presence{"m-014", "李慧", at("2026-11-21T09:02:11+08:00")};
  return {wire::SupplierRecord{"云溪供电", "95598", "https://board.example.cn"},
          place,
          manager,
          office,
          sample_household(),
          sample_sealed_bill(),
          sample_notice(),
          sample_outage(),
          request,
          board,
          report,
          service_records,
          presence,
          sample_question(),
          wire::CommandRecord{wire::CommandKind::restart, "019aa5e0-7c00-7abc-8def-0123456789ab",
                              at("2026-11-21T16:42:00+08:00"), at("2026-11-21T16:52:00+08:00")}};
}

wire::Segment sample_segment() {
  wire::Segment segment;
  segment.log = "YX/BT/G1/XH";
  segment.epoch = 3;
  segment.from = 1204;
  segment.to = 1207;
  segment.puts = {
      {"supplier", "YX", wire::encode(wire::Record(wire::SupplierRecord{"云溪供电", "95598", ""}), base::Zone())}};
  segment.removes = {"notice/n-2610-02"};
  return segment;
}

wire::OutboxItem sample_item() {
  wire::OutboxItem item;
  item.id = "019aa5e0-7c00-7abc-8def-0123456789ab";
  item.kind = wire::ItemKind::request;
  item.at = at("2026-11-21T16:42:00.125+08:00");
  item.body = wire::encode(wire::RequestBody{"K7M-2248-Q",
                                             "repair",
                                             "YX/BT/G1/XH/3/2",
                                             "1203004471",
                                             {{"what", "no-power"}, {"note", "楼道灯也不亮"}},
                                             "",
                                             "",
                                             ""});
  return item;
}

}  // namespace gridboard::tests
