// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Bills as imports from the console put them, remember them, and take them away again.

#include <map>
#include <string>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/desk/bill_books.hpp"
#include "sync/desk/imported_things.hpp"

namespace gridboard::desk {

// By the English names of their columns; what the desk alone knows, such as a dispute, is left out.
[[nodiscard]] ThingTexts texts_of_bill(const model::Bill& bill);
// corrupt if they aren't what texts_of_bill() made.
[[nodiscard]] base::Result<model::Bill> bill_of(std::map<std::string, std::string, std::less<>>& texts);

// Bills of different accounts or periods, put and published. Of those that the books know they work out anew how they
// stand.
[[nodiscard]] base::Result<void> put_imported_bills(const BooksDesk& desk, const std::vector<model::Bill>& bills);
[[nodiscard]] base::Result<void> drop_imported_bills(store::Writer& writer, const std::vector<model::Bill>& bills);

}  // namespace gridboard::desk
