// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/api/notice_operations.hpp"

#include <array>

#include "sync/desk/shrink_picture.hpp"

namespace gridboard::api {
namespace {

// 4,000 characters and a few thousand places.
constexpr std::size_t kForm = 256 << 10;
constexpr std::size_t kPicture = desk::kMostUploadBytes;

constexpr std::array kOperations{
    Operation{"countReach", "POST", "/reach", Takes::json, kForm, Runs::reads, Topic::none, &count_reach},
    Operation{"listGroups", "GET", "/groups", Takes::nothing, 0, Runs::reads, Topic::none, &list_groups},
    Operation{"addGroup", "POST", "/groups", Takes::json, kForm, Runs::writes, Topic::places, &add_group},
    Operation{"changeGroup", "PUT", "/groups/{id}", Takes::json, kForm, Runs::writes, Topic::places, &change_group},
    Operation{"removeGroup", "DELETE", "/groups/{id}", Takes::nothing, 0, Runs::writes, Topic::places, &remove_group},
    Operation{"listNotices", "GET", "/notices", Takes::nothing, 0, Runs::reads, Topic::none, &list_notices},
    Operation{"draftNotice", "POST", "/notices", Takes::json, kForm, Runs::writes, Topic::notices, &draft_notice},
    Operation{"showNotice", "GET", "/notices/{id}", Takes::nothing, 0, Runs::reads, Topic::none, &show_notice},
    Operation{"changeNotice", "PUT", "/notices/{id}", Takes::json, kForm, Runs::writes, Topic::notices, &change_notice},
    Operation{"discardNotice", "DELETE", "/notices/{id}", Takes::nothing, 0, Runs::writes, Topic::notices,
              &discard_notice},
    Operation{"submitNotice", "POST", "/notices/{id}/submit", Takes::json, kForm, Runs::writes, Topic::notices,
              &submit_notice},
    Operation{"approveNotice", "POST", "/notices/{id}/approve", Takes::json, kForm, Runs::writes, Topic::notices,
              &approve_notice},
    Operation{"returnNotice", "POST", "/notices/{id}/return", Takes::json, kForm, Runs::writes, Topic::notices,
              &return_notice},
    Operation{"publishAtOnce", "POST", "/notices/{id}/publish-at-once", Takes::json, kForm, Runs::writes,
              Topic::notices, &publish_at_once},
    Operation{"withdrawNotice", "POST", "/notices/{id}/withdraw", Takes::json, kForm, Runs::writes, Topic::notices,
              &withdraw_notice},
    Operation{"showDelivery", "GET", "/notices/{id}/delivery", Takes::nothing, 0, Runs::reads, Topic::none,
              &show_delivery},
    Operation{"previewNotice", "POST", "/notices/preview", Takes::json, kForm, Runs::drawing, Topic::none,
              &preview_notice},
    Operation{"addPicture", "POST", "/pictures", Takes::picture, kPicture, Runs::drawing, Topic::none, &add_picture},
    Operation{"showPicture", "GET", "/pictures/{sha256}", Takes::nothing, 0, Runs::reads, Topic::none, &show_picture},
    Operation{"listTemplates", "GET", "/templates", Takes::nothing, 0, Runs::reads, Topic::none, &list_templates},
    Operation{"addTemplate", "POST", "/templates", Takes::json, kForm, Runs::writes, Topic::notices, &add_template},
    Operation{"removeTemplate", "DELETE", "/templates/{id}", Takes::nothing, 0, Runs::writes, Topic::notices,
              &remove_template},
};

}  // namespace

std::span<const Operation> notice_operations() {
  return kOperations;
}

}  // namespace gridboard::api
