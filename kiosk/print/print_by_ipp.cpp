// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstring>
#include <optional>
#include <string_view>

#include "kiosk/print/errand.hpp"
#include "kiosk/print/ipp_talk.hpp"
#include "kiosk/print/raster.hpp"
#include "sync/base/log.hpp"

namespace gridboard::kiosk::print {
namespace {

using State = JobNews::State;
using base::ErrorCode;
using base::Result;

constexpr const char* kFormat = "image/pwg-raster";
constexpr std::chrono::milliseconds kBusyRest{500};

bool has(const std::vector<std::string>& keywords, std::string_view wanted) {
  return std::find(keywords.begin(), keywords.end(), wanted) != keywords.end();
}

// Reasons come as "media-empty", "media-empty-error" or "media-empty-warning": how bad it is the job tells by going on.
// "media-empty-report" hinders nothing that is being printed (RFC 8011), but may tell what has.
std::string_view without_severity(std::string_view reason, bool reports) {
  for (const std::string_view suffix : {"-error", "-warning", "-report"}) {
    if ((reports || suffix != "-report") && reason.ends_with(suffix))
      return reason.substr(0, reason.size() - suffix.size());
  }
  return reason;
}

bool has_any(const std::vector<std::string>& reasons, std::initializer_list<std::string_view> wanted,
             bool reports = false) {
  return std::any_of(reasons.begin(), reasons.end(), [&](std::string_view reason) {
    return std::find(wanted.begin(), wanted.end(), without_severity(reason, reports)) != wanted.end();
  });
}

bool is_about_paper(const std::vector<std::string>& reasons, bool reports = false) {
  return has_any(reasons, {"media-empty", "media-needed", "resources-are-not-ready"}, reports);
}

// Somebody has to put a hand to it.
bool is_not_ready(const std::vector<std::string>& reasons) {
  return has_any(reasons, {"cover-open", "door-open", "interlock-open", "input-tray-missing", "media-jam", "paused",
                           "shutdown", "printer-stopped"});
}

std::string joined(const std::vector<std::string>& reasons) {
  std::string out;
  for (const std::string& reason : reasons) out += (out.empty() ? "" : ", ") + reason;
  return out;
}

class IppJob {
 public:
  explicit IppJob(const Errand& errand) : errand_(errand), talk_(errand), whole_(errand.patience.whole) {}

  Outcome run() {
    const Outcome outcome = go();
    if (id_ > 0 && !ended_) cancel();
    return outcome;
  }

 private:
  static Outcome fail(const base::Error& error) {
    const bool away = error.code == ErrorCode::unavailable || error.code == ErrorCode::timed_out;
    return {away ? State::offline : State::failed, error.message};
  }

  Outcome go() {
    const auto type = raster_type();
    if (!type) return fail(type.error());
    auto raster = pwg_raster(errand_.bitmap, errand_.dots_per_inch, *type);
    if (!raster) return fail(raster.error());
    auto sent = send(*raster);
    explicit_bzero(raster->data(), raster->size());
    if (!sent) return fail(sent.error());
    errand_.sent();
    return follow();
  }

  Result<RasterType> raster_type() {
    auto request = talk_.request(IPP_OP_GET_PRINTER_ATTRIBUTES);
    talk_.want(request, {"pwg-raster-document-type-supported"});
    const auto answer = talk_.ask(std::move(request));
    if (!answer) return tl::unexpected(answer.error());
    const auto types = words_of(*answer, "pwg-raster-document-type-supported");
    // Every printer of ours takes a bit a dot; one that tells its types and leaves that out takes grey.
    return types.empty() || has(types, name_of(RasterType::black_1)) ? RasterType::black_1 : RasterType::sgray_8;
  }

  Result<void> create() {
    auto request = talk_.request(IPP_OP_CREATE_JOB);
    ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_NAME, "job-name", nullptr, "slip");
    ippAddString(request.get(), IPP_TAG_JOB, IPP_TAG_KEYWORD, "print-color-mode", nullptr, "monochrome");
    const auto answer = talk_.ask(std::move(request));
    if (!answer) return tl::unexpected(answer.error());
    id_ = number_of(*answer, "job-id").value_or(0);
    if (id_ > 0) return {};
    return base::fail(ErrorCode::corrupt, "the printer gave the job no number");
  }

