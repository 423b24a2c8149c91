// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
import { ref } from 'vue'
import { problem_of, type Schemas } from './api/client'

/** What was just done, said at the foot of the page, with its way back where there is one. */
export type Toast = { id: number; words: string; problem?: Schemas['Problem']; undo?: () => Promise<void> }
export const toasts = ref<Toast[]>([])
const kShownMs = 8000
let last = 0

export function dismiss(id: number) {
  toasts.value = toasts.value.filter((toast) => toast.id !== id)
}

function show(toast: Omit<Toast, 'id'>, shown_ms: number) {
  const id = ++last
  toasts.value = [...toasts.value.slice(-2), { ...toast, id }]
  window.setTimeout(() => dismiss(id), shown_ms)
}

export function done(words: string, undo?: () => Promise<void>) {
  show({ words, undo }, kShownMs)
}

export function failed(error: unknown) {
  const problem = problem_of(error)
  show({ words: problem.detail, problem }, 2 * kShownMs)
}

export async function undo_last() {
  const toast = toasts.value.findLast((candidate) => candidate.undo)
  if (!toast?.undo) return
  dismiss(toast.id)
  try {
    await toast.undo()
  } catch (error) {
    failed(error)
  }
}

/** What is pressed twice is done once: until `work` is through, it isn't begun again for the same `key`. */
export function once<Given extends unknown[]>(
  work: (...given: Given) => Promise<unknown>,
  key: (...given: Given) => unknown = () => '',
): (...given: Given) => Promise<void> {
  const running = new Set<unknown>()
  return async (...given) => {
    const mine = key(...given)
    if (running.has(mine)) return
    running.add(mine)
    try {
      await work(...given)
    } finally {
      running.delete(mine)
    }
  }
}

/** Runs it, and says why if it fails. Whether it went well. */
export async function attempt(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work()
    return true
  } catch (error) {
    failed(error)
    return false
  }
}
