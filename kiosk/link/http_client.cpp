// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/link/http_client.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <map>
#include <new>
#include <vector>

namespace gridboard::kiosk::link {
namespace {

constexpr std::size_t kMaxAnswerBytes = 8 << 20;
constexpr int kPartialContent = 206;
constexpr std::chrono::hours kLongestRetryAfter{1};

Transport transport_of(CURLcode code, int status) {
  switch (code) {
    case CURLE_OK:
      return Transport::arrived;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
      return Transport::untrusted;
    default:
      return status == 0 ? Transport::unreachable : Transport::cut;
  }
}

}  // namespace

struct CurlClient::Transfer {
  CURL* easy = nullptr;
  curl_slist* headers = nullptr;
  std::string body;
  OnPiece on_piece;
  OnDone on_done;
  std::string answer;
  char error[CURL_ERROR_SIZE] = {};
  int wanted_status = 200;
  bool cancelled = false, ignored = false;

  Transfer() = default;
  Transfer(const Transfer&) = delete;
  Transfer& operator=(const Transfer&) = delete;
  ~Transfer() {
    curl_easy_cleanup(easy);
    curl_slist_free_all(headers);
  }
  [[nodiscard]] int status() const {
    long code = 0;
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &code);
    return static_cast<int>(code);
  }
  static std::size_t write(char* data, std::size_t, std::size_t size, void* user) {
    auto& self = *static_cast<Transfer*>(user);
    if (self.cancelled) return 0;
    if (self.on_piece && self.status() == self.wanted_status) return self.on_piece({data, size}) ? size : 0;
    if (self.wanted_status == kPartialContent && self.status() == 200) return self.ignored = true, 0;
    if (self.answer.size() + size > kMaxAnswerBytes) return 0;
    self.answer.append(data, size);
    return size;
  }
};

struct CurlClient::State {
  std::string ca_file, user_agent;
  std::chrono::milliseconds connect_timeout;
  CURLM* multi = nullptr;
  std::map<Id, std::unique_ptr<Transfer>> transfers;
  Id last_id = 0;

  void set_up(Transfer& transfer, const HttpRequest& request) const;
  HttpResult result_of(Transfer& transfer, CURLcode code) const;
  void sweep();
};

CurlClient::CurlClient(std::string ca_file, std::string user_agent, std::chrono::milliseconds connect_timeout)
    : state_(std::make_unique<State>()) {
  curl_global_init(CURL_GLOBAL_DEFAULT);
  state_->ca_file = std::move(ca_file);
  state_->user_agent = std::move(user_agent);
  state_->connect_timeout = connect_timeout;
  state_->multi = curl_multi_init();
  if (state_->multi == nullptr) throw std::bad_alloc();
}

CurlClient::~CurlClient() {
  for (auto& [id, transfer] : state_->transfers) curl_multi_remove_handle(state_->multi, transfer->easy);
  state_->transfers.clear();
  curl_multi_cleanup(state_->multi);
  curl_global_cleanup();
}

void CurlClient::State::set_up(Transfer& transfer, const HttpRequest& request) const {
  CURL* easy = transfer.easy;
  curl_easy_setopt(easy, CURLOPT_URL, request.url.c_str());
  curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(easy, CURLOPT_NOPROXY, "*");
  curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1);
  curl_easy_setopt(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  curl_easy_setopt(easy, CURLOPT_USERAGENT, user_agent.c_str());
  curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "");
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);  // a hanging name server must not hold up the end
  curl_easy_setopt(easy, CURLOPT_TCP_KEEPALIVE, 1L);
  curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(connect_timeout.count()));
  curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(request.timeout.count()));
  if (request.from_byte > 0) {
    transfer.wanted_status = kPartialContent;
    curl_easy_setopt(easy, CURLOPT_RANGE, (std::to_string(request.from_byte) + "-").c_str());
    transfer.headers = curl_slist_append(transfer.headers, "Accept-Encoding: identity");
  }
  if (!ca_file.empty()) {
    curl_easy_setopt(easy, CURLOPT_CAINFO, ca_file.c_str());
    curl_easy_setopt(easy, CURLOPT_CAPATH, nullptr);
  }
  if (!request.bearer.empty()) {
    transfer.headers = curl_slist_append(transfer.headers, ("Authorization: Bearer " + request.bearer).c_str());
  }
  if (request.body) {
    transfer.body = *request.body;
    transfer.headers = curl_slist_append(transfer.headers, "Content-Type: application/json");
    transfer.headers = curl_slist_append(transfer.headers, "Expect:");
    curl_easy_setopt(easy, CURLOPT_POST, 1L);
    curl_easy_setopt(easy, CURLOPT_POSTFIELDS, transfer.body.c_str());
    curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(transfer.body.size()));
  }
  curl_easy_setopt(easy, CURLOPT_HTTPHEADER, transfer.headers);
  curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, transfer.error);
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &Transfer::write);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, &transfer);
}

