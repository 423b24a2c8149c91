// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Tables of the analysis and the rows behind them as CSV.
#include <mutex>

#include "sync/api/analysis_operations.hpp"
#include "sync/api/bulk_work.hpp"
#include "sync/base/log.hpp"
#include "sync/desk/export_analysis.hpp"

namespace gridboard::api {
namespace {

using base::Result;
using model::AnalysisTopic;

constexpr std::size_t kMostKind = 64, kRowsAtOnce = 200;
constexpr std::int64_t kMinuteMs = 60'000;

std::string text_of(const std::optional<base::Instant>& at, base::Zone zone) {
  return at ? base::format_rfc3339(*at, zone) : "";
}

// Sends the rows page by page, the next one when the last has gone to the kernel.
class RowsExport : public std::enable_shared_from_this<RowsExport> {
 public:
  RowsExport(const Call& call, AskedAnalysis asked, desk::AnalysisList list, std::string kind)
      : env_(call.env),
        rules_(call.env.bulk->rules()),
        asked_(std::move(asked)),
        list_(list),
        kind_(std::move(kind)),
        language_(call.language),
        look_(look_of(call, *rules_, asked_.wanted.places)) {}

  Result<std::string> page() {
    std::string text;
    const auto read = env_.store.read([&](store::Reader& reader) -> Result<void> {
      const auto rows =
          desk::list_analysis_rows(reader, {list_, look_, asked_.wanted.period, kind_, after_, kRowsAtOnce});
      if (!rows) return tl::unexpected(rows.error());
      text.clear();
      for (const auto& row : rows->rows) text += line(row);
      next_ = rows->next;
      return {};
    });
    if (!read) return tl::unexpected(read.error());
    if (!begun_) text = std::string(desk::kByteOrderMark) + head() + text;
    begun_ = true;
    after_ = next_;
    ended_ = next_.empty();
    return text;
  }

  // `first`: what page() gave before anything was sent, so that what is refused is answered as such.
  void begin(net::Exchange& exchange, std::string first) {
    net::Response response;
    response.content_type = "text/csv; charset=utf-8";
    response.headers.emplace_back("Content-Disposition", "attachment; filename=\"analysis-rows.csv\"");
    net::StreamEvents events;
    events.on_drained = [self = shared_from_this()] { self->post_next(); };
    const std::lock_guard lock(mutex_);
    stream_ = exchange.stream(std::move(response), std::move(events));
    if (!stream_->write({std::make_shared<const std::string>(std::move(first))})) return;
    if (!ended_ && !stream_->tell_when_drained()) return;
    send_next();
  }

 private:
  [[nodiscard]] std::string head() const {
    const auto words = [&](const char* zh, const char* en) { return Words{zh, en}.in(language_); };
    return desk::sheet_line({words("编号", "id"), words("日期", "day"), words("类别", "kind"), words("内容", "words"),
                             words("地点", "where"), words("开始", "at"), words("预计或承诺", "expected"),
                             words("结束", "over"), words("数量", "count"), words("总数", "of"),
                             words("分钟", "minutes")});
  }
  [[nodiscard]] std::string line(const desk::AnalysisRow& row) const {
    return desk::sheet_line({row.id, row.day ? base::format_date(*row.day) : "", row.kind, row.words, row.where,
                             text_of(row.at, env_.zone), text_of(row.expected, env_.zone), text_of(row.over, env_.zone),
                             std::to_string(row.count), std::to_string(row.of),
                             std::to_string((row.lasted_ms + kMinuteMs / 2) / kMinuteMs)});
  }

  void post_next() {
    const bool posted = env_.reads.post([self = shared_from_this()] {
      const std::lock_guard lock(self->mutex_);
      self->send_next();
    });
    if (!posted) stream_->cut();  // it has no end, so that nobody takes it for whole
  }

  void send_next() {
    while (!ended_) {
      const auto text = page();
      if (!text) {
        base::log_event(base::LogLevel::error, "analysis.export_failed",
                        {{"what", std::string_view(text.error().message)}});
        return stream_->cut();
      }
      if (!stream_->write({std::make_shared<const std::string>(*text)})) return;
      if (!ended_ && !stream_->tell_when_drained()) return;
    }
    stream_->finish();
  }

  const Environment& env_;
  const std::shared_ptr<const model::Rules> rules_;
  const AskedAnalysis asked_;
  const desk::AnalysisList list_;
  const std::string kind_;
  const Language language_;
  const desk::LookAtToday look_;
  std::mutex mutex_;
  std::vector<std::string> after_, next_;
  bool begun_ = false, ended_ = false;
  std::shared_ptr<net::Stream> stream_;
};

}  // namespace

Outcome export_analysis(Call& call) {
  Query query(call.request());
  const auto table = query.choice<desk::AnalysisTable>("table", desk::analysis_table_named);
  const auto topic = query.choice<AnalysisTopic>("topic", model::analysis_topic_named);
  for (const char* name : {"table", "topic"}) {
    if (call.request().query(name).empty()) query.refuse(name, {"必须填写。", "must be given."});
  }
  const auto asked = asked_analysis(call, query);
  if (!asked) return tl::unexpected(asked.error());
  net::Response response;
  const auto read = call.env.store.read([&](store::Reader& reader) -> Result<void> {
    const auto analysis = desk::show_analysis(reader, asked->wanted);
    if (!analysis) return tl::unexpected(analysis.error());
    auto rows = desk::analysis_table(*analysis, *table, *topic);
    std::vector<std::int64_t> received;
    for (auto& row : rows) {
      received.push_back(row.amounts[model::kReceived]);
      const bool of_request = *table == desk::AnalysisTable::kinds && *topic == AnalysisTopic::requests;
      if (of_request) row.head.front() = name_of_request(call, row.head.front());
    }
    const auto hidden = hidden_counts(call, received, asked->may_rows || *topic != AnalysisTopic::requests);
    response.body = desk::analysis_csv(*table, *topic, rows, hidden, call.language == Language::en);
    return {};
  });
  if (!read) return tl::unexpected(refuse_analysis(read.error()));
  response.content_type = "text/csv; charset=utf-8";
  response.headers.emplace_back("Content-Disposition", "attachment; filename=\"analysis.csv\"");
  return response;
}

Outcome export_analysis_rows(Call& call) {
  Query query(call.request());
  const auto list = query.choice<desk::AnalysisList>("list", desk::analysis_list_named);
  if (!list && call.request().query("list").empty()) query.refuse("list", {"必须填写。", "must be given."});
  const std::string kind = query.text("kind", kMostKind);
  auto asked = asked_analysis(call, query);
  if (!asked) return tl::unexpected(asked.error());
  const auto rows = std::make_shared<RowsExport>(call, std::move(*asked), *list, kind);
  auto first = rows->page();
  if (!first) return tl::unexpected(refuse_analysis(first.error()));
  rows->begin(*call.exchange, std::move(*first));
  net::Response by_itself;
  by_itself.status = 0;
  return by_itself;
}

}  // namespace gridboard::api
