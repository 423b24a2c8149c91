// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "stored_board.hpp"

#include <sodium.h>

#include <array>
#include <filesystem>
#include <span>
#include <stdexcept>

#include "sync/model/payment_code.hpp"
#include "sync/model/sign_in_code.hpp"
#include "sync/wire/sealing.hpp"
#include "sync/wire/signature.hpp"

// libpinyin keeps some 15 KB of Berkeley DB's for ever, once, when it is opened without a user's folder.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() { return "leak:__os_malloc\n"; }

namespace gridboard::kiosk::app {
namespace {

constexpr const char* kCommunity = "YX/BT/G1/XH";
constexpr std::array<unsigned char, model::kSignInKeyBytes> kSignInKey{1, 2, 3};
constexpr const char* kUnit = "YX/BT/G1/XH/3/2";
// The centre's, whose word the board takes.
const wire::SigningPair kSigning = wire::make_signing_pair(std::string(wire::kSeedBytes, 'c'));
const std::string kHouseholdKey(wire::kHouseholdKeyBytes, 'h');
const wire::SealingPair kSealing = wire::make_sealing_pair(std::string(wire::kSeedBytes, 's'));

template <class T>
T must(base::Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message);
  return std::move(*result);
}
void must(const base::Result<void>& result) {
  if (!result) throw std::runtime_error(result.error().message);
}

std::string hash_of(const char* pin) {
  if (sodium_init() < 0) throw std::runtime_error("libsodium");
  char hash[crypto_pwhash_STRBYTES];
  if (crypto_pwhash_str(hash, pin, std::char_traits<char>::length(pin), crypto_pwhash_OPSLIMIT_MIN,
                        crypto_pwhash_MEMLIMIT_MIN) != 0) {
    throw std::runtime_error("no memory for a hash");
  }
  return hash;
}

model::Place place(const char* path, model::PlaceKind kind, const char* name, const char* manager = "") {
  model::Place out;
  out.path = path;
  out.kind = kind;
  out.name = name;
  out.manager_id = manager;
  return out;
}

wire::HouseholdRecord household(const char* account, const char* door, bool consent) {
  wire::HouseholdRecord out;
  out.account = account;
  out.unit_path = kUnit;
  out.door = door;
  out.consent_notice = consent;
  // The least work that there is: a try takes 0.1 s in earnest.
  out.lock = must(wire::make_lock(account, kPin, kHouseholdKey, std::string(wire::kLockSaltBytes, 's'), 1, 8));
  out.sealed = wire::seal(wire::HouseholdDetails{kName, kPhone, "residential-annual"}, account, kHouseholdKey);
  return out;
}

model::Bill bill_of(base::Month period, base::Date due) {
  model::Bill bill;
  bill.account = kAccount;
  bill.period = period;
  bill.bill_no = "B" + base::format_month(period);
  bill.read_from = base::Date(period / std::chrono::day(1));
  bill.read_to = base::Date(period / std::chrono::day(28));
  bill.reading_from_wh = 1000000;
  bill.reading_to_wh = 1171000;
  bill.energy_wh = 171000;
  bill.year_to_date_wh = 1973000;
  bill.tariff_id = "residential-annual";
  bill.lines.push_back({1, model::LinePrice::flat, 171000, 5380, 9200});
  bill.amount_fen = 9200;
  bill.due = due;
  return bill;
}

base::Month month_before(base::Instant now, int months) {
  const base::Date today = base::date_of(now, base::Zone{});
  return base::Month{today.year(), today.month()} - std::chrono::months(months);
}

std::vector<wire::Record> bills(base::Instant now) {
  std::vector<wire::Record> out{sealed(open_bill(now))};
  for (int i = 2; i <= 13; ++i) {
    wire::BillRecord paid{bill_of(month_before(now, i), base::add_days(base::date_of(now, base::Zone{}), -30 * i)), {}};
    paid.bill.status = model::BillStatus::paid;
    paid.bill.paid_fen = paid.bill.amount_fen;
    out.emplace_back(sealed(paid));
  }
  return out;
}

std::vector<wire::Record> notices_and_outages(base::Instant now) {
  std::vector<wire::Record> out;
  for (int i = 0; i < 5; ++i) {
    model::Notice notice;
    notice.id = "N" + std::to_string(i);
    notice.category = static_cast<model::NoticeCategory>(i);
    notice.title = "冬季取暖：插线板不要串接";
    notice.body = "取暖器功率大，要用单独的插座。\n\n- 不要把插线板串起来用\n- 人走断电";
    notice.audience = {kCommunity};
    notice.published_at = notice.valid_from = now - std::chrono::hours(24 * (i + 1));
    notice.publisher = "云溪供电";
    out.emplace_back(notice);
  }
  for (int i = 0; i < 2; ++i) {
    model::Outage outage;
    outage.id = "O" + std::to_string(i);
    outage.kind = i == 0 ? model::OutageKind::planned : model::OutageKind::fault;
    outage.cause = "更换变压器";
    outage.scope = "3 栋 1–3 单元";
    outage.line = "10kV 新华线";
    outage.audience = {"YX/BT/G1/XH/3"};
    outage.published_at = now - std::chrono::hours(30);
    outage.start = i == 0 ? now + std::chrono::hours(200) : now - std::chrono::hours(1);
    outage.etr = outage.start + std::chrono::hours(4);
    outage.timeline.push_back({outage.published_at, "已通知", outage.etr});
    out.emplace_back(outage);
  }
  return out;
}

wire::BoardRecord board_record(const StoredOptions& options) {
  wire::BoardRecord board;
  board.board_id = "b1";
  board.name = options.hall ? "新华社区服务厅" : "3栋2单元门口";
  board.place_path = options.hall ? kCommunity : kUnit;
  board.receipt_prefix = "K7M";
  board.hall = options.hall;
  board.quiet_hours = options.quiet_hours;
  board.maintenance_pin_hash = hash_of(kMaintenancePin);
  board.sign_in_key = base::to_base64url(std::as_bytes(std::span(kSignInKey)));
  return board;
}

wire::ReportRecord neighbour_report(base::Instant now) {
  wire::ReportRecord report;
  report.id = "abcdefghijkl";
  report.kind = "repair";
  report.choice = "building";
  report.place_path = "YX/BT/G1/XH/3";
  report.reported_at = now - std::chrono::minutes(40);
  return report;
}

wire::ServiceRecordsRecord service_records(const char* path, const char* name, std::int64_t visits) {
  wire::ServiceRecordsRecord record;
  record.place_path = path;
  record.place_name = name;
  record.records.month = month_before(base::SystemClock().now(), 1);
  for (int kind = 0; kind < model::kServiceCountKinds; ++kind) {
    record.records.counts.push_back(model::suppressed(static_cast<model::ServiceCountKind>(kind), visits - 7 * kind));
  }
  return record;
}

model::Notice urgent_notice(base::Instant now) {
  model::Notice notice;
  notice.id = "NU";
  notice.category = model::NoticeCategory::safety;
  notice.title = "变压器检修，请勿靠近";
  notice.body = "抢修人员正在现场，请绕行。";
  notice.audience = {kCommunity};
  notice.published_at = notice.valid_from = now - std::chrono::minutes(10);
  notice.valid_to = now + std::chrono::hours(5);
  notice.urgent = true;
  notice.outage_id = "O1";
  notice.publisher = "云溪供电";
  return notice;
}

}  // namespace

