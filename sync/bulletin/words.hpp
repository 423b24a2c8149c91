// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What a bulletin says in words, in both languages. What staff typed (cause, area, line, steps) stays as they typed it.

#include <cstddef>
#include <string>

#include "sync/base/time.hpp"
#include "sync/model/bulletin.hpp"

namespace gridboard::bulletin {

enum class Language { zh, en };

// Who speaks: the centre's settings.
struct Publisher {
  std::string name;        // "云溪供电"
  std::string hotline;     // "95598", "" for none
  std::string public_url;  // "https://yunxi.example", "" if there is none: then nothing links to it
  base::Zone zone;
};

[[nodiscard]] const char* tag_of(Language language);  // "zh-CN"
// "计划停电", "Planned power outage"
[[nodiscard]] std::string event_words(model::OutageKind kind, Language language);
// "计划停电预告：新华社区3栋", one line of at most 160 characters, which is what CAP advises.
[[nodiscard]] std::string headline(const model::Bulletin& bulletin, Language language);
// That it was told by mistake.
[[nodiscard]] std::string withdrawal(Language language);
// Cause, area, line, times and what was told so far, a line each.
[[nodiscard]] std::string description(const model::Bulletin& bulletin, const Publisher& publisher, Language language);
// What to do now.
[[nodiscard]] std::string instruction(const model::Bulletin& bulletin, const Publisher& publisher, Language language);
// "供电服务热线 95598", "" without a hotline
[[nodiscard]] std::string contact(const Publisher& publisher, Language language);
// The area in words; the codes of its places where nobody gave any.
[[nodiscard]] std::string area_words(const model::Outage& outage);

// "2026-11-22T16:42:00+08:00": whole seconds, always with an offset.
[[nodiscard]] std::string time_text(base::Instant at, base::Zone zone);

}  // namespace gridboard::bulletin
