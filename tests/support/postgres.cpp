// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/postgres.hpp"

#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <stdexcept>
#include <thread>
#include <vector>

namespace gridboard::tests {

namespace {

constexpr const char* kPrograms[] = {"/usr/lib/postgresql/15/bin", "/usr/lib/postgresql/17/bin"};
constexpr const char* kAccounts[] = {"postgres", "nobody"};

std::string find_programs() {
  for (const char* folder : kPrograms) {
    if (::access((std::string(folder) + "/postgres").c_str(), X_OK) == 0) return folder;
  }
  throw std::runtime_error("PostgreSQL is not installed");
}

// In the child: as `user`, gone when the test is, its words in a file.
[[noreturn]] void become(uid_t user, gid_t group, const std::string& log, std::vector<std::string> command) {
  if (::geteuid() != user && (::setgroups(0, nullptr) != 0 || ::setgid(group) != 0 || ::setuid(user) != 0))
    ::_exit(125);
  ::prctl(PR_SET_PDEATHSIG, SIGQUIT);
  ::setpgid(0, 0);
  const int out = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  ::dup2(out, STDOUT_FILENO);
  ::dup2(out, STDERR_FILENO);
  if (::chdir("/") != 0) ::_exit(125);
  std::vector<char*> arguments;
  for (std::string& word : command) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  ::execv(arguments.front(), arguments.data());
  ::_exit(126);
}

int wait_for(pid_t child) {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return status;
}

}  // namespace

PostgresServer::PostgresServer()
    : folder_(std::make_unique<TemporaryFolder>()),
      programs_(find_programs()),
      user_(::geteuid()),
      group_(::getegid()) {
  for (const char* name : kAccounts) {
    const passwd* account = user_ == 0 ? ::getpwnam(name) : nullptr;
    if (account == nullptr) continue;
    user_ = account->pw_uid;
    group_ = account->pw_gid;
  }
  if (::chown(folder_->file("").c_str(), user_, group_) != 0) throw std::runtime_error("can't give the folder away");
  const pid_t child = ::fork();
  if (child == 0) {
    become(user_, group_, folder_->file("initdb.log"),
           {programs_ + "/initdb", "-D", folder_->file("data"), "-U", "gridboard", "-A", "trust", "-E", "UTF8",
            "--no-sync", "--no-instructions", "--locale=C"});
  }
  if (wait_for(child) != 0) throw std::runtime_error("initdb failed");
  start();
}

PostgresServer::~PostgresServer() {
  stop();
}

std::string PostgresServer::socket_folder() const {
  std::string folder = folder_->file("");
  folder.pop_back();
  return folder;
}

void PostgresServer::launch() {
  server_ = ::fork();
  if (server_ != 0) return;
  // What the operating system has got outlives a killed server, so waiting for the disk would only slow the tests.
  become(user_, group_, folder_->file("server.log"),
         {programs_ + "/postgres", "-D", folder_->file("data"), "-k", socket_folder(), "-c", "listen_addresses=", "-c",
          "fsync=off", "-c", "max_connections=200", "-c", "shared_buffers=64MB", "-c", "log_min_messages=fatal", "-c",
          // In its folder, so that one which is killed leaves nothing in /dev/shm.
          "dynamic_shared_memory_type=mmap"});
}

bool PostgresServer::psql(const std::string& sql) const {
  const pid_t child = ::fork();
  if (child == 0) {
    become(user_, group_, "/dev/null",
           {programs_ + "/psql", "-h", socket_folder(), "-U", "gridboard", "-d", "postgres", "-c", sql});
  }
  return wait_for(child) == 0;
}

void PostgresServer::start() {
  if (server_ > 0) return;
  constexpr int kTries = 600;
  constexpr std::chrono::milliseconds kBetween{50};
  launch();
  for (int i = 0; i < kTries; ++i) {
    // One that was killed leaves processes behind that let go of its memory a moment later.
    if (::waitpid(server_, nullptr, WNOHANG) == server_) launch();
    if (psql("SELECT 1")) return;
    std::this_thread::sleep_for(kBetween);
  }
  throw std::runtime_error("PostgreSQL doesn't start");
}

void PostgresServer::kill_it() {
  if (server_ <= 0) return;
  ::kill(server_, SIGKILL);
  wait_for(server_);
  server_ = -1;
}

void PostgresServer::stop() {
  if (server_ <= 0) return;
  ::kill(server_, SIGINT);
  wait_for(server_);
  server_ = -1;
}

std::string PostgresServer::location() const {
  return "postgresql:///postgres?host=" + socket_folder() + "&user=gridboard";
}

std::string PostgresServer::new_location() {
  const std::string schema = "t" + std::to_string(++schemas_);
  if (!psql("CREATE SCHEMA " + schema)) throw std::runtime_error("no schema");
  return location() + "&options=-csearch_path%3D" + schema;
}

}  // namespace gridboard::tests
