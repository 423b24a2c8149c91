// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Each group of commands in a file of its own. A function adds its group to the program's; when one of its commands is
// chosen, session.command is set. Arguments stay text until the centre is open, since times are read in its zone.

#include "sync/cli/command.hpp"
#include "sync/cli/session.hpp"

namespace gridboard::cli {

void add_init_command(Command program, Session& session);
void add_import_commands(Command program, Session& session);
void add_notice_commands(Command program, Session& session);
void add_question_commands(Command program, Session& session);
void add_outage_commands(Command program, Session& session);
void add_window_commands(Command outage_group, Session& session);  // offer, choices, decide
void add_bill_commands(Command program, Session& session);
void add_payment_commands(Command program, Session& session);
void add_payment_service_commands(Command payment_group, Session& session);
void add_request_commands(Command program, Session& session);
void add_board_commands(Command program, Session& session);
void add_pin_commands(Command program, Session& session);
void add_staff_commands(Command program, Session& session);  // manager, sign-in
void add_service_records_commands(Command program, Session& session);
void add_bundle_commands(Command program, Session& session);
void add_key_commands(Command program, Session& session);
void add_store_commands(Command program, Session& session);
void add_account_commands(Command program, Session& session);
void add_analysis_commands(Command program, Session& session);
void add_ledger_commands(Command program, Session& session);
void add_proof_commands(Command program, Session& session);

}  // namespace gridboard::cli
