// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "ipp_printer.hpp"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <csignal>
#include <filesystem>

#include <chrono>
#include <sstream>
#include <stdexcept>
#include <thread>

#include <arpa/inet.h>

namespace gridboard::kiosk::print {
namespace {

constexpr std::chrono::seconds kTooLong{20};

std::string content_of(const std::string& path) {
  std::ostringstream out;
  out << std::ifstream(path, std::ios::binary).rdbuf();
  return out.str();
}

bool somebody_listens(int port) {
  const int made = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const bool connected = ::connect(made, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  ::close(made);
  return connected;
}

template <class Condition>
void wait_until(const Condition& condition, const std::string& what) {
  for (const auto end = std::chrono::steady_clock::now() + kTooLong; !condition();) {
    if (std::chrono::steady_clock::now() > end) throw std::runtime_error(what);
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
}

void stop(pid_t& process) {
  if (process <= 0) return;
  ::kill(-process, SIGKILL);
  ::waitpid(process, nullptr, 0);
  process = 0;
}

}  // namespace

IppPrinter::IppPrinter(const std::string& script) {
  folder_.write("print.sh", "#!/bin/sh\ncp \"$1\" '" + folder_.file("arriving") + "' && mv '" +
                                folder_.file("arriving") + "' '" + folder_.file("document") + "'\n" + script + "\n");
  std::filesystem::permissions(folder_.file("print.sh"), std::filesystem::perms::owner_all);
  std::filesystem::create_directory(folder_.file("spool"));
  try {
    start_bus();
    start_printer();
  } catch (...) {
    stop(printer_);
    stop(bus_);
    throw;
  }
}

IppPrinter::~IppPrinter() {
  stop(printer_);
  stop(bus_);
}

void IppPrinter::switch_off() {
  stop(printer_);
}

// In a group of its own, which ends with this test however that ends.
pid_t IppPrinter::run(const std::string& command, const std::string& log) const {
  const std::string bus = "unix:path=" + folder_.file("bus"), spool = folder_.file("spool");
  const pid_t child = ::fork();
  if (child < 0) throw std::runtime_error("no process");
  if (child > 0) {
    ::setpgid(child, child);
    return child;
  }
  ::setpgid(0, 0);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  const int out = ::open(folder_.file(log).c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  ::dup2(out, STDOUT_FILENO);
  ::dup2(out, STDERR_FILENO);
  ::setenv("DBUS_SYSTEM_BUS_ADDRESS", bus.c_str(), 1);
  ::setenv("TMPDIR", spool.c_str(), 1);
  ::setenv("HOME", spool.c_str(), 1);
  ::execl("/bin/sh", "sh", "-c", ("exec " + command).c_str(), nullptr);
  ::_exit(127);
}

void IppPrinter::start_bus() {
  folder_.write(
      "bus.conf",
      "<!DOCTYPE busconfig PUBLIC \"-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN\" "
      "\"http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd\">\n<busconfig><type>system</type><listen>"
      "unix:path=" +
          folder_.file("bus") +
          "</listen><auth>EXTERNAL</auth><policy context=\"default\">"
          "<allow send_destination=\"*\"/><allow receive_sender=\"*\"/><allow own=\"*\"/></policy></busconfig>\n");
  bus_ = run("dbus-daemon --nofork --nopidfile --config-file='" + folder_.file("bus.conf") + "'", "bus.log");
  wait_until([&] { return std::filesystem::exists(folder_.file("bus")); },
             "dbus-daemon doesn't start: " + content_of(folder_.file("bus.log")));
}

void IppPrinter::start_printer() {
  printer_ =
      run("ippeveprinter -v -r off -n localhost -p " + std::to_string(port()) + " -d '" + folder_.file("spool") +
              "' -K '" + folder_.file("spool") + "' -c '" + folder_.file("print.sh") + "' -f image/pwg-raster Slips",
          "printer.log");
  wait_until([&] { return somebody_listens(port()); }, "ippeveprinter doesn't start: " + log());
}

std::string IppPrinter::document() const {
  return content_of(folder_.file("document"));
}
std::string IppPrinter::log() const {
  return content_of(folder_.file("printer.log"));
}

}  // namespace gridboard::kiosk::print
