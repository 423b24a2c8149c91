// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/state/asked.hpp"

#include <algorithm>
#include <array>

#include "sync/model/notice.hpp"

namespace gridboard::kiosk::state {
namespace {

constexpr std::array kOpened{ScreenId::board,   ScreenId::bill,     ScreenId::outages, ScreenId::notices,
                             ScreenId::services, ScreenId::follow, ScreenId::contacts, ScreenId::records};

AskedFor kind(const std::string& id, const model::Catalogue& catalogue) {
  const model::RequestKind* known = catalogue.find(id);
  if (!known || !known->listed || known->fields.empty()) return {};
  return {AskedFor::What::kind, ScreenId::form, -1, id};
}

AskedFor screen(const std::string& name, const std::string& part) {
  const std::optional<ScreenId> known = screen_named(name);
  if (!known || std::find(kOpened.begin(), kOpened.end(), *known) == kOpened.end()) return {};
  AskedFor out{AskedFor::What::screen, *known, -1, {}};
  if (part.empty()) return out;
  if (*known != ScreenId::notices) return {};
  const auto category = model::parse_notice_category(part);
  if (!category) return {};
  out.category = static_cast<int>(*category);
  return out;
}

}  // namespace

AskedFor asked_for(const model::Question& question, const model::Catalogue& catalogue) {
  if (question.open.empty()) return {};
  const std::size_t dot = question.open.find('.');
  const std::string first = question.open.substr(0, dot);
  const std::string part = dot == std::string::npos ? std::string() : question.open.substr(dot + 1);
  if (first == "services" && !part.empty()) return kind(part, catalogue);
  const AskedFor out = screen(first, part);
  return out.what == AskedFor::What::nothing ? kind(question.open, catalogue) : out;
}

}  // namespace gridboard::kiosk::state
