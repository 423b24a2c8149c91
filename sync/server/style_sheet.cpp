// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#include "sync/server/html.hpp"

namespace gridboard::server {
namespace {

// The look of the boards, for a hand: one column, large targets, nothing that needs a script.
constexpr const char* kStyle = R"css(
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: #f5f3ec; color: #14211f; line-height: 1.6;
  font: 18px/1.6 "PingFang SC", "Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei", system-ui, sans-serif; }
header { background: #006b63; color: #fff; padding: 14px 20px; font-weight: 600; }
main { max-width: 640px; margin: 0 auto; padding: 16px 16px 48px; overflow-wrap: anywhere; }
h1 { font-size: 26px; line-height: 1.3; margin: 12px 0 16px; }
h2 { font-size: 20px; margin: 28px 0 8px; }
p { margin: 8px 0; }
.second { color: #43524f; font-size: 16px; }
.card, fieldset, .note, .wrong { background: #fff; border: 2px solid #d6d3c8; border-radius: 12px; padding: 14px 16px;
  margin: 0 0 16px; min-width: 0; }
.note { background: #e3f0ed; border-color: #006b63; color: #00524c; }
.wrong { background: #fbe3e1; border-color: #a4161a; color: #7a0f13; }
.large { font-size: 30px; font-weight: 700; letter-spacing: 1px; }
legend, label.name { font-weight: 600; padding: 0; display: block; margin: 0 0 6px; }
legend { float: left; width: 100%; }
legend + * { clear: both; }
input[type=text], input[type=tel], input[type=password], textarea { display: block; width: 100%; min-height: 52px;
  font: inherit; padding: 10px 12px; color: #14211f; background: #fff; border: 2px solid #43524f; border-radius: 10px; }
textarea { min-height: 120px; }
.choice { display: flex; align-items: center; gap: 12px; min-height: 52px; padding: 8px 12px; margin: 8px 0 0;
  border: 2px solid #d6d3c8; border-radius: 10px; }
.choice input { width: 24px; height: 24px; flex: none; accent-color: #006b63; }
.choice span { display: block; }
button, a.go { display: block; width: 100%; min-height: 56px; font: inherit; font-weight: 600; text-align: center;
  color: #fff; background: #006b63; border: 0; border-radius: 12px; padding: 14px; margin: 16px 0 0;
  text-decoration: none; }
button.second-choice { background: #fff; color: #00524c; border: 2px solid #006b63; }
a { color: #00524c; }
ul { padding-left: 22px; }
ol.steps { list-style: none; padding: 14px 16px 2px; margin: 0 0 16px; }
ol.steps li { border-left: 4px solid #006b63; padding: 2px 0 14px 14px; }
:focus-visible { outline: 3px solid #8f4700; outline-offset: 2px; }
@media (prefers-contrast: more) { .card, fieldset, .choice { border-color: #14211f; } .second { color: #14211f; } }
)css";

}  // namespace

net::Response style_sheet() {
  net::Response response;
  response.content_type = "text/css; charset=utf-8";
  response.body = kStyle + 1;
  return response;
}

}  // namespace gridboard::server
