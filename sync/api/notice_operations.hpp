// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// The part of the table that is about notices, their groups, templates and pictures. Stays in this room.

#include <span>

#include "sync/api/operations.hpp"

namespace gridboard::api {

[[nodiscard]] std::span<const Operation> notice_operations();

Outcome count_reach(Call& call);
Outcome list_groups(Call& call);
Outcome add_group(Call& call);
Outcome change_group(Call& call);
Outcome remove_group(Call& call);
Outcome list_notices(Call& call);
Outcome draft_notice(Call& call);
Outcome show_notice(Call& call);
Outcome change_notice(Call& call);
Outcome discard_notice(Call& call);
Outcome submit_notice(Call& call);
Outcome approve_notice(Call& call);
Outcome return_notice(Call& call);
Outcome publish_at_once(Call& call);
Outcome withdraw_notice(Call& call);
Outcome show_delivery(Call& call);
Outcome preview_notice(Call& call);
Outcome add_picture(Call& call);
Outcome show_picture(Call& call);
Outcome list_templates(Call& call);
Outcome add_template(Call& call);
Outcome remove_template(Call& call);

}  // namespace gridboard::api