  Result<void> send(const std::vector<std::uint8_t>& raster) {
    auto created = create();
    // Another board's slip is being printed there.
    for (const Deadline end(errand_.patience.answer);
         !created && created.error().code == ErrorCode::conflict && !end.passed() && rest(errand_, kBusyRest);) {
      created = create();
    }
    if (!created) return created;
    auto request = talk_.job_request(IPP_OP_SEND_DOCUMENT, id_);
    ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_MIMETYPE, "document-format", nullptr, kFormat);
    ippAddBoolean(request.get(), IPP_TAG_OPERATION, "last-document", 1);
    const auto answer = talk_.ask(std::move(request), raster);
    if (!answer) return tl::unexpected(answer.error());
    return {};
  }

  struct Look {
    int state = IPP_JSTATE_PENDING;
    std::vector<std::string> of_job, of_printer;
    [[nodiscard]] bool lacks_paper() const { return is_about_paper(of_job) || is_about_paper(of_printer); }
    [[nodiscard]] bool stands_still() const {
      return lacks_paper() || is_not_ready(of_job) || is_not_ready(of_printer);
    }
    [[nodiscard]] std::string words() const {
      return "job " + std::string(ippEnumString("job-state", state)) + " (" + joined(of_job) + "), printer (" +
             joined(of_printer) + ")";
    }
  };

  Result<Look> look() {
    auto request = talk_.job_request(IPP_OP_GET_JOB_ATTRIBUTES, id_);
    talk_.want(request, {"job-state", "job-state-reasons"});
    const auto job = talk_.ask(std::move(request));
    if (!job) return tl::unexpected(job.error());
    Look look{number_of(*job, "job-state").value_or(IPP_JSTATE_PENDING), words_of(*job, "job-state-reasons"), {}};
    if (look.state == IPP_JSTATE_COMPLETED) return look;
    // Only to explain why a job goes no further: whether it does, the job says.
    auto why = talk_.request(IPP_OP_GET_PRINTER_ATTRIBUTES);
    talk_.want(why, {"printer-state-reasons"});
    if (const auto printer = talk_.ask(std::move(why))) look.of_printer = words_of(*printer, "printer-state-reasons");
    return look;
  }

  // The last news, if the job has ended.
  std::optional<Outcome> judge(const Look& look, const Look& before) {
    ended_ = look.state >= IPP_JSTATE_CANCELED;
    if (!ended_) return std::nullopt;
    if (look.state == IPP_JSTATE_COMPLETED && !has(look.of_job, "job-completed-with-errors")) {
      return Outcome{State::done, {}};
    }
    // Once the job is broken off, it is a mere report, or forgotten.
    const bool lacked_paper =
        is_about_paper(look.of_job, true) || is_about_paper(look.of_printer, true) || before.lacks_paper();
    return Outcome{lacked_paper ? State::paper_out : State::failed, look.words()};
  }

  Outcome follow() {
    Deadline silence(errand_.patience.answer);
    Deadline hope(errand_.patience.paper);  // that a printer which was seen to stand still goes on by itself
    Look last;
    while (!whole_.passed() && rest(errand_, errand_.patience.poll)) {
      auto seen = look();
      if (!seen) {
        if (silence.passed()) return fail(seen.error());
        continue;
      }
      silence = Deadline(errand_.patience.answer);
      if (auto outcome = judge(*seen, last)) return *outcome;
      if (!seen->stands_still() || !last.stands_still()) {
        hope = Deadline(errand_.patience.paper);
      } else if (hope.passed()) {
        return {seen->lacks_paper() ? State::paper_out : State::offline, seen->words()};
      }
      last = std::move(*seen);
    }
    return {State::failed, errand_.let_go ? "let go of" : "took too long: " + last.words()};
  }

  void cancel() {
    const auto answer = talk_.ask_at_last(talk_.job_request(IPP_OP_CANCEL_JOB, id_));
    if (!answer) base::log_event(base::LogLevel::warning, "print.not_cancelled", {{"reason", answer.error().message}});
  }

  const Errand& errand_;
  IppTalk talk_;
  Deadline whole_;
  int id_ = 0;
  bool ended_ = false;
};

}  // namespace

Outcome print_by_ipp(const Errand& errand) {
  return IppJob(errand).run();
}

}  // namespace gridboard::kiosk::print
