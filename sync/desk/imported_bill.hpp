// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Bills as imports from the console put them, remember them, and take them away again.

#include <map>
#include <string>

#include "sync/base/result.hpp"
#include "sync/desk/bill_books.hpp"
#include "sync/desk/imported_things.hpp"

namespace gridboard::desk {

// By the English names of their columns; what the desk alone knows, such as a dispute, is left out.
[[nodiscard]] ThingTexts texts_of_bill(const model::Bill& bill);
// corrupt if they aren't what texts_of_bill() made.
[[nodiscard]] base::Result<model::Bill> bill_of(std::map<std::string, std::string, std::less<>>& texts);

// The bill has been put. If the books know it, they work out anew how it stands; it is published.
[[nodiscard]] base::Result<void> put_imported_bill(const BooksDesk& desk, const model::Bill& bill);
[[nodiscard]] base::Result<void> drop_imported_bill(store::Writer& writer, const model::Bill& bill);
// Whether money came or went, or staff worked on it, after `since`.
[[nodiscard]] base::Result<bool> is_worked_on_since(store::Reader& reader, const model::Bill& bill,
                                                    base::Instant since);

}  // namespace gridboard::desk
