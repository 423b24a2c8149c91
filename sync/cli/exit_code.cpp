// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/cli/exit_code.hpp"

namespace gridboard::cli {

int exit_code_of(base::ErrorCode code) {
  using base::ErrorCode;
  switch (code) {
    case ErrorCode::invalid_input:
    case ErrorCode::too_large:
      return kExitUsage;
    case ErrorCode::not_found:
      return kExitNotFound;
    case ErrorCode::ambiguous:
      return kExitAmbiguous;
    case ErrorCode::conflict:
    case ErrorCode::expired:
      return kExitRefused;
    case ErrorCode::unauthenticated:
    case ErrorCode::forbidden:
      return kExitForbidden;
    case ErrorCode::unavailable:
    case ErrorCode::timed_out:
    case ErrorCode::io:
    case ErrorCode::corrupt:
      return kExitUnavailable;
    case ErrorCode::internal:
      return kExitInternal;
  }
  return kExitInternal;
}

std::string exit_codes_in_words() {
  return "Exit codes:\n"
         "  0  done\n"
         "  1  a defect of the program\n"
         "  2  wrong usage or invalid input; the message says what would be right\n"
         "  3  not found; near names are suggested\n"
         "  4  a name fits several things; they are listed\n"
         "  5  refused by a rule, or in conflict with what is there\n"
         "  6  forbidden\n"
         "  7  unavailable: a disk, file or database can't be used\n";
}

}  // namespace gridboard::cli
