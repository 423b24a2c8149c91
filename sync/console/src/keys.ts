// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
import { ref } from 'vue'
import type { Router } from 'vue-router'
import { can } from './session'
import { undo_last } from './toasts'

/** Keys of the whole console. Single letters can be turned off on the own page. */
const kStored = 'gridboard.keys'
export const letter_keys = ref(localStorage.getItem(kStored) !== 'off')
export const keys_shown = ref(false)
export const kSections = [
  'today',
  'notices',
  'outages',
  'bills',
  'boards',
  'alarms',
  'places',
  'care',
  'analysis',
  'people',
  'audit',
] as const

export function choose_letter_keys(on: boolean) {
  letter_keys.value = on
  localStorage.setItem(kStored, on ? 'on' : 'off')
}

function is_typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
}

function dialog_is_open(): boolean {
  return [...document.querySelectorAll('.el-overlay')].some(
    (overlay) => (overlay as HTMLElement).style.display !== 'none',
  )
}

/** Up and down walk the rows of a table. */
function walk_rows(event: KeyboardEvent): boolean {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  const row = (event.target as HTMLElement).closest?.('[data-row]')
  if (!step || !row) return false
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')]
  rows[rows.indexOf(row as HTMLElement) + step]?.focus()
  return true
}

export function listen_for_keys(router: Router) {
  window.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
    if (walk_rows(event)) return event.preventDefault()
    if (event.key === 'Escape') {
      if (dialog_is_open()) return
      if (is_typing(event.target)) return (event.target as HTMLElement).blur()
      const up = router.currentRoute.value.meta.up
      if (up) void router.push({ name: up as string })
      return
    }
    if (!letter_keys.value || is_typing(event.target) || dialog_is_open()) return
    const section = kSections[Number(event.key) - 1]
    if (event.key === '/') document.querySelector<HTMLElement>('[data-search] input, input[data-search]')?.focus()
    else if (event.key === 'n' && can('draftNotice')) void router.push({ name: 'notice-new' })
    else if (event.key === 'u') void undo_last()
    else if (event.key === '?') keys_shown.value = true
    else if (section) void router.push({ name: section })
    else return
    event.preventDefault()
  })
}
