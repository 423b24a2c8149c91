// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What a thing needs around it to be stored.

#include "sync/base/result.hpp"
#include "sync/desk/imported_things.hpp"
#include "sync/desk/known_bills.hpp"

namespace gridboard::desk {

// What the things of some rows meet in the store. Of bills all is asked when it is made; of all others, whose rows may
// stand on what the one before has put, with each call.
class ImportGround {
 public:
  [[nodiscard]] static base::Result<ImportGround> of(store::Reader& reader, const std::vector<ImportedThing>& things);

  // Of one of the things, or of the same thing as it was before; of bills as things stood when this was made.
  [[nodiscard]] base::Result<std::optional<ImportedThing>> stored_like(const ImportedThing& thing) const;
  // Whether everything is there that the thing refers to.
  [[nodiscard]] base::Result<bool> is_there_for(const ImportedThing& thing) const;
  // Whether another bill of the store, a replaced one too, has this one's number.
  [[nodiscard]] bool is_number_taken(const model::Bill& bill) const { return bills_.is_number_taken(bill); }
  // Whether money came or went, or staff worked on it, after `since`.
  [[nodiscard]] bool is_worked_on_since(const model::Bill& bill, base::Instant since) const {
    return bills_.is_worked_on_since(bill, since);
  }

 private:
  explicit ImportGround(store::Reader& reader) : reader_(&reader) {}

  store::Reader* reader_;
  KnownBills bills_;
};

}  // namespace gridboard::desk
