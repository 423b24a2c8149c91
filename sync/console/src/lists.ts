// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
import { computed, reactive, ref, shallowRef, watch } from 'vue'
import { onBeforeRouteLeave, useRoute, useRouter } from 'vue-router'
import { problem_of, type Schemas } from './api/client'
import { is_leaving, keep_left } from './router'

type Page<T> = { items: T[]; next?: string; total?: number }
/** A list as the parts of a page see it. */
export type List = {
  items: unknown[]
  next?: string
  total?: number
  loading: boolean
  loaded: boolean
  problem: Schemas['Problem'] | null
  refresh: () => unknown
  more: () => unknown
}
const kPage = 50
const kMost = 500 // what the centre gives at once

/**
 * A list that grows page by page and is refreshed softly: what is on screen stays until the new is there. An answer that comes
 * after the one to a later question is let go; `taken` gets what else stands in those that aren't.
 */
export function use_list<Answer extends Page<unknown>>(
  fetch_page: (limit: number, after?: string) => Promise<Answer>,
  taken?: (page: Answer, after?: string) => void,
) {
  const items = shallowRef<Answer['items'][number][]>([])
  const next = ref<string>()
  const total = ref<number>()
  const loading = ref(false)
  const loaded = ref(false)
  const problem = ref<Schemas['Problem'] | null>(null)
  let asked = 0
  let oldest = 0 // an answer to a question before that one comes too late
  let wanted = kPage // how many the reader has asked to see

  async function run(limit: number, after?: string) {
    const mine = ++asked
    loading.value = true
    try {
      const page = await fetch_page(limit, after)
      if (mine < oldest) return
      oldest = mine
      taken?.(page, after)
      items.value = after ? [...items.value, ...page.items] : page.items
      next.value = page.next
      if (!after) total.value = page.total
      problem.value = null
      loaded.value = true
    } catch (error) {
      if (mine < oldest) return
      oldest = mine
      problem.value = problem_of(error)
    } finally {
      if (mine === asked) loading.value = false
    }
  }
  /** Whatever was asked before is no longer wanted. */
  function turn_to(count: number) {
    wanted = count
    oldest = asked + 1
  }
  function load() {
    turn_to(kPage)
    return run(kPage)
  }
  const refresh = () => run(Math.min(Math.max(items.value.length, wanted), kMost))
  function more() {
    wanted = items.value.length + kPage
    // What is on its way may not end where the list ends now: then all is asked for in one.
    if (loading.value && wanted <= kMost) return refresh()
    oldest = asked + 1
    return run(kPage, next.value)
  }
  function most() {
    wanted = kMost
    return run(kMost)
  }
  function forget() {
    turn_to(kPage)
    items.value = []
    next.value = total.value = undefined
    problem.value = null
    loading.value = loaded.value = false
  }
  return reactive({ items, next, total, loading, loaded, problem, load, refresh, more, most, forget })
}

/** One thing of the centre, refreshed softly. What was asked for before `value` was shown or set no longer replaces it. */
export function use_one<T>(fetch_one: () => Promise<T>) {
  const shown = shallowRef<T>()
  const problem = ref<Schemas['Problem'] | null>(null)
  let asked = 0
  let oldest = 0
  const value = computed({
    get: () => shown.value,
    set: (now) => {
      oldest = asked + 1
      shown.value = now
    },
  })
  async function load() {
    const mine = ++asked
    try {
      const now = await fetch_one()
      if (mine < oldest) return
      oldest = mine
      shown.value = now
      problem.value = null
    } catch (error) {
      if (mine < oldest) return
      oldest = mine
      problem.value = problem_of(error)
    }
  }
  return reactive({ value, problem, load }) as {
    value: T | undefined
    problem: Schemas['Problem'] | null
    load: () => Promise<void>
  }
}

/** Filters that live in the address: `defaults` names them. An empty one isn't written. */
export function use_filters<K extends string>(names: readonly K[], changed: () => void) {
  const route = useRoute()
  const router = useRouter()
  const own_name = route.name
  const filters = reactive(Object.fromEntries(names.map((name) => [name, ''])) as Record<K, string>) as Record<
    K,
    string
  >
  const read = () => names.forEach((name) => (filters[name] = String(route.query[name] ?? '')))
  read()
  const active = computed(() => names.some((name) => filters[name]))
  let timer = 0
  const with_filters = () => {
    const query = { ...route.query }
    for (const name of names) {
      if (filters[name]) query[name] = filters[name]
      else delete query[name]
    }
    return query
  }
  watch(filters, () => {
    window.clearTimeout(timer)
    timer = window.setTimeout(() => {
      timer = 0
      if (route.name !== own_name) return
      if (!is_leaving()) void router.replace({ query: with_filters() })
      changed()
    }, 200)
  })
  // A row may be opened before the address has followed. To replace the address then would call the way to the row off, so the
  // entry that is being left is written directly (unless it is gone: on the way back, the browser stands elsewhere already).
  onBeforeRouteLeave((_, from) => {
    if (!timer) return
    window.clearTimeout(timer)
    timer = 0
    const { history } = router.options
    if (history.location !== from.fullPath) return
    const left = router.resolve({ query: with_filters() })
    history.replace(left.fullPath)
    keep_left(left)
  })
  watch(
    () => route.query,
    () => {
      if (route.name === own_name) read()
    },
  )
  const clear = () => names.forEach((name) => (filters[name] = ''))
  return { filters, active, clear }
}
