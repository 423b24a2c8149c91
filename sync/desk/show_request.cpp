// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/desk/show_request.hpp"

#include "sync/model/receipt.hpp"

namespace gridboard::desk {

using base::ErrorCode;
using base::fail;
using base::Result;

Result<model::ServiceRequest> find_request(store::Reader& reader, std::string_view typed) {
  const std::string receipt = model::canonical_receipt(typed);
  if (receipt.empty()) {
    return fail(ErrorCode::invalid_input, "'" + std::string(typed) + "' isn't a receipt number such as K7M-0042-Q");
  }
  auto request = reader.request(receipt);
  if (!request) return tl::unexpected(request.error());
  if (!*request) return fail(ErrorCode::not_found, "no request has the receipt " + receipt);
  return std::move(**request);
}

Result<model::ServiceRequest> show_request(store::Store& store, std::string_view receipt) {
  model::ServiceRequest request;
  auto read = store.read([&](store::Reader& reader) -> Result<void> {
    auto found = find_request(reader, receipt);
    if (!found) return tl::unexpected(found.error());
    request = std::move(*found);
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return request;
}

}  // namespace gridboard::desk
