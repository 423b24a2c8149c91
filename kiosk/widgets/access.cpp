// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "kiosk/widgets/access.hpp"

namespace gridboard::kiosk::widgets {

const char* name_of(Role role) {
  switch (role) {
    case Role::button: return "button";
    case Role::field: return "field";
    case Role::text: return "text";
    case Role::image: return "image";
    case Role::chart: return "chart";
    case Role::list: return "list";
    case Role::heading: return "heading";
  }
  return "text";
}

}  // namespace gridboard::kiosk::widgets
