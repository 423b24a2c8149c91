// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/main/options.hpp"

#include <toml++/toml.h>
#include <CLI/CLI.hpp>
#include <cstdio>
#include <cstdlib>
#include <iostream>

#include "kiosk/main/speech_options.hpp"
#include "sync/base/files.hpp"
#include "sync/base/ids.hpp"
#include "sync/base/utf8.hpp"

namespace gridboard::kiosk {
namespace {

// Two pictures of the largest size, and what no board's disk has.
constexpr int kLeastPicturesMib = 8, kMostPicturesMib = 16384;

struct Given {
  std::string data, config, server, ca, code_file, orientation, windowed, locale, theme, assets, share, tour, pins,
      maintenance_pin_file, receipt, turn, printer, stick, bundle_import, bundle_export;
  double px_per_mm = 0, glass_bottom_mm = 0;
  int printer_width_dots = 0, printer_dots_per_inch = 0, pictures_mib = 0;
  SpeechOptions speech;
  bool large = false, headless = false, drive = false, render = false, no_link = false;
};

std::string usual_data_folder() {
  const char* state = std::getenv("XDG_STATE_HOME");
  if (state && *state) return std::string(state) + "/gridboard/board";
  const char* home = std::getenv("HOME");
  return std::string(home ? home : ".") + "/.local/state/gridboard/board";
}

void declare(CLI::App& program, Given& given) {
  program.set_version_flag("--version", GRIDBOARD_VERSION);
  program.add_option("--data", given.data, "Folder of this board's data")->type_name("DIR");
  program.add_option("--config", given.config, "Settings in TOML; the command line goes before it")->type_name("FILE");
  program.add_option("--server", given.server, "The centre's address")->type_name("URL");
  program.add_option("--ca", given.ca, "The fleet's own CA")->type_name("FILE");
  program.add_option("--enrol-code-file", given.code_file, "One-time code for enrolment, - for standard input")
      ->type_name("FILE");
  program
      .add_option("--orientation", given.orientation,
                  "portrait or landscape; on the whole screen the picture is turned where the screen is the other way")
      ->check(CLI::IsMember({"portrait", "landscape"}));
  program.add_option("--turn", given.turn, "Which way it is turned: right or left")
      ->check(CLI::IsMember({"right", "left"}));
  program.add_option("--windowed", given.windowed, "A window instead of the whole screen")->type_name("WxH");
  program.add_option("--px-per-mm", given.px_per_mm, "Pixels a millimetre, if the screen tells it wrongly")
      ->check(CLI::Range(1.0, 40.0));
  program
      .add_option("--glass-bottom-mm", given.glass_bottom_mm,
                  "How high the glass's lower edge hangs above the floor, so that all controls can be reached "
                  "(760 in portrait, 850 in landscape)")
      ->check(CLI::Range(100.0, 2000.0));
  program.add_flag("--large", given.large, "Begin in large type");
  program.add_option("--locale", given.locale, "zh-CN or en")->check(CLI::IsMember({"zh-CN", "en"}));
  program
      .add_option("--printer", given.printer,
                  "The slip printer: ipp://HOST/ipp/print, ipps://HOST/ipp/print or escpos://HOST")
      ->type_name("URL");
  program
      .add_option("--printer-width-dots", given.printer_width_dots,
                  "How wide it prints: 576 on paper of 80 mm, 384 on 58 mm")
      ->type_name("DOTS");
  declare(program, given.speech);
  program.add_option("--theme", given.theme, "Theme in assets/themes")->type_name("NAME");
  program.add_option("--assets", given.assets, "Folder of assets")->type_name("DIR")->group("");
  program.add_option("--share", given.share, "Folder of built assets")->type_name("DIR")->group("");
  program.add_flag("--headless", given.headless, "Without a display");
  program.add_flag("--drive", given.drive, "Take commands as JSON lines on standard input (headless only)");
  program.add_flag("--render", given.render,
                   "Draw one notice, a JSON object on standard input, as a PNG on standard output");
  program.add_option("--tour", given.tour, "Walk through every screen and leave pictures there")->type_name("DIR");
  program.add_option("--pins", given.pins, "PINs for the tour, as 'gridboard pin issue' writes them")
      ->type_name("FILE");
  program
      .add_option("--maintenance-pin-file", given.maintenance_pin_file,
                  "Maintenance PIN for the tour, as 'gridboard board maintenance-pin' writes it")
      ->type_name("FILE");
  program.add_option("--receipt", given.receipt, "A request of this board that is done, for the tour to rate")
      ->type_name("RECEIPT");
  program
      .add_option("--stick-folder", given.stick,
                  "Where a stick with a bundle is mounted; otherwise whatever is mounted under /media, /run/media or "
                  "/mnt")
      ->type_name("DIR");
  CLI::App* bundle = program.add_subcommand("bundle", "Files on a stick, for boards without a network");
  bundle->require_subcommand(1);
  CLI::App* import_file =
      bundle->add_subcommand("import", "Take in what 'gridboard bundle export' wrote for this board");
  import_file->add_option("FILE", given.bundle_import)->required()->type_name("");
  CLI::App* export_file =
      bundle->add_subcommand("export", "Write what waits for the centre, for 'gridboard bundle import'");
  export_file->add_option("FILE", given.bundle_export)->required()->type_name("");
  for (CLI::App* command : {bundle, import_file, export_file}) command->fallthrough();
  program
      .add_option("--pictures-mib", given.pictures_mib,
                  "How much room pictures of notices may take on the disk, in MiB; what was shown longest ago goes "
                  "first (256)")
      ->check(CLI::Range(kLeastPicturesMib, kMostPicturesMib));
  program.add_flag("--no-link", given.no_link, "Work on stored data, without the centre");
  program.footer(
      "A board that is not enrolled yet asks for its one-time code on the glass, or takes it from --enrol-code-file.\n"
      "Exit codes: 0 done, 1 failed, 2 something has to be given first.");
}

void read_config(const std::string& path, Given& given) {
  const toml::table table = toml::parse_file(path);
  const auto take = [&](const char* key, std::string& target) {
    if (target.empty()) target = table[key].value_or(std::string());
  };
  take("data", given.data);
  take("server", given.server);
  take("ca", given.ca);
  take("orientation", given.orientation);
  take("turn", given.turn);
  take("windowed", given.windowed);
  take("locale", given.locale);
  take("theme", given.theme);
  take("printer", given.printer);
  take("stick_folder", given.stick);
  if (given.printer_width_dots == 0) given.printer_width_dots = table["printer_width_dots"].value_or(0);
  if (given.pictures_mib == 0) given.pictures_mib = table["pictures_mib"].value_or(0);
  given.printer_dots_per_inch = table["printer_dots_per_inch"].value_or(0);
  if (given.px_per_mm == 0) given.px_per_mm = table["px_per_mm"].value_or(0.0);
  if (given.glass_bottom_mm == 0) given.glass_bottom_mm = table["glass_bottom_mm"].value_or(0.0);
  if (!given.large) given.large = table["large"].value_or(false);
  read_speech(path, given.speech);
}

// What 'gridboard board maintenance-pin' wrote has the PIN last, six to eight digits.
std::string pin_in(const std::string& text) {
  std::string pin, run;
  for (const char c : text + "\n") {
    if (c >= '0' && c <= '9') {
      run += c;
      continue;
    }
    if (run.size() >= 6 && run.size() <= 8) pin = run;
    run.clear();
  }
  return pin;
}

bool read_maintenance_pin(const std::string& file, std::string& pin) {
  if (file.empty()) return true;
  const auto text = base::read_file(file);
  if (text) pin = pin_in(*text);
  if (!pin.empty()) return true;
  std::cerr << "gridboard-kiosk: there is no maintenance PIN in " << file << "\n";
  return false;
}

// The code never stands among the arguments, where every process could read it.
bool read_code(const std::string& file, std::string& code) {
  if (file.empty()) return true;
  std::string line;
  if (file == "-") {
    std::getline(std::cin, line);
  } else {
    std::FILE* from = std::fopen(file.c_str(), "re");
    if (!from) {
      std::cerr << "gridboard-kiosk: " << file << " can't be read\n";
      return false;
    }
    char text[256] = {};
    if (std::fgets(text, sizeof text, from)) line = text;
    std::fclose(from);
  }
  code = std::string(base::trim(line));
  if (!code.empty()) return true;
  std::cerr << "gridboard-kiosk: there is no enrolment code in " << (file == "-" ? "standard input" : file) << "\n";
  return false;
}

bool apply_size(const Given& given, platform::DisplayOptions& display) {
  const bool landscape = given.orientation == "landscape";
  if (!given.windowed.empty()) {
    if (std::sscanf(given.windowed.c_str(), "%dx%d", &display.width, &display.height) != 2 || display.width < 320 ||
        display.height < 320 || display.width > 16384 || display.height > 16384) {
      std::cerr << "gridboard-kiosk: --windowed is WIDTHxHEIGHT in pixels, 320 to 16384\n";
      return false;
    }
    display.fullscreen = false;
  } else if (display.headless) {
    display.width = landscape ? 1920 : 1080;
    display.height = landscape ? 1080 : 1920;
  }
  const bool turned = !given.orientation.empty() && display.width > 0 && (display.width > display.height) != landscape;
  if (turned) std::swap(display.width, display.height);
  using Orientation = platform::DisplayOptions::Orientation;
  if (!given.orientation.empty()) display.orientation = landscape ? Orientation::landscape : Orientation::portrait;
  display.turn = given.turn == "left" ? platform::Turn::left : platform::Turn::right;
  if (given.px_per_mm > 0) display.px_per_mm = static_cast<float>(given.px_per_mm);
  return true;
}

bool apply_printer(const Given& given, print::PrinterSettings& printer) {
  printer.url = given.printer;
  if (given.printer_width_dots != 0) printer.width_dots = given.printer_width_dots;
  if (given.printer_dots_per_inch != 0) printer.dots_per_inch = given.printer_dots_per_inch;
  const auto checked = print::check(printer);
  if (!checked) std::cerr << "gridboard-kiosk: " << checked.error().message << "\n";
  return checked.has_value();
}

bool apply_room(const Given& given, app::Settings& settings) {
  if (given.pictures_mib == 0) return true;
  if (given.pictures_mib < kLeastPicturesMib || given.pictures_mib > kMostPicturesMib) {
    std::cerr << "gridboard-kiosk: pictures_mib is from " << kLeastPicturesMib << " to " << kMostPicturesMib << "\n";
    return false;
  }
  settings.max_blob_bytes = static_cast<std::uint64_t>(given.pictures_mib) << 20;
  return true;
}

bool apply(const Given& given, Options& options) {
  app::Settings& settings = options.settings;
  settings.data_folder = given.data.empty() ? usual_data_folder() : given.data;
  settings.server_url = given.server;
  settings.ca_file = given.ca;
  settings.assets_folder = given.assets.empty() ? GRIDBOARD_ASSETS_DIR : given.assets;
  settings.share_folder = given.share.empty() ? GRIDBOARD_SHARE_DIR : given.share;
  if (!given.theme.empty()) settings.theme = given.theme;
  settings.large = given.large;
  settings.english = given.locale == "en";
  settings.link = !given.no_link;
  settings.display.headless = given.headless || !given.tour.empty();
  options.tour_folder = given.tour;
  options.pins_file = given.pins;
  options.receipt = given.receipt;
  settings.glass_bottom_mm = static_cast<float>(given.glass_bottom_mm);
  options.drive = given.drive;
  options.render = given.render;
  settings.stick_folder = given.stick;
  using Bundle = Options::Bundle;
  options.bundle = !given.bundle_import.empty()   ? Bundle::import_file
                   : !given.bundle_export.empty() ? Bundle::export_file
                                                  : Bundle::none;
  options.bundle_file = given.bundle_import + given.bundle_export;
  apply(given.speech, settings);
  if (given.drive && !settings.display.headless) {
    std::cerr << "gridboard-kiosk: --drive works with --headless only: nothing leads into a board on a wall\n";
    return false;
  }
  return apply_size(given, settings.display) && apply_printer(given, settings.printer) && apply_room(given, settings) &&
         read_maintenance_pin(given.maintenance_pin_file, options.maintenance_pin) &&
         read_code(given.code_file, settings.enrol_code);
}

}  // namespace

Options read_options(int argc, char** argv) {
  Options options;
  Given given;
  CLI::App program("The board: bills, outages, notices and requests on the glass at the door", "gridboard-kiosk");
  declare(program, given);
  try {
    program.parse(argc, argv);
    if (!given.config.empty()) read_config(given.config, given);
  } catch (const CLI::ParseError& error) {
    const int code = program.exit(error);
    options.exit_code = code == 0 ? 0 : 2;
    return options;
  } catch (const toml::parse_error& error) {
    std::cerr << "gridboard-kiosk: " << given.config << ":" << error.source().begin.line << ": " << error.description()
              << "\n";
    options.exit_code = 2;
    return options;
  }
  if (!apply(given, options)) options.exit_code = 2;
  return options;
}

}  // namespace gridboard::kiosk
