// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Wires the store, the server and the signals, and waits.

#include <pthread.h>
#include <sys/resource.h>

#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "sync/base/log.hpp"
#include "sync/desk/store_location.hpp"
#include "sync/server/main/settings.hpp"
#include "sync/server/service.hpp"
#include "sync/store/open_store.hpp"

namespace {

using namespace gridboard;

constexpr std::chrono::seconds kDrainAtMost{5};
constexpr int kExitCannotServe = 1;

sigset_t ending_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  return signals;
}

// A board is a descriptor: take as many as we may.
void raise_descriptor_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == limit.rlim_max) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

// Whole or not at all: who waits for the file never reads half an address.
base::Result<void> write_address(const std::string& path, const std::string& address) {
  const std::string part = path + ".part";
  std::ofstream file(part, std::ios::trunc);
  file << address << '\n';
  file.close();
  std::error_code error;
  if (file) std::filesystem::rename(part, path, error);
  if (!file || error) return base::fail(base::ErrorCode::io, "can't write " + path);
  return {};
}

// Installed together they lie side by side; a centre without the boards' program draws no previews.
std::string program_beside_us(const char* name) {
  std::error_code error;
  const auto own = std::filesystem::read_symlink("/proc/self/exe", error);
  if (error) return {};
  const auto beside = own.parent_path() / name;
  return std::filesystem::exists(beside, error) ? beside.string() : std::string();
}

int cannot_serve(const base::Error& error) {
  base::log_event(base::LogLevel::error, "server.failed",
                  {{"code", std::string_view(base::name_of(error.code))}, {"what", std::string_view(error.message)}});
  std::fprintf(stderr, "gridboard-server: %s\n", error.message.c_str());
  return kExitCannotServe;
}

int run(const server::ProgramSettings& settings) {
  const sigset_t signals = ending_signals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);  // before any thread begins, so that only we take them
  std::signal(SIGPIPE, SIG_IGN);
  raise_descriptor_limit();

  const auto keys = desk::KeyRing::open(settings.data);
  if (!keys) return cannot_serve(keys.error());
  const auto location = desk::store_location(settings.data, settings.store);
  if (!location) return cannot_serve(location.error());
  const auto store = store::open_store(*location);
  if (!store) return cannot_serve(store.error());
  base::SystemClock clock;
  base::SystemRandom random;
  server::ServiceOptions options;
  options.http.listen = settings.listen;
  options.http.threads = settings.threads;
  options.returns.a_second = options.returns.at_once = settings.returns_a_second;
  options.assets = settings.assets;
  options.share = settings.share;
  options.preview_program =
      settings.preview_program.empty() ? program_beside_us("gridboard-kiosk") : settings.preview_program;
  options.behind_tls_proxy = settings.behind_tls_proxy;
  options.provider = settings.provider;
  const auto service = server::Service::start(std::move(options), **store, **keys, clock, random);
  if (!service) return cannot_serve(service.error());
  const std::string address = (*service)->address();
  base::log_event(base::LogLevel::info, "server.listening", {{"address", std::string_view(address)}});
  if (!settings.address_file.empty()) {
    if (const auto written = write_address(settings.address_file, address); !written) {
      return cannot_serve(written.error());
    }
  }

  int signal_number = 0;
  sigwait(&signals, &signal_number);
  base::log_event(base::LogLevel::info, "server.draining", {{"signal", static_cast<std::int64_t>(signal_number)}});
  const bool in_time = (*service)->drain(kDrainAtMost);
  base::log_event(base::LogLevel::info, "server.stopped", {{"in_time", in_time}});
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const auto read = gridboard::server::read_settings(argc, argv);
  return read.exit_code ? *read.exit_code : run(read.settings);
}
