// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A board's machine: the real replica and the real conversation of kiosk/link on a virtual disk. What kiosk/link's
// thread does around the conversation (open, begin, run what is due, open anew after damage) is done here by hand.

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "kiosk/link/conversation.hpp"
#include "sync/replica/replica.hpp"
#include "sync/sqlite/database.hpp"
#include "tests/simulation/disk.hpp"
#include "tests/simulation/ledger.hpp"
#include "tests/simulation/network.hpp"
#include "tests/simulation/plants.hpp"

namespace gridboard::simulation {

class Board {
 public:
  Board(std::string name, Timeline& timeline, Network& network, Ledger& ledger, std::uint64_t seed, Plant plant);
  ~Board();

  void boot();
  void shut_down();
  void cut_power();
  [[nodiscard]] bool up() const { return conversation_ != nullptr; }

  void enrol(const std::string& code);
  // A resident presses "hand in" at the glass.
  void hand_in();
  void rate(const std::string& receipt, int stars);

  // A stick of the real file system, brought to the board. Nothing if it is off just then.
  void take_bundle(const std::string& path);
  void write_outbox(const std::string& path);

  // A copy of the disk as it is, and the day that it is put back in.
  void copy_disk();
  [[nodiscard]] bool has_copy() const { return !copy_.empty(); }
  void put_copy_in(milliseconds takes);

  // Of what it holds. Only while it is up.
  struct Held {
    std::map<std::string, std::set<std::string>> bodies;  // by key; several if logs disagree
    std::size_t waiting = 0;                              // items in the outbox
    bool revoked = false;
  };
  [[nodiscard]] std::optional<Held> look();
  [[nodiscard]] bool connected() const { return connected_; }
  [[nodiscard]] bool enrolled() const { return !id_.empty(); }
  [[nodiscard]] const std::string& id() const { return id_; }
  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] Disk& disk() { return disk_; }
  [[nodiscard]] Client& client() { return client_; }
  [[nodiscard]] MachineClock& clock() { return clock_; }

  // Every place it ever hung at; what is held must be for one of them.
  std::set<std::string> places;
  // Set before staff revoke it: whatever becomes of that, from here on it may take itself for revoked.
  bool may_be_revoked = false;
  bool was_revoked = false;

 private:
  void start();
  void stop();
  void pump();
  void come_back_after(milliseconds delay);
  void take(const kiosk::link::Event& event);
  void take_itself_for_revoked();
  void check_what_is_held();
  // A connection of its own to what the replica holds; nullptr if it can't be read just now.
  sqlite::Database* eye();

  const std::string name_, path_;
  Timeline& timeline_;
  Ledger& ledger_;
  base::SeededRandom random_;
  Disk disk_;
  MachineClock clock_;
  Client client_;
  const Plant plant_;
  kiosk::link::Settings settings_;
  std::unique_ptr<replica::ReplicaWriter> writer_;
  std::unique_ptr<kiosk::link::Conversation> conversation_;
  std::optional<sqlite::Database> eye_;
  std::uint64_t incarnation_ = 0, wake_ = 0;
  std::string id_;
  bool connected_ = false, changed_ = false;
  std::map<std::string, std::uint64_t> stood_;  // by "log/epoch": the furthest it ever was
  std::uint64_t changes_ = 0;
  Disk::Image copy_;
  std::uint64_t copied_at_ticket_ = 0;
  milliseconds in_repair_until_{0};
};

}  // namespace gridboard::simulation