wire::SealedBill sealed(const wire::BillRecord& bill) {
  return wire::seal(bill, kHouseholdKey, base::Zone());
}

wire::BillRecord open_bill(base::Instant now) {
  const base::Date due = base::add_days(base::date_of(now, base::Zone{}), 9);
  wire::BillRecord record{bill_of(month_before(now, 1), due), {}};
  const model::Merchant merchant{"26", "0010CN.EXAMPLE0108GRIDTEST", "YUNXI POWER", "YUNXI", ""};
  record.payment = wire::PaymentOffer{must(model::make_payment_code(merchant, record.bill.bill_no, 9200)), 9200,
                                      base::start_of_day(base::add_days(due, 1), base::Zone{})};
  return record;
}

StoredBoard::StoredBoard(const StoredOptions& options) : options_(options) {
  folder = (std::filesystem::temp_directory_path() / "gridboard-board-XXXXXX").string();
  if (!mkdtemp(folder.data())) throw std::runtime_error("no folder for the test");
  const base::Instant now = clock.now();
  {
    auto writer = must(replica::ReplicaWriter::open(folder + "/board.db", clock, random));
    replica::Identity identity;
    identity.board_id = "b1";
    identity.server_url = "http://127.0.0.1:9";
    identity.publishing_key = kSigning.public_key;
    identity.sealing_key = kSealing.public_key;
    must(writer->keep_identity(identity));
  }
  model::Manager manager;
  manager.id = "zhou-min";
  manager.name = "周敏";
  manager.title = "社区客户经理";
  manager.phone = "13900005598";
  manager.hours = "每日 8:00–18:00";
  std::vector<wire::Record> records{wire::SupplierRecord{"云溪供电", "95598", ""},
                                    place(kCommunity, model::PlaceKind::community, "新华社区", "zhou-min"),
                                    place("YX/BT/G1/XH/3", model::PlaceKind::building, "3栋"),
                                    place(kUnit, model::PlaceKind::unit, "2单元"),
                                    manager,
                                    household(kAccount, "501", true),
                                    household(kOtherAccount, "502", false),
                                    board_record(options),
                                    neighbour_report(now),
                                    service_records(kCommunity, "新华社区", 12),
                                    service_records("YX/BT/G1/DF", "东风社区", 30),
                                    wire::PresenceRecord{"zhou-min", "周敏", now - std::chrono::hours(1)}};
  if (options.urgent) records.emplace_back(urgent_notice(now));
  for (const auto& more : {bills(now), notices_and_outages(now)})
    records.insert(records.end(), more.begin(), more.end());
  put(records);
  open();
}