CurlClient::Id CurlClient::start(const HttpRequest& request, OnPiece on_piece, OnDone on_done) {
  auto transfer = std::make_unique<Transfer>();
  transfer->easy = curl_easy_init();
  if (transfer->easy == nullptr) throw std::bad_alloc();
  transfer->on_piece = std::move(on_piece);
  transfer->on_done = std::move(on_done);
  state_->set_up(*transfer, request);
  curl_multi_add_handle(state_->multi, transfer->easy);
  const Id id = ++state_->last_id;
  state_->transfers.emplace(id, std::move(transfer));
  return id;
}

// Only marked: the transfer may be the one whose callback asks for it, which libcurl forbids to take away.
void CurlClient::cancel(Id id) {
  const auto found = state_->transfers.find(id);
  if (found != state_->transfers.end()) found->second->cancelled = true;
}

void CurlClient::State::sweep() {
  std::erase_if(transfers, [this](auto& entry) {
    if (entry.second->cancelled) curl_multi_remove_handle(multi, entry.second->easy);
    return entry.second->cancelled;
  });
}

HttpResult CurlClient::State::result_of(Transfer& transfer, CURLcode code) const {
  HttpResult result;
  result.status = transfer.status();
  result.from_byte_ignored = transfer.ignored;
  result.transport = transport_of(code, result.status);
  result.body = std::move(transfer.answer);
  if (code != CURLE_OK) result.error = transfer.error[0] != '\0' ? transfer.error : curl_easy_strerror(code);
  const char* type = nullptr;
  curl_easy_getinfo(transfer.easy, CURLINFO_CONTENT_TYPE, &type);
  result.is_problem = type != nullptr && std::string_view(type).starts_with("application/problem+json");
  curl_off_t seconds = 0;
  curl_easy_getinfo(transfer.easy, CURLINFO_RETRY_AFTER, &seconds);
  const std::chrono::seconds longest = kLongestRetryAfter;
  result.retry_after = std::min(std::chrono::seconds(seconds), longest);
  return result;
}

void CurlClient::run(std::chrono::milliseconds at_most) {
  state_->sweep();
  // Nothing may happen between here and the wait: what it brings about (a transfer that ends, a deadline that moves)
  // would be waited out. A transfer just added makes the poll return at once.
  int running = 0;
  curl_multi_poll(state_->multi, nullptr, 0, static_cast<int>(at_most.count()), nullptr);
  curl_multi_perform(state_->multi, &running);
  std::vector<std::pair<CURL*, CURLcode>> done;
  int left = 0;
  while (CURLMsg* message = curl_multi_info_read(state_->multi, &left)) {
    if (message->msg == CURLMSG_DONE) done.emplace_back(message->easy_handle, message->data.result);
  }
  for (const auto& [easy, code] : done) {
    const auto found = std::find_if(state_->transfers.begin(), state_->transfers.end(),
                                    [handle = easy](const auto& entry) { return entry.second->easy == handle; });
    if (found == state_->transfers.end()) continue;
    const std::unique_ptr<Transfer> transfer = std::move(found->second);
    state_->transfers.erase(found);
    const HttpResult result = state_->result_of(*transfer, code);
    curl_multi_remove_handle(state_->multi, transfer->easy);
    if (!transfer->cancelled && transfer->on_done) transfer->on_done(result);
  }
  state_->sweep();
}

void CurlClient::wake() {
  curl_multi_wakeup(state_->multi);
}

}  // namespace gridboard::kiosk::link
