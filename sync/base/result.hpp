// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A foreseeable failure is a value. Exceptions are for constructors and for what is truly exceptional.

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace gridboard::base {

// Closed: every edge (exit code, problem+json, sentence for a resident) translates all of them, once.
enum class ErrorCode {
  invalid_input,    // what was given is wrong; the message names where and what would be right
  not_found,        // the named thing doesn't exist
  ambiguous,        // a name fits several things; the message lists them
  conflict,         // it clashes with what is there (state, uniqueness, a repeated id with other content)
  unauthenticated,  // who asks is not known, or proved it wrongly
  forbidden,        // who asks is known and may not
  expired,          // a code, token or cursor that was good once
  too_large,        // over a documented limit
  unavailable,      // the peer or a device is not there now; trying again may help
  timed_out,        // a deadline passed
  io,               // the disk or a descriptor failed
  corrupt,          // stored or received bytes are not what they must be
  internal,         // a defect of ours
};

struct Error {
  ErrorCode code = ErrorCode::internal;
  std::string message;  // for staff: one sentence in English, names what and where, never a secret
};

template <class T>
using Result = tl::expected<T, Error>;

[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCode code, std::string message) {
  return tl::unexpected<Error>(Error{code, std::move(message)});
}

// "invalid_input": stable, used in logs, JSON output and problem+json.
[[nodiscard]] const char* name_of(ErrorCode code);

}  // namespace gridboard::base
