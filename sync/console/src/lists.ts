// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
import { computed, reactive, ref, shallowRef, watch } from 'vue'
import { onBeforeRouteLeave, useRoute, useRouter } from 'vue-router'
import { problem_of, type Schemas } from './api/client'
import { keep_left } from './router'

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

/** A list that grows page by page and is refreshed softly: what is on screen stays until the new is there. */
export function use_list<T>(fetch_page: (limit: number, after?: string) => Promise<Page<T>>) {
  const items = shallowRef<T[]>([])
  const next = ref<string>()
  const total = ref<number>()
  const loading = ref(false)
  const loaded = ref(false)
  const problem = ref<Schemas['Problem'] | null>(null)
  let latest = 0

  async function run(limit: number, after?: string) {
    const mine = ++latest
    loading.value = true
    try {
      const page = await fetch_page(limit, after)
      if (mine !== latest) return
      items.value = after ? [...items.value, ...page.items] : page.items
      next.value = page.next
      if (!after) total.value = page.total
      problem.value = null
      loaded.value = true
    } catch (error) {
      if (mine === latest) problem.value = problem_of(error)
    } finally {
      if (mine === latest) loading.value = false
    }
  }
  const load = () => run(kPage)
  const refresh = () => run(Math.min(Math.max(items.value.length, kPage), kMost))
  const more = () => run(kPage, next.value)
  const most = () => run(kMost)
  return reactive({ items, next, total, loading, loaded, problem, load, refresh, more, most })
}

/** One thing of the centre, refreshed softly. */
export function use_one<T>(fetch_one: () => Promise<T>) {
  const value = shallowRef<T>()
  const problem = ref<Schemas['Problem'] | null>(null)
  async function load() {
    try {
      value.value = await fetch_one()
      problem.value = null
    } catch (error) {
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
      void router.replace({ query: with_filters() })
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
