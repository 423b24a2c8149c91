// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// What the link tells people, as msgids for kiosk/text.

namespace gridboard::kiosk::link::sentences {

inline constexpr const char* kBadAddress = "服务器地址不正确：应以 https:// 开头。";
inline constexpr const char* kWrongCode = "登记码不正确或已被使用，请核对后重新输入。";
inline constexpr const char* kExpiredCode = "登记码已过期，请向管理中心索取新的登记码。";
inline constexpr const char* kBoardForbidden = "此终端已被停用，请联系管理中心。";
inline constexpr const char* kCentreBusy = "管理中心现在忙，请稍后再试。";
inline constexpr const char* kUnreachable = "连接不上管理中心，请检查网络和服务器地址。";
inline constexpr const char* kUntrusted = "无法确认管理中心的身份，请检查证书文件。";
inline constexpr const char* kNotUnderstood = "管理中心的回答无法识别，请检查服务器地址。";
inline constexpr const char* kEnrolmentUnderWay = "正在登记，请稍候。";
inline constexpr const char* kCannotKeep = "本机无法保存数据，请检查存储。";
inline constexpr const char* kNotEnrolled = "本终端还没有登记完成，暂时不能受理。请联系客户经理。";
inline constexpr const char* kNotSaved = "没有保存成功，请再试一次，或拨打服务热线。";
inline constexpr const char* kTooManyWaiting = "待发送的诉求太多，请拨打服务热线。";
inline constexpr const char* kNotTaken = "这项诉求未能受理，请联系客户经理。";
inline constexpr const char* kBundleRefused = "U 盘里的数据包不适用于本机，或比本机现有内容旧，没有导入。";
inline constexpr const char* kNoBundle = "U 盘里没有给本机的数据包。";
inline constexpr const char* kBundleUnreadable = "U 盘里的数据包读不出来，没有导入。";
inline constexpr const char* kStickNotWritten = "没有写成，请检查 U 盘是否已满或写保护。";

}  // namespace gridboard::kiosk::link::sentences
