// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/model/notice.hpp"

#include <algorithm>

#include "sync/model/names.hpp"

namespace gridboard::model {

namespace {

constexpr std::array<Word<NoticeCategory>, 9> kCategories{{{NoticeCategory::tariff, "tariff", "电价政策"},
                                                           {NoticeCategory::tariff, "tariff", "电价"},
                                                           {NoticeCategory::safety, "safety", "安全用电"},
                                                           {NoticeCategory::safety, "safety", "安全"},
                                                           {NoticeCategory::payment, "payment", "缴费方式"},
                                                           {NoticeCategory::payment, "payment", "缴费"},
                                                           {NoticeCategory::community, "community", "社区"},
                                                           {NoticeCategory::promise, "promise", "服务承诺"},
                                                           {NoticeCategory::promise, "promise", "承诺"}}};

bool is_blank(const std::string& text) {
  return base::trim(text).empty();
}

}  // namespace

bool is_showing(const Notice& notice, base::Instant now) {
  return !notice.withdrawn && notice.valid_from <= now && (!notice.valid_to || now < *notice.valid_to);
}

base::Result<void> check(const Notice& notice) {
  const auto wrong = [](const char* message) { return base::fail(base::ErrorCode::invalid_input, message); };
  if (is_blank(notice.title)) return wrong("title: a notice needs one");
  if (is_blank(notice.body)) return wrong("body: a notice needs one");
  if (!base::is_valid_utf8(notice.title)) return wrong("title: not UTF-8");
  if (!base::is_valid_utf8(notice.body)) return wrong("body: not UTF-8");
  if (notice.audience.empty()) return wrong("audience: a notice needs at least one place");
  if (std::any_of(notice.audience.begin(), notice.audience.end(), is_blank)) {
    return wrong("audience: the path of a place is empty");
  }
  if (notice.urgent && !notice.valid_to) return wrong("valid_to: an urgent notice needs an end");
  if (notice.valid_to && *notice.valid_to <= notice.valid_from) return wrong("valid_to: must be after valid_from");
  return {};
}

const char* name_of(NoticeCategory category) {
  return name_in(kCategories, category);
}

base::Result<NoticeCategory> parse_notice_category(std::string_view text) {
  return parse_in(kCategories, text, "category of notices");
}

}  // namespace gridboard::model
