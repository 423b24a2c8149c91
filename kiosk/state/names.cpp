// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/state/app_state.hpp"

namespace gridboard::kiosk::state {

const char* name_of(ScreenId screen) {
  switch (screen) {
    case ScreenId::board:
      return "board";
    case ScreenId::find:
      return "find";
    case ScreenId::unlock:
      return "unlock";
    case ScreenId::bill:
      return "bill";
    case ScreenId::outages:
      return "outages";
    case ScreenId::outage:
      return "outage";
    case ScreenId::notices:
      return "notices";
    case ScreenId::notice:
      return "notice";
    case ScreenId::services:
      return "services";
    case ScreenId::form:
      return "form";
    case ScreenId::summary:
      return "summary";
    case ScreenId::receipt:
      return "receipt";
    case ScreenId::follow:
      return "follow";
    case ScreenId::contacts:
      return "contacts";
    case ScreenId::records:
      return "records";
    case ScreenId::same_report:
      return "same_report";
    case ScreenId::phone:
      return "phone";
    case ScreenId::questions:
      return "questions";
    case ScreenId::question:
      return "question";
    case ScreenId::sign_in:
      return "sign_in";
    case ScreenId::maintenance:
      return "maintenance";
    case ScreenId::out_of_service:
      return "out_of_service";
    case ScreenId::enrol:
      return "enrol";
    case ScreenId::takeover:
      return "takeover";
    case ScreenId::attract:
      return "attract";
    case ScreenId::night:
      return "night";
  }
  return "board";
}

std::optional<ScreenId> screen_named(std::string_view name) {
  for (int i = 0; i <= static_cast<int>(ScreenId::night); ++i) {
    const auto screen = static_cast<ScreenId>(i);
    if (name == name_of(screen)) return screen;
  }
  return std::nullopt;
}

}  // namespace gridboard::kiosk::state
