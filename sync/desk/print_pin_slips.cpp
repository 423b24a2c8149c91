// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/print_pin_slips.hpp"

#include <sodium.h>

#include <algorithm>

#include "sync/desk/audit.hpp"
#include "sync/desk/search_places.hpp"
#include "sync/paper/paper.hpp"
#include "sync/wire/json_writer.hpp"

namespace gridboard::desk {
namespace {

using base::Result;

// Two columns and five rows on A4 with a margin that every printer can print: 95 mm x 55.4 mm a slip.
constexpr int kColumns = 2, kRows = 5;
constexpr double kMargin_mm = 10;
constexpr double kWidth_mm = (paper::kSheetWidth_mm - 2 * kMargin_mm) / kColumns;
constexpr double kHeight_mm = (paper::kSheetHeight_mm - 2 * kMargin_mm) / kRows;
constexpr double kMark_mm = 4, kMarkWidth_pt = 0.6, kCutWidth_pt = 0.3;
constexpr double kInside_mm = 6;  // from where it is cut to the words

// As large as fits.
double fitting(const paper::Paper& sheet, double largest_pt, double width_mm, const std::string& words) {
  const double width = sheet.width_mm(largest_pt, paper::Weight::bold, words);
  return width <= width_mm ? largest_pt : largest_pt * width_mm / width;
}

void draw_cuts(paper::Paper& sheet) {
  for (int column = 0; column <= kColumns; ++column) {
    const double x = kMargin_mm + column * kWidth_mm;
    sheet.line(x, kMargin_mm - kMark_mm, x, kMargin_mm, kMarkWidth_pt, false);
    sheet.line(x, paper::kSheetHeight_mm - kMargin_mm, x, paper::kSheetHeight_mm - kMargin_mm + kMark_mm, kMarkWidth_pt,
               false);
    sheet.line(x, kMargin_mm, x, paper::kSheetHeight_mm - kMargin_mm, kCutWidth_pt, true);
  }
  for (int row = 0; row <= kRows; ++row) {
    const double y = kMargin_mm + row * kHeight_mm;
    sheet.line(kMargin_mm - kMark_mm, y, kMargin_mm, y, kMarkWidth_pt, false);
    sheet.line(paper::kSheetWidth_mm - kMargin_mm, y, paper::kSheetWidth_mm - kMargin_mm + kMark_mm, y, kMarkWidth_pt,
               false);
    sheet.line(kMargin_mm, y, paper::kSheetWidth_mm - kMargin_mm, y, kCutWidth_pt, true);
  }
}

struct SlipWords {
  std::string supplier, hotline, date;
};

void draw_slip(paper::Paper& sheet, double x, double y, const PinSlip& slip, const std::string& place,
               const SlipWords& words) {
  const double left = x + kInside_mm, width = kWidth_mm - 2 * kInside_mm;
  const auto at_right = [&](double top, double size_pt, const std::string& text) {
    sheet.text(left + width - sheet.width_mm(size_pt, paper::Weight::regular, text), top, size_pt,
               paper::Weight::regular, text);
  };
  sheet.text(left, y + 9, 9, paper::Weight::bold, words.supplier);
  at_right(y + 9, 7.5, words.date);
  const std::string door = place + " " + slip.door;
  sheet.text(left, y + 17, fitting(sheet, 14, width, door), paper::Weight::bold, door);
  at_right(y + 22, 7.5, "户号尾号 " + model::mask_account(slip.account));
  sheet.text(left, y + 22, 8, paper::Weight::regular, "查询密码 PIN");
  // In two groups of three: that is how people remember and type it.
  std::string pin = slip.pin.substr(0, 3) + " " + slip.pin.substr(3);
  sheet.text(left, y + 33, 28, paper::Weight::bold, pin);
  sodium_memzero(pin.data(), pin.size());
  sheet.text(left, y + 39.5, 7.5, paper::Weight::regular, "在单元门口的提示板上点自己的门牌，输入密码，");
  sheet.text(left, y + 43.5, 7.5, paper::Weight::regular,
             "即可看账单、缴费、报修。请勿告诉他人。服务热线 " + words.hotline);
  sheet.text(left, y + 48, 6.5, paper::Weight::regular,
             "Touch your door on the board and enter this PIN. Keep it to yourself.");
}

Result<std::string> draw(const std::vector<PinSlip>& slips, const std::map<std::string, std::string>& places,
                         const SlipWords& words) {
  auto sheet = paper::Paper::make("查询密码");
  if (!sheet) return tl::unexpected(sheet.error());
  constexpr std::size_t kPerSheet = kColumns * kRows;
  for (std::size_t i = 0; i < slips.size(); ++i) {
    if (i % kPerSheet == 0) {
      sheet->begin_sheet();
      draw_cuts(*sheet);
    }
    const auto at = static_cast<int>(i % kPerSheet);
    const auto place = places.find(slips[i].unit_path);
    draw_slip(*sheet, kMargin_mm + at % kColumns * kWidth_mm, kMargin_mm + at / kColumns * kHeight_mm, slips[i],
              place == places.end() ? slips[i].unit_path : place->second, words);
  }
  return sheet->finish();
}

Result<std::map<std::string, std::string>> named(store::Reader& reader, const std::string& path) {
  PlaceWords words(reader);
  const auto places = reader.places_under(path);
  if (!places) return tl::unexpected(places.error());
  std::map<std::string, std::string> names;
  for (const model::Place& place : *places) {
    auto said = words.of(place.path);
    if (!said) return tl::unexpected(said.error());
    std::replace(said->begin(), said->end(), '/', ' ');
    names.emplace(place.path, std::move(*said));
  }
  return names;
}

std::string summary(const IssuedPins& issued, bool renew) {
  wire::JsonWriter json;
  json.begin_object();
  json.number("issued", static_cast<std::int64_t>(issued.issued));
  json.number("kept", static_cast<std::int64_t>(issued.kept));
  json.flag("renew", renew);
  json.end_object();
  return json.take();
}

}  // namespace

Result<PrintedSlips> print_pin_slips(const ImportDesk& desk, const std::string& place, bool renew) {
  std::map<std::string, std::string> places;
  SlipWords words;
  const base::Instant now = desk.clock.now();
  auto read = desk.store.read([&](store::Reader& reader) -> Result<void> {
    const auto found = reader.place(place);
    if (!found) return tl::unexpected(found.error());
    if (!*found) return base::fail(base::ErrorCode::not_found, "no place has the path '" + place + "'");
    auto names = named(reader, place);
    if (!names) return tl::unexpected(names.error());
    places = std::move(*names);
    const auto settings = load_centre_settings(reader);
    if (!settings) return tl::unexpected(settings.error());
    words = {settings->supplier_name, settings->hotline, base::format_date(base::date_of(now, settings->zone))};
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  PrintedSlips printed;
  PinIssue issue;
  issue.places = {place};
  issue.renew = renew;
  issue.most = kMostSlips;
  const auto begun = desk.clock.monotonic();
  issue.hand_over = [&](const std::vector<PinSlip>& slips) -> Result<void> {
    if (desk.clock.monotonic() - begun > kLongestHashing) {
      return base::fail(base::ErrorCode::timed_out, "hashing the PINs took too long");
    }
    auto pdf = draw(slips, places, words);
    if (!pdf) return tl::unexpected(pdf.error());
    printed.pdf = std::move(*pdf);
    return {};
  };
  issue.noted = [&](store::Writer& writer, const IssuedPins& issued) {
    return note(writer, desk.actor, {"printPinSlips", place, place, "", summary(issued, renew)}, now);
  };
  auto issued = issue_pins(desk.store, issue, desk.rules, desk.clock, desk.random, {});
  if (!issued) {
    sodium_memzero(printed.pdf.data(), printed.pdf.size());
    return tl::unexpected(issued.error());
  }
  printed.issued = *issued;
  return printed;
}

}  // namespace gridboard::desk