StoredBoard::~StoredBoard() {
  close();
  std::filesystem::remove_all(folder);
}

void StoredBoard::put(const std::vector<wire::Record>& records) {
  auto writer = must(replica::ReplicaWriter::open(folder + "/board.db", clock, random));
  wire::Segment segment;
  segment.log = kCommunity;
  segment.epoch = 1;
  segment.from = seq_;
  segment.to = seq_ += records.size();
  for (const wire::Record& record : records) {
    segment.puts.push_back({wire::key_of(record), kCommunity, wire::encode(record, base::Zone{})});
  }
  const std::string body = wire::encode_segment_body(segment);
  const std::string signature = wire::sign(kSigning.secret_key, body);
  const wire::FeedLine line = must(wire::parse_feed_line(wire::encode_segment_line(signature, body)));
  must(writer->stage(std::get<wire::SegmentLine>(line)));
  (void)must(writer->commit({wire::encode_cursor({{kCommunity, {1, seq_}}})}));
  must(writer->note_contact(clock.now()));
}

void StoredBoard::open() {
  Settings settings;
  settings.data_folder = folder;
  settings.assets_folder = GRIDBOARD_ASSETS_DIR;
  settings.share_folder = GRIDBOARD_SHARE_DIR;
  settings.server_url = "http://127.0.0.1:9";
  settings.large = options_.large;
  settings.english = options_.english;
  settings.link = options_.link;
  settings.glass_bottom_mm = options_.glass_bottom_mm;
  settings.printer = options_.printer;
  settings.make_speaker = options_.make_speaker;
  settings.headphones = options_.headphones;
  settings.display.headless = true;
  settings.display.width = options_.width;
  settings.display.height = options_.height;
  board = must(Board::open(settings, clock, random));
  hands = std::make_unique<Hands>(*board, clock);
  hands->settle();
}

std::size_t StoredBoard::outbox_size() {
  return must(must(replica::ReplicaReader::open(folder + "/board.db"))->outbox_size());
}

void StoredBoard::unlock(const std::string& pin) {
  if (board->state().screen == state::ScreenId::board) hands->tap("slot.501");
  for (const char digit : pin) hands->tap(std::string("pin.") + digit);
  hands->settle();
}

std::string StoredBoard::hand_in_visit() {
  hands->tap("foot.home");
  hands->tap("board.services");
  hands->turn_to("services.pages", [](const auto& node) { return node.id == "services.home_visit"; });
  hands->tap("services.home_visit");
  hands->tap("form.who.myself");
  if (!board->state().form.day_parts.empty()) hands->tap("form.when." + board->state().form.day_parts.front().id);
  hands->tap("summary.submit");
  hands->wait_until([&] { return board->state().screen == state::ScreenId::receipt; }, std::chrono::seconds(5));
  hands->settle();
  return board->state().last_receipt;
}

void StoredBoard::finish_request(const std::string& receipt) {
  close();
  wire::RequestRecord done;
  done.receipt = receipt;
  done.kind = "home_visit";
  done.state = model::RequestState::done;
  done.submitted_at = clock.now() - std::chrono::hours(2);
  done.steps = {{done.submitted_at, model::RequestState::received, "", ""},
                {clock.now() - std::chrono::hours(1), model::RequestState::done, "周敏", "已上门办好"}};
  put({done});
  open();
}

void StoredBoard::pass(std::chrono::seconds by) {
  board->let_time_pass(by);
  hands->settle();
}

std::string StoredBoard::all_text() const {
  std::string text;
  for (const widgets::AccessNode& node : board->access().nodes())
    text += node.id + "|" + node.name + "|" + node.text + "|" + node.spoken + "\n";
  return text;
}

}  // namespace gridboard::kiosk::app
