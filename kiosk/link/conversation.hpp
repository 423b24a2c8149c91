// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// All that the link says to the centre and hears from it. Belongs to the link thread; nothing here blocks for longer
// than a commit takes. Work that waits has a moment; run() does what is due and tells when the next is.

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "kiosk/link/backoff.hpp"
#include "kiosk/link/blob_cache.hpp"
#include "kiosk/link/http_client.hpp"
#include "kiosk/link/keys.hpp"
#include "kiosk/link/line_splitter.hpp"
#include "kiosk/link/link.hpp"

namespace gridboard::kiosk::link {

class Conversation {
 public:
  using Post = std::function<void(Event)>;

  Conversation(const Settings& settings, base::Clock& clock, base::Random& random, HttpClient& http,
               replica::ReplicaWriter& writer, Post post);
  ~Conversation();

  void begin();  // posts Ready, goes on where the replica stands
  void take(const Command& command);
  // Does what is due; returns how long it may wait for the network at most.
  std::chrono::milliseconds run_due();
  // The file turned out damaged: the owner opens it anew and begins another conversation.
  [[nodiscard]] bool replica_broken() const { return replica_broken_; }

 private:
  enum class Phase { not_enrolled, revoked, waiting, proving, streaming };
  using Moment = std::chrono::milliseconds;  // of Clock::monotonic

  // conversation.cpp
  void connect();
  void ask_challenge();
  void ask_token(const std::string& nonce);
  void open_feed();
  void retry_later(Moment floor, const std::string& reason);
  void reconnect_soon(Moment floor);
  void fetch_anew();
  void stop_talking();
  void now_revoked();
  void note_contact(base::Instant centre_now, bool has_everything);
  // True if the answer means that this board is revoked, or that its token has to be renewed: it was seen to.
  bool seen_to_refusal(const HttpResult& result);
  void await_approval(Moment floor);
  // Damage calls for a new file, all else (a full disk) for another try.
  void note_disk_failure(const base::Error& error);
  [[nodiscard]] std::string url(const char* path) const;

  // feed_stream.cpp
  bool take_piece(std::string_view piece);
  bool take_line(std::string_view line);
  bool take(const wire::Hello& hello);
  bool take(const wire::SegmentLine& segment);
  bool take(const wire::Commit& commit);
  bool take(const wire::Beat& beat);
  bool take(const wire::Retry& retry);
  bool take(const wire::KeyLine& key);
  bool refuse_line(const std::string& log, const base::Error& error);
  void feed_ended(const HttpResult& result);

  // uplink.cpp
  void take(const Submit& submit);
  void take(const Rate& rate);
  void take(const Reopen& reopen);
  void take(const Report& report);
  void take(const TellHealth& tell);
  void take(const AnswerCommand& answer);
  base::Result<void> enqueue_health();
  void post_outbox();
  void outbox_answered(const std::vector<wire::OutboxItem>& items, const HttpResult& result);
  void batch_refused(const std::vector<wire::OutboxItem>& items, const HttpResult& result);
  void acknowledge(const std::vector<wire::ItemAnswer>& answers, const std::vector<wire::OutboxItem>& items);
  void post_version();

  // blobs.cpp
  struct Later {
    Backoff backoff;
    Moment at;
  };
  static constexpr Moment kLongestWaitForBlobs{60000}, kLookForBlobsEvery{3600000};
  void look_for_blobs();
  const model::RecordPicture* next_blob(Moment now, Moment& next_at);
  // Fetches the next that is due; how long until one is.
  Moment run_blobs(Moment now);
  void get_blob(const model::RecordPicture& picture);
  void blob_ended(const HttpResult& result);
  void keep_blob();
  void blob_not_kept(const base::Error& error);
  void blob_later(Moment floor, const std::string& reason);
  void tell_of_blobs(const std::string& trouble);
  void wipe_blobs();

  // digests.cpp
  // Whether what is held is what the centre believes. Returns how long until that is due; only while connected.
  void plan_digests_at_contact();
  [[nodiscard]] Moment digests_due_in();
  void ask_digests();
  void digests_answered(const HttpResult& result);
  void plan_digests(Moment from_now);
  [[nodiscard]] Moment between(Moment least, Moment most);

  // stick.cpp
  void take(const TakeBundle& take);
  void take(const WriteOutbox& write);

  // unlock.cpp
  void take(const AskUnlock& ask);
  void end_unlock();
  void fail_unlock(bool offline);
  void collect_unlock();
  // Asks whether somebody has unlocked, if that is due; how long until it is.
  Moment run_unlock(Moment now);

  // enrolment.cpp
  void take(const Enrol& enrol);
  void enrol_answered(const std::string& server_url, const KeyPair& keys, const HttpResult& result);

  const Settings& settings_;
  base::Clock& clock_;
  base::Random& random_;
  HttpClient& http_;
  replica::ReplicaWriter& writer_;
  Post post_;

  Phase phase_ = Phase::not_enrolled;
  std::optional<replica::Identity> identity_;
  std::string token_;
  bool token_proved_ = false;  // the centre has taken it once
  Backoff feed_backoff_, outbox_backoff_;
  Moment connect_at_{0};
  bool connected_ = false;  // heard from the centre, and nothing failed since
  bool replica_broken_ = false;

  HttpClient::Id talk_ = 0;  // challenge, token or feed
  LineSplitter lines_;
  Moment beat_;
  Moment last_heard_{0};
  Moment retry_floor_{0};
  bool heard_hello_ = false;
  int refusals_ = 0;          // refused lines since the last commit
  std::string line_trouble_;  // why the stream was cut by us

  std::string unlock_id_;  // "" while none is asked for
  HttpClient::Id unlock_talk_ = 0;
  Moment unlock_at_{0};

  HttpClient::Id outbox_post_ = 0;
  bool outbox_waiting_ = true;  // there may be something to hand in
  Moment outbox_at_{0};
  std::size_t batch_size_ = wire::kMaxItemsPerPost;

  HttpClient::Id digests_get_ = 0;
  std::optional<base::Instant> digests_at_;    // by the centre's clock; unset before the first contact
  std::chrono::milliseconds clock_offset_{0};  // centre minus board

  HttpClient::Id enrol_post_ = 0;

  BlobCache blobs_;
  bool look_for_blobs_ = true;  // the records may refer to others
  Moment look_for_blobs_at_{0};
  std::vector<model::RecordPicture> wanted_blobs_;
  HttpClient::Id blob_get_ = 0;
  model::RecordPicture blob_now_;             // asked for last
  std::optional<base::Error> blob_trouble_;   // why that was cut by us
  std::map<std::string, Later> later_blobs_;  // that failed
  std::set<std::string> refused_blobs_;       // told to the centre
  std::string told_of_blobs_;                 // of health
  wire::HealthBody health_;                   // told last
};

}  // namespace gridboard::kiosk::link
