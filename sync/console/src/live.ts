// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
import { onScopeDispose, ref } from 'vue'
import type { Schemas } from './api/client'
import { load_session } from './session'

/** What changed at the centre, as it happens. One connection for all pages. */
export const connection = ref<'waiting' | 'live' | 'lost'>('waiting')

type Topic = Schemas['Topic']
type Listener = { topics: Topic[]; run: (event?: Schemas['Event']) => void; due?: number; waiting?: Schemas['Event'] }
const kTopics: Topic[] = [
  'notices',
  'boards',
  'places',
  'people',
  'alarms',
  'imports',
  'outages',
  'bills',
  'analysis',
  'audit',
]
const kGatherMs = 150 // a burst of changes is one refresh
const kLongestWaitMs = 15_000
const listeners = new Set<Listener>()
let source: EventSource | null = null
let retry_ms = 1000
let retry_timer = 0
let turns = 0 // of following and of no longer following

/** Of several things that changed together none is named: the listener looks at all. The first of them sets the time. */
function tell(listener: Listener, event?: Schemas['Event']) {
  if (listener.due !== undefined) {
    if (listener.waiting?.id !== event?.id) listener.waiting = undefined
    return
  }
  listener.waiting = event
  listener.due = window.setTimeout(() => {
    listener.due = undefined
    listener.run(listener.waiting)
  }, kGatherMs)
}

export function follow() {
  stop_following()
  source = new EventSource('/api/v1/events')
  source.onopen = () => {
    connection.value = 'live'
    retry_ms = 1000
    // Who listens already has asked before, and what changed since then was told to nobody.
    listeners.forEach((listener) => tell(listener))
  }
  source.onerror = () => {
    source?.close()
    connection.value = 'lost'
    retry_timer = window.setTimeout(try_again, retry_ms)
    retry_ms = Math.min(retry_ms * 2, kLongestWaitMs)
  }
  for (const topic of kTopics)
    source.addEventListener(topic, (message) => {
      const event = JSON.parse((message as MessageEvent<string>).data) as Schemas['Event']
      for (const listener of listeners) if (listener.topics.includes(topic)) tell(listener, event)
    })
}

/** A stream that was refused and one that broke look the same: ask who we are. */
async function try_again() {
  const mine = turns
  try {
    await load_session()
  } catch {
    // The centre is away; the stream's next failure waits longer.
  }
  if (mine === turns) follow()
}

export function stop_following() {
  ++turns
  window.clearTimeout(retry_timer)
  source?.close()
  source = null
}

/** Calls `run` after a change of one of `topics`, and whenever the connection begins, while the component lives. */
export function on_change(topics: Topic[], run: (event?: Schemas['Event']) => void) {
  const listener: Listener = { topics, run }
  listeners.add(listener)
  onScopeDispose(() => {
    window.clearTimeout(listener.due)
    listeners.delete(listener)
  })
}
