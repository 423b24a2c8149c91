// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/bulletin/calendar.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>

#include "sync/bulletin/addresses.hpp"
#include "sync/bulletin/clean_text.hpp"

namespace gridboard::bulletin {

namespace {

using model::OutageState;

constexpr std::size_t kMostOctets = 75;
constexpr std::size_t kSummaryCharacters = 160;
constexpr std::chrono::minutes kChina{480};

class Lines {
 public:
  void add(std::string_view name, std::string_view value) {
    text_ += folded(std::string(name) + ':' + std::string(value));
  }
  void text(std::string_view name, std::string_view value) {
    const std::string escaped = text_value(value);
    if (!escaped.empty()) add(name, escaped);
  }
  [[nodiscard]] std::string bytes() && { return std::move(text_); }

 private:
  std::string text_;
};

// "20261129T080000"
std::string stamp(base::Instant at, base::Zone zone) {
  const base::CivilTime civil = base::to_civil(at, zone);
  std::array<char, 48> text{};
  std::snprintf(text.data(), text.size(), "%04d%02u%02uT%02d%02d%02d", int(civil.date.year()),
                unsigned(civil.date.month()), unsigned(civil.date.day()), civil.hour, civil.minute, civil.second);
  return text.data();
}

std::string utc_stamp(base::Instant at) {
  return stamp(at, base::Zone{std::chrono::minutes(0)}) + 'Z';
}

// "+0800"
std::string offset_text(base::Zone zone) {
  const int minutes = static_cast<int>(zone.offset.count());
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%c%02d%02d", minutes < 0 ? '-' : '+', std::abs(minutes) / 60,
                std::abs(minutes) % 60);
  return text.data();
}

std::string zone_name(base::Zone zone) {
  return zone.offset == kChina ? "Asia/Shanghai" : "UTC" + offset_text(zone);
}

void add_zone(Lines& lines, base::Zone zone) {
  lines.add("BEGIN", "VTIMEZONE");
  lines.add("TZID", zone_name(zone));
  lines.add("BEGIN", "STANDARD");
  lines.add("DTSTART", "19700101T000000");
  lines.add("TZOFFSETFROM", offset_text(zone));
  lines.add("TZOFFSETTO", offset_text(zone));
  if (zone.offset == kChina) lines.add("TZNAME", "CST");
  lines.add("END", "STANDARD");
  lines.add("END", "VTIMEZONE");
}

const char* status_of(const model::Outage& outage) {
  if (outage.state == OutageState::cancelled) return "CANCELLED";
  // Customers still choose when it will be.
  return !outage.windows.empty() && outage.chosen_window.empty() ? "TENTATIVE" : "CONFIRMED";
}

void add_times(Lines& lines, const model::Outage& outage, base::Zone zone) {
  const auto second = [](base::Instant at) { return std::chrono::floor<std::chrono::seconds>(at); };
  const std::string in_zone = ";TZID=" + zone_name(zone);
  lines.add("DTSTART" + in_zone, stamp(outage.start, zone));
  const std::optional<base::Instant> end = outage.restored_at ? outage.restored_at : outage.etr;
  // The RFC wants an end behind the start.
  if (end && second(*end) > second(outage.start)) lines.add("DTEND" + in_zone, stamp(*end, zone));
}

void add_event(Lines& lines, const model::Bulletin& bulletin, const Publisher& publisher) {
  const model::Outage& outage = bulletin.outage;
  lines.add("BEGIN", "VEVENT");
  lines.add("UID", outage.id + '@' + bulletin.origin);
  lines.add("SEQUENCE", std::to_string(bulletin.number));
  lines.add("DTSTAMP", utc_stamp(bulletin.sent));
  lines.add("CREATED", utc_stamp(outage.published_at));
  lines.add("LAST-MODIFIED", utc_stamp(bulletin.sent));
  add_times(lines, outage, publisher.zone);
  lines.text("SUMMARY", clean_line(headline(bulletin, Language::zh), kSummaryCharacters));
  lines.text("DESCRIPTION",
             description(bulletin, publisher, Language::zh) + "\n" + instruction(bulletin, publisher, Language::zh));
  lines.text("LOCATION", area_words(outage));
  lines.add("STATUS", status_of(outage));
  lines.text("CATEGORIES", event_words(outage.kind, Language::zh));
  lines.add("CLASS", "PUBLIC");
  lines.add("TRANSP", "TRANSPARENT");
  if (!publisher.public_url.empty()) lines.add("URL", publisher.public_url + cap_address(bulletin));
  lines.add("END", "VEVENT");
}

}  // namespace

std::string folded(std::string_view line) {
  std::string out;
  std::size_t room = kMostOctets;
  while (line.size() > room) {
    std::size_t cut = room;
    // Not before a byte that goes on with a character.
    while (cut > 1 && (static_cast<unsigned char>(line[cut]) & 0xC0) == 0x80) --cut;
    out.append(line.substr(0, cut)).append("\r\n ");
    line.remove_prefix(cut);
    room = kMostOctets - 1;
  }
  return out.append(line).append("\r\n");
}

std::string text_value(std::string_view text) {
  std::string value;
  for (const char c : clean_text(text)) {
    if (c == '\n') {
      value += "\\n";
      continue;
    }
    if (c == '\\' || c == ';' || c == ',') value += '\\';
    value += c;
  }
  return value;
}

std::string calendar_document(const std::string& place_name, const std::vector<model::Bulletin>& bulletins,
                              const Publisher& publisher) {
  const std::string name = (place_name.empty() ? publisher.name : place_name) + " 停电安排";
  Lines lines;
  lines.add("BEGIN", "VCALENDAR");
  lines.add("VERSION", "2.0");
  lines.add("PRODID", "-//Gridboard//Outages//ZH");
  lines.add("CALSCALE", "GREGORIAN");
  lines.text("NAME", name);
  lines.text("X-WR-CALNAME", name);
  lines.add("X-WR-TIMEZONE", zone_name(publisher.zone));
  // RFC 7986; the other one is what came before it and is still read.
  lines.add("REFRESH-INTERVAL;VALUE=DURATION", "PT15M");
  lines.add("X-PUBLISHED-TTL", "PT15M");
  add_zone(lines, publisher.zone);
  for (const model::Bulletin& bulletin : bulletins) add_event(lines, bulletin, publisher);
  lines.add("END", "VCALENDAR");
  return std::move(lines).bytes();
}

}  // namespace gridboard::bulletin
