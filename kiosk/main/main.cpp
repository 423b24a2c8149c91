// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Wires the board and runs it.
#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <iostream>

#include "kiosk/app/board.hpp"
#include "kiosk/app/drive.hpp"
#include "kiosk/app/tour.hpp"
#include "kiosk/main/options.hpp"
#include "kiosk/main/run_bundle.hpp"
#include "kiosk/main/run_render.hpp"
#include "kiosk/main/start_anew.hpp"
#include "sync/base/log.hpp"

namespace gridboard::kiosk {
namespace {

constexpr std::size_t kLogLines = 200;  // for staff at the board
constexpr int kFailed = 1, kSomethingMissing = 2;

int exit_code_of(const base::Error& error) {
  std::cerr << "gridboard-kiosk: " << error.message << "\n";
  return error.code == base::ErrorCode::not_found ? kSomethingMissing : kFailed;
}

int run_tour(app::Board& board, base::Clock& clock, const Options& options) {
  app::TourPlan plan{options.tour_folder, {}, options.maintenance_pin, options.receipt};
  if (!options.pins_file.empty()) {
    auto pins = app::read_pins(options.pins_file);
    if (!pins) return exit_code_of(pins.error());
    plan.pins = std::move(*pins);
  }
  const auto steps = app::make_tour(board, clock, plan);
  if (!steps) return exit_code_of(steps.error());
  std::cerr << *steps << " screens in " << options.tour_folder << "\n";
  return 0;
}

// Answers go to the real standard output; whatever a library prints goes to standard error instead.
int run_drive(app::Board& board, base::Clock& clock) {
  const int out = ::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
  ::dup2(STDERR_FILENO, STDOUT_FILENO);
  app::drive(
      board, clock, [](std::string& line) { return static_cast<bool>(std::getline(std::cin, line)); },
      [out](const std::string& line) {
        const std::string bytes = line + "\n";
        for (std::size_t at = 0; at < bytes.size();) {
          const ssize_t written = ::write(out, bytes.data() + at, bytes.size() - at);
          if (written <= 0) return;
          at += static_cast<std::size_t>(written);
        }
      });
  ::dup2(out, STDOUT_FILENO);  // for the program that may begin anew in our place
  return 0;
}

int run(const Options& options) {
  std::signal(SIGPIPE, SIG_IGN);
  if (options.render) return run_render(options);
  base::keep_recent_log(kLogLines);
  base::SystemClock clock;
  base::SystemRandom random;
  if (options.bundle != Options::Bundle::none) return run_bundle(options, clock, random);
  auto board = app::Board::open(options.settings, clock, random);
  if (!board) return exit_code_of(board.error());
  if (!options.tour_folder.empty()) return run_tour(**board, clock, options);
  if (options.drive) {
    run_drive(**board, clock);
  } else {
    (*board)->run();
  }
  return (*board)->starts_anew() ? kStartAnew : 0;
}

}  // namespace
}  // namespace gridboard::kiosk

int main(int argc, char** argv) {
  const gridboard::kiosk::Options options = gridboard::kiosk::read_options(argc, argv);
  if (options.exit_code) return *options.exit_code;
  // Before anything else: an upgrade may put another program in its place, which is then the one to start.
  const std::string program = gridboard::kiosk::this_program();
  const int exit_code = gridboard::kiosk::run(options);
  if (exit_code == gridboard::kiosk::kStartAnew) gridboard::kiosk::start_anew(program, argv);
  return exit_code;
}
