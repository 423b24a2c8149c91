// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
import 'vue-router'
declare module 'vue-router' {
  interface RouteMeta {
    /** Without a session. */
    open?: boolean
    /** Which entry of the navigation it belongs to. */
    section?: string
    /** Where Escape leads. */
    up?: string
  }
}
