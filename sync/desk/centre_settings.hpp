// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What `gridboard init` fixed for a centre; kept in the store, so that server and commands agree.

#include <string>
#include <string_view>

#include "sync/base/ids.hpp"
#include "sync/base/result.hpp"
#include "sync/base/time.hpp"
#include "sync/model/payment_code.hpp"
#include "sync/store/store.hpp"

namespace gridboard::desk {

struct CentreSettings {
  std::string supplier_name;  // "云溪供电"
  std::string hotline = "95598";
  std::string public_url;  // where residents' phones reach the centre, without a slash at the end; "" if they can't
  base::Zone zone;
  model::Merchant merchant;  // account_value "": no merchant-presented codes are made
  std::string payment_page;  // of a payment service; codes lead there instead of naming the merchant. "" for none

  // What neighbours know requests by is made with it; raw bytes, "" until make_report_key(). Never leaves the centre.
  std::string report_key;

  [[nodiscard]] bool takes_payments() const { return !merchant.account_value.empty() || !payment_page.empty(); }
};

// "https://yunxi.example", also with a port and a path before it; http only to this machine itself. Gives it back
// without a slash at the end. "" stays "". invalid_input says what is wrong with it.
// `what` it is: begins the message.
[[nodiscard]] base::Result<std::string> check_public_url(std::string_view url, const char* what = "public-url");

// not_found while the centre has not been set up.
[[nodiscard]] base::Result<CentreSettings> load_centre_settings(store::Reader& reader);
// All but the report key.
[[nodiscard]] base::Result<void> save_centre_settings(store::Writer& writer, const CentreSettings& settings);
// Makes the key that reports to neighbours need, if there is none yet.
[[nodiscard]] base::Result<void> make_report_key(store::Store& store, base::Random& random);

}  // namespace gridboard::desk
