// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/run_filter.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <utility>

namespace gridboard::desk {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;
using Steady = std::chrono::steady_clock;

class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    close();
    number_ = std::exchange(other.number_, -1);
    return *this;
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { close(); }
  [[nodiscard]] int number() const { return number_; }
  void close() {
    if (number_ >= 0) ::close(number_);
    number_ = -1;
  }

 private:
  int number_;
};

// A program that isn't waited for to the end is killed and reaped.
class Child {
 public:
  explicit Child(pid_t id) : id_(id) {}
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() {
    if (id_ <= 0) return;
    ::kill(id_, SIGKILL);
    (void)wait();
  }
  int wait() {
    int status = 0;
    while (::waitpid(id_, &status, 0) < 0 && errno == EINTR) {
    }
    id_ = -1;
    return status;
  }

 private:
  pid_t id_;
};

std::vector<std::string> plain_environment() {
  constexpr std::string_view kPassed[] = {"PATH=", "HOME=", "XDG_", "LC_", "LANG", "GRIDBOARD_ASSETS="};
  std::vector<std::string> passed;
  for (char** each = environ; each != nullptr && *each != nullptr; ++each) {
    const std::string_view variable(*each);
    if (std::any_of(std::begin(kPassed), std::end(kPassed),
                    [&](auto prefix) { return variable.starts_with(prefix); })) {
      passed.emplace_back(variable);
    }
  }
  return passed;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> all;
  for (std::string& text : texts) all.push_back(text.data());
  all.push_back(nullptr);
  return all;
}

// One end of a socket pair is its input and output alike: a write to one who has gone is an error there, not a signal.
Result<pid_t> start(const std::string& program, const std::vector<std::string>& arguments, int its_end) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, its_end, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, its_end, STDOUT_FILENO);
  posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
  std::vector<std::string> words{program};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<std::string> environment = plain_environment();
  pid_t id = -1;
  const int wrong =
      ::posix_spawn(&id, program.c_str(), &actions, nullptr, pointers(words).data(), pointers(environment).data());
  posix_spawn_file_actions_destroy(&actions);
  if (wrong == 0) return id;
  return fail(ErrorCode::unavailable, program + " can't be started: " + std::strerror(wrong));
}

Result<std::string> talk(int descriptor, std::string_view input, std::size_t most_bytes, Steady::time_point end) {
  std::string output;
  std::array<char, 64 << 10> buffer{};
  if (input.empty()) ::shutdown(descriptor, SHUT_WR);
  while (true) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Steady::now()).count();
    if (left <= 0) return fail(ErrorCode::timed_out, "it took too long");
    pollfd wait{descriptor, static_cast<short>(input.empty() ? POLLIN : POLLIN | POLLOUT), 0};
    const int ready = ::poll(&wait, 1, static_cast<int>(left));
    if (ready < 0 && errno != EINTR) return fail(ErrorCode::io, std::string("poll: ") + std::strerror(errno));
    if (ready <= 0) continue;
    if ((wait.revents & POLLOUT) != 0 && !input.empty()) {
      const ssize_t sent = ::send(descriptor, input.data(), input.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
      // Who doesn't read on may still have written what we want.
      input.remove_prefix(sent > 0 ? static_cast<std::size_t>(sent) : errno == EAGAIN ? 0 : input.size());
      if (input.empty()) ::shutdown(descriptor, SHUT_WR);
    }
    if ((wait.revents & (POLLIN | POLLHUP | POLLERR)) == 0) continue;
    const ssize_t got = ::recv(descriptor, buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) continue;
    if (got <= 0) return output;
    output.append(buffer.data(), static_cast<std::size_t>(got));
    if (output.size() > most_bytes) return fail(ErrorCode::unavailable, "it wrote more than it may");
  }
}

}  // namespace

Result<std::string> run_filter(const std::string& program, const std::vector<std::string>& arguments,
                               std::string_view input, std::size_t most_bytes, std::chrono::milliseconds deadline) {
  const auto end = Steady::now() + deadline;
  int pair[2] = {-1, -1};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0) {
    return fail(ErrorCode::io, std::string("socketpair: ") + std::strerror(errno));
  }
  const Descriptor ours(pair[0]);
  Descriptor its(pair[1]);
  const auto id = start(program, arguments, its.number());
  if (!id) return tl::unexpected(id.error());
  Child child(*id);
  its.close();
  auto output = talk(ours.number(), input, most_bytes, end);
  if (!output) return fail(output.error().code, program + ": " + output.error().message);
  // It has closed its output, so it is about to end; one that isn't is killed like one that is late.
  while (Steady::now() < end) {
    siginfo_t ended{};
    if (::waitid(P_PID, static_cast<id_t>(*id), &ended, WEXITED | WNOHANG | WNOWAIT) == 0 && ended.si_pid == *id) {
      const int status = child.wait();
      if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return output;
      return fail(ErrorCode::unavailable, program + " failed");
    }
    ::poll(nullptr, 0, 1);
  }
  return fail(ErrorCode::timed_out, program + ": it took too long");
}

}  // namespace gridboard::desk
