// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
// Memory that is given back holds nothing any more.
//
// What a resident typed or unlocked passes through strings, SQLite's pages, ImGui's and libpinyin's buffers, QR codes
// in the making; each of them frees its memory with what was in it, and the next core dump or swapped page would show
// it. So in a program of this room free() and realloc() overwrite every block first, whoever frees it: operator delete,
// SQLite, FreeType, libqrencode, libcurl and GLib all end there. Not under sanitizers, which have allocators of their
// own, and on glibc alone.

namespace gridboard::kiosk::app {

[[nodiscard]] bool freed_memory_is_wiped();

}  // namespace gridboard::kiosk::app
