// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/main/run_render.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <iostream>

#include "kiosk/app/render_notice.hpp"

namespace gridboard::kiosk {
namespace {

using base::Result;

// One byte more than is taken is enough to refuse it.
Result<std::string> read_input(int from) {
  std::string input;
  std::array<char, 64 << 10> piece{};
  while (input.size() <= app::kMostRenderBytes) {
    const ssize_t got = ::read(from, piece.data(), piece.size());
    if (got == 0) return input;
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return base::fail(base::ErrorCode::io, "input: can't be read");
    input.append(piece.data(), static_cast<std::size_t>(got));
  }
  return input;
}

Result<void> write_all(int to, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(to, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return base::fail(base::ErrorCode::io, "output: can't be written");
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

// It may repeat what came in.
std::string on_one_line(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < ' '; }, ' ');
  return text;
}

Result<void> render(const Options& options, int to) {
  const auto input = read_input(STDIN_FILENO);
  if (!input) return tl::unexpected(input.error());
  const auto request = app::read_render_request(*input);
  if (!request) return tl::unexpected(request.error());
  const auto png = app::render_notice(options.settings, *request);
  if (!png) return tl::unexpected(png.error());
  return write_all(to, *png);
}

}  // namespace

int run_render(const Options& options) {
  // Whatever a library prints goes to standard error.
  const int out = ::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
  ::dup2(STDERR_FILENO, STDOUT_FILENO);
  const auto done = render(options, out);
  if (done) return 0;
  std::cerr << "gridboard-kiosk: render: " << on_one_line(done.error().message) << "\n";
  return 1;
}

}  // namespace gridboard::kiosk
