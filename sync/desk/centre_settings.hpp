// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What `gridboard init` fixed for a centre; kept in the store, so that server and commands agree.

#include <string>

#include "sync/base/result.hpp"
#include "sync/base/time.hpp"
#include "sync/model/payment_code.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

struct CentreSettings {
  std::string supplier_name;  // "云溪供电"
  std::string hotline = "95598";
  base::Zone zone;
  model::Merchant merchant;  // account_value "": no payment codes are made

  [[nodiscard]] bool takes_payments() const { return !merchant.account_value.empty(); }
};

// not_found while the centre has not been set up.
[[nodiscard]] base::Result<CentreSettings> load_centre_settings(store::Reader& reader);
[[nodiscard]] base::Result<void> save_centre_settings(store::Writer& writer, const CentreSettings& settings);

}  // namespace gridboard::desk
