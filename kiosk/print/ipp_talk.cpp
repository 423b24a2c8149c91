// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/print/ipp_talk.hpp"

#include <algorithm>
#include <array>

namespace gridboard::kiosk::print {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;

using Http = std::unique_ptr<http_t, decltype(&httpClose)>;

constexpr const char* kUser = "gridboard";

std::string uri_of(const Address& address) {
  std::array<char, 1024> uri{};
  httpAssembleURI(HTTP_URI_CODING_ALL, uri.data(), static_cast<int>(uri.size()),
                  address.scheme == Address::Scheme::ipps ? "ipps" : "ipp", nullptr, address.host.c_str(), address.port,
                  address.path.c_str());
  return uri.data();
}

tl::unexpected<base::Error> broken(const char* what) {
  return fail(ErrorCode::unavailable, std::string("the printer ") + what);
}

// As long as the message isn't through and nothing breaks.
bool write_message(http_t* http, ipp_t* message) {
  ipp_state_t state = IPP_STATE_IDLE;
  while (state != IPP_STATE_DATA && state != IPP_STATE_ERROR) state = ippWrite(http, message);
  return state == IPP_STATE_DATA;
}

bool read_message(http_t* http, ipp_t* message) {
  ipp_state_t state = IPP_STATE_IDLE;
  while (state != IPP_STATE_DATA && state != IPP_STATE_ERROR) state = ippRead(http, message);
  return state == IPP_STATE_DATA;
}

Result<Ipp> judged(Ipp answer) {
  const ipp_status_t status = ippGetStatusCode(answer.get());
  if (status >= IPP_STATUS_OK && status <= IPP_STATUS_OK_EVENTS_COMPLETE) return answer;
  const std::string name = ippErrorString(status);
  if (status == IPP_STATUS_ERROR_BUSY) return fail(ErrorCode::conflict, "the printer is busy: " + name);
  return fail(ErrorCode::invalid_input, "the printer refuses: " + name);
}

}  // namespace

struct IppTalk::Waiting {
  std::chrono::milliseconds patience;
  Deadline deadline;
  const std::atomic<bool>* let_go;  // null if that doesn't matter any more

  // Called by the library each time it has waited for a glance.
  static int go_on(http_t*, void* waiting) {
    const auto* self = static_cast<const Waiting*>(waiting);
    return !self->deadline.passed() && !(self->let_go != nullptr && *self->let_go);
  }
};

bool IppTalk::write_document(http_t* http, std::span<const std::uint8_t> bytes, Waiting& waiting) {
  constexpr std::size_t kPiece = 8192;
  while (!bytes.empty()) {
    const auto piece = bytes.first(std::min(bytes.size(), kPiece));
    const ssize_t taken = httpWrite2(http, reinterpret_cast<const char*>(piece.data()), piece.size());
    if (taken <= 0) return false;
    bytes = bytes.subspan(static_cast<std::size_t>(taken));
    waiting.deadline = Deadline(waiting.patience);
  }
  return true;
}

IppTalk::IppTalk(const Errand& errand) : errand_(errand), printer_uri_(uri_of(errand.address)) {}

Ipp IppTalk::request(ipp_op_t operation) const {
  Ipp made(ippNewRequest(operation));
  ippAddString(made.get(), IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", nullptr, printer_uri_.c_str());
  if (operation != IPP_OP_GET_PRINTER_ATTRIBUTES && operation != IPP_OP_CREATE_JOB) return made;
  ippAddString(made.get(), IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", nullptr, kUser);
  return made;
}

Ipp IppTalk::job_request(ipp_op_t operation, int job) const {
  Ipp made = request(operation);
  ippAddInteger(made.get(), IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", job);
  ippAddString(made.get(), IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", nullptr, kUser);
  return made;
}

void IppTalk::want(Ipp& request, std::initializer_list<const char*> attributes) const {
  ippAddStrings(request.get(), IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes",
                static_cast<int>(attributes.size()), nullptr, attributes.begin());
}

Result<Ipp> IppTalk::exchange(Ipp request, std::span<const std::uint8_t> document, Waiting& waiting) const {
  const Address& address = errand_.address;
  const auto encryption =
      address.scheme == Address::Scheme::ipps ? HTTP_ENCRYPTION_ALWAYS : HTTP_ENCRYPTION_IF_REQUESTED;
  const Http http(httpConnect2(address.host.c_str(), address.port, nullptr, AF_UNSPEC, encryption, 1,
                               static_cast<int>(errand_.patience.connect.count()), nullptr),
                  &httpClose);
  if (!http) return broken("can't be reached");
  httpSetTimeout(http.get(), std::chrono::duration<double>(kGlance).count(), &Waiting::go_on, &waiting);
  httpClearFields(http.get());
  httpSetField(http.get(), HTTP_FIELD_CONTENT_TYPE, "application/ipp");
  httpSetLength(http.get(), ippLength(request.get()) + document.size());
  if (httpPost(http.get(), address.path.c_str()) != 0 || !write_message(http.get(), request.get()) ||
      !write_document(http.get(), document, waiting) || httpFlushWrite(http.get()) < 0) {
    return broken("took not all of it");
  }
  http_status_t status = HTTP_STATUS_CONTINUE;
  while (status == HTTP_STATUS_CONTINUE) status = httpUpdate(http.get());
  if (status == HTTP_STATUS_ERROR) return broken("gave no answer");
  if (status != HTTP_STATUS_OK) return fail(ErrorCode::invalid_input, "the printer answers " + std::to_string(status));
  Ipp answer(ippNew());
  if (!read_message(http.get(), answer.get())) return broken("broke off its answer");
  return judged(std::move(answer));
}

Result<Ipp> IppTalk::ask(Ipp request, std::span<const std::uint8_t> document) const {
  Waiting waiting{errand_.patience.answer, Deadline(errand_.patience.answer), &errand_.let_go};
  auto answer = exchange(std::move(request), document, waiting);
  if (!answer && answer.error().code == ErrorCode::unavailable && waiting.deadline.passed()) {
    return fail(ErrorCode::timed_out, "the printer doesn't answer");
  }
  return answer;
}

Result<Ipp> IppTalk::ask_at_last(Ipp request) const {
  Waiting waiting{errand_.patience.answer, Deadline(errand_.patience.answer), nullptr};
  return exchange(std::move(request), {}, waiting);
}

std::vector<std::string> words_of(const Ipp& answer, const char* attribute) {
  std::vector<std::string> out;
  ipp_attribute_t* found = ippFindAttribute(answer.get(), attribute, IPP_TAG_KEYWORD);
  for (int at = 0; found != nullptr && at < ippGetCount(found); ++at) {
    if (const char* word = ippGetString(found, at, nullptr)) out.emplace_back(word);
  }
  return out;
}

std::optional<int> number_of(const Ipp& answer, const char* attribute) {
  ipp_attribute_t* found = ippFindAttribute(answer.get(), attribute, IPP_TAG_ZERO);
  if (found == nullptr) return std::nullopt;
  const ipp_tag_t type = ippGetValueTag(found);
  if (type != IPP_TAG_INTEGER && type != IPP_TAG_ENUM) return std::nullopt;
  return ippGetInteger(found, 0);
}

}  // namespace gridboard::kiosk::print
