// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What a thing needs around it to be stored.

#include "sync/base/result.hpp"
#include "sync/desk/imported_things.hpp"

namespace gridboard::desk {

// Whether everything is there that the thing refers to.
[[nodiscard]] base::Result<bool> has_ground(store::Reader& reader, const ImportedThing& thing);
// Whether another bill of the store, a replaced one too, has this one's number.
[[nodiscard]] base::Result<bool> is_number_taken(store::Reader& reader, const model::Bill& bill);

}  // namespace gridboard::desk
