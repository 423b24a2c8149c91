// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kiosk/main/options.hpp"

namespace gridboard::kiosk {

// `gridboard-kiosk --render`: draws one notice as this program's board would, for who writes it. One JSON object on
// standard input, to its end and at most 8 MiB; the bytes of a PNG on standard output. No data folder, no network, no
// sound, no window; it ends by itself.
//
//   record       the notice as it stands in the feed: the body of the record notice/<id>, see sync/protocol/FORMAT.md.
//                Whether it is valid at `now`, or withdrawn, doesn't matter. An urgent one fills the glass
//   orientation  "portrait" (1080x1920) or "landscape" (1920x1080)
//   now          RFC 3339, what the clock on the glass shows
// and, each of which may be missing:
//   place        at the top of the glass: "新华社区 3 栋 2 单元"; at most 200 bytes, as the next two
//   supplier     "云溪供电"
//   hotline      an urgent notice tells whom to call
//   outage       the body of the record outage/<id> that the notice names: an urgent one tells its estimate
//   large        true: in large type
//   english      true: what the board itself says is English
//   picture      base64 (RFC 4648, padded) of the bytes that record.picture names; without it its
//                text is shown
// Other members are refused.
//
// The exit code: 0, or 1 with one line on standard error, "gridboard-kiosk: render: now: must be a time ...", which
// names the member, or "input" if it is no such object.
[[nodiscard]] int run_render(const Options& options);

}  // namespace gridboard::kiosk
