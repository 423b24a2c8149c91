// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The centre's machine: the real store and desk on a virtual disk, and the thinnest driver in the place of hub and
// routes.

#include <list>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "sync/desk/board_access.hpp"
#include "sync/desk/key_ring.hpp"
#include "sync/desk/read_feed.hpp"
#include "sync/model/catalogue.hpp"
#include "sync/model/rules.hpp"
#include "sync/store/store.hpp"
#include "sync/wire/outbox.hpp"
#include "tests/simulation/disk.hpp"
#include "tests/simulation/network.hpp"
#include "tests/simulation/plants.hpp"
#include "tests/support/temporary_folder.hpp"

namespace gridboard::simulation {

// Read once for all seeds.
struct World {
  model::Rules rules;
  model::Catalogue catalogue;
  std::unique_ptr<desk::KeyRing> keys;
  std::string key_folder;                       // of the real file system, as it was made
  std::unique_ptr<desk::KeyRing> foreign_keys;  // of another fleet
  Disk::Image centre;                           // places, households and bills of a small city, no boards yet
};

class Centre {
 public:
  Centre(const World& world, Timeline& timeline, std::uint64_t seed, Plant plant);
  ~Centre();

  void boot();
  // In good order: streams are told to come back.
  void shut_down();
  // At once; what wasn't synced falls as it may.
  void cut_power();
  [[nodiscard]] bool up() const { return store_ != nullptr; }
  // The power may have gone while it worked. Calls this after everything that touches the store.
  void notice_power_cut();

  void serve(const CentreRequest& request, const Answer& answer, const std::shared_ptr<Stream>& stream);
  // Somebody wrote: streams get what is new.
  void wake();
  void set_overloaded(bool overloaded) { overloaded_ = overloaded; }

  // A copy in the backup's place, and the centre begun anew from it. False if there is none.
  bool back_up();
  [[nodiscard]] bool has_backup() const { return !backup_.empty(); }
  void restore_backup();

  // Sticks of the real file system. False, or nothing, if it can't just then.
  bool write_bundle(const std::string& board_id, const std::string& path, bool whole);
  void take_bundle(const std::string& path);

  // The next pair of keys. The server hears of it within a beat.
  void rotate_keys(std::chrono::days overlap);

  // Of the running centre.
  [[nodiscard]] store::Store& store() { return *store_; }
  [[nodiscard]] MachineClock& clock() { return clock_; }
  [[nodiscard]] base::Random& random() { return random_; }
  [[nodiscard]] Disk& disk() { return disk_; }
  [[nodiscard]] const World& world() const { return world_; }
  // What becomes of each line on its way to a board; nothing by default.
  std::function<std::string(const std::string& board_id, const std::string& line)> on_line;

 private:
  struct Session {
    std::string board_id;
    desk::FeedPosition position;
    std::shared_ptr<Stream> stream;
    std::uint64_t number = 0;
    bool live = true, greeted = false, waiting = false;
    std::uint64_t keys_told = 0;
    std::map<std::string, std::uint64_t> joined;  // planted: where the last segment that was sent ended
  };

  void refuse(const Answer& answer, const base::Error& error);
  void enrol(const CentreRequest& request, const Answer& answer);
  void challenge(const CentreRequest& request, const Answer& answer);
  void token(const CentreRequest& request, const Answer& answer);
  void outbox(const CentreRequest& request, const Answer& answer);
  void feed(const CentreRequest& request, const Answer& answer, const std::shared_ptr<Stream>& stream);
  void answer_before_commit(const std::string& board_id, std::vector<wire::OutboxItem> items, const Answer& answer);
  base::Result<store::Board> board_of(const CentreRequest& request);

  void serve_session(std::uint64_t number);
  base::Result<std::string> next_commit(Session& session);
  std::string line_of(Session& session, wire::Segment segment);
  void tell_keys(Session& session);
  // The world's own, until they are rotated in this city.
  [[nodiscard]] desk::KeyRing& keys() { return own_keys_ ? *own_keys_ : *world_.keys; }
  void beat(std::uint64_t number, std::uint64_t incarnation);
  void end_refused_boards();
  void send(Session& session, const std::string& line);
  void drop_sessions();

  const World& world_;
  Timeline& timeline_;
  base::SeededRandom random_;
  Disk disk_;
  MachineClock clock_;
  const Plant plant_;
  std::unique_ptr<store::Store> store_;
  std::unique_ptr<desk::BoardAccess> access_;
  std::unique_ptr<tests::TemporaryFolder> key_folder_;  // set once they were rotated
  std::unique_ptr<desk::KeyRing> own_keys_;
  base::SeededRandom key_random_;
  std::map<std::uint64_t, Session> sessions_;
  std::uint64_t last_session_ = 0, incarnation_ = 0;
  bool overloaded_ = false, waking_ = false;
  std::string backup_;
};

}  // namespace gridboard::simulation
