// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// A centre with thousands of enrolled boards, each at a door of its own. Keys follow from the number of the board, so
// that whoever simulates it can sign in.

#include <cstddef>
#include <memory>
#include <string>

#include "sync/base/result.hpp"
#include "sync/store/store.hpp"

namespace gridboard::fleet {

inline constexpr const char* kCompany = "FL";

[[nodiscard]] std::string board_id(std::size_t board);
[[nodiscard]] std::string sign_challenge(std::size_t board, const std::string& nonce);

[[nodiscard]] base::Result<std::unique_ptr<store::Store>> open_centre(const std::string& data_folder);
// Keys, places, boards and a first notice with mark 0, in a folder that is there.
[[nodiscard]] base::Result<void> prepare_fleet(const std::string& data_folder, std::size_t boards);
// A notice of the company, which reaches every board, as `gridboard notice publish` does it.
[[nodiscard]] base::Result<void> publish_to_all(store::Store& store, const std::string& mark);

}  // namespace gridboard::fleet
