// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
import { reactive, watch } from 'vue'
import {
  createRouter,
  createWebHistory,
  isNavigationFailure,
  type LocationQuery,
  NavigationFailureType,
  type RouteLocation,
  type RouteLocationRaw,
} from 'vue-router'
import { load_session, session } from './session'

export const router = createRouter({
  history: createWebHistory('/console/'),
  routes: [
    { path: '/sign-in', name: 'sign-in', component: () => import('./pages/SignIn.vue'), meta: { open: true } },
    { path: '/first-password', name: 'first-password', component: () => import('./pages/FirstPassword.vue') },
    { path: '/', name: 'today', component: () => import('./pages/Today.vue'), meta: { section: 'today' } },
    { path: '/notices', name: 'notices', component: () => import('./pages/Notices.vue'), meta: { section: 'notices' } },
    {
      path: '/notices/new',
      name: 'notice-new',
      component: () => import('./pages/NoticePage.vue'),
      meta: { section: 'notices', up: 'notices' },
    },
    {
      path: '/notices/:id',
      name: 'notice',
      component: () => import('./pages/NoticePage.vue'),
      meta: { section: 'notices', up: 'notices' },
    },
    { path: '/outages', name: 'outages', component: () => import('./pages/Outages.vue'), meta: { section: 'outages' } },
    {
      path: '/outages/new',
      name: 'outage-new',
      component: () => import('./pages/OutageNew.vue'),
      meta: { section: 'outages', up: 'outages' },
    },
    {
      path: '/outages/:id',
      name: 'outage',
      component: () => import('./pages/OutagePage.vue'),
      meta: { section: 'outages', up: 'outages' },
    },
    {
      path: '/notices/:id/proof',
      name: 'notice-proof',
      component: () => import('./pages/ProofPage.vue'),
      meta: { section: 'notices', up: 'notices' },
    },
    {
      path: '/outages/:id/proof',
      name: 'outage-proof',
      component: () => import('./pages/ProofPage.vue'),
      meta: { section: 'outages', up: 'outages' },
    },
    { path: '/boards', name: 'boards', component: () => import('./pages/Boards.vue'), meta: { section: 'boards' } },
    {
      path: '/boards/:id',
      name: 'board',
      component: () => import('./pages/BoardPage.vue'),
      meta: { section: 'boards', up: 'boards' },
    },
    { path: '/alarms', name: 'alarms', component: () => import('./pages/Alarms.vue'), meta: { section: 'alarms' } },
    {
      path: '/alarms/rules',
      name: 'alarm-rules',
      component: () => import('./pages/AlarmRules.vue'),
      meta: { section: 'alarms', up: 'alarms' },
    },
    {
      path: '/alarms/:id',
      name: 'alarm',
      component: () => import('./pages/AlarmPage.vue'),
      meta: { section: 'alarms', up: 'alarms' },
    },
    { path: '/bills', name: 'bills', component: () => import('./pages/Bills.vue'), meta: { section: 'bills' } },
    {
      path: '/bills/:id',
      name: 'bill',
      component: () => import('./pages/BillPage.vue'),
      meta: { section: 'bills', up: 'bills' },
    },
    {
      path: '/payments',
      name: 'payments',
      component: () => import('./pages/Payments.vue'),
      meta: { section: 'bills', up: 'bills' },
    },
    { path: '/places', name: 'places', component: () => import('./pages/Places.vue'), meta: { section: 'places' } },
    {
      path: '/imports',
      name: 'imports',
      component: () => import('./pages/Imports.vue'),
      meta: { section: 'places', up: 'places' },
    },
    {
      path: '/imports/:id',
      name: 'import',
      component: () => import('./pages/ImportPage.vue'),
      meta: { section: 'places', up: 'imports' },
    },
    { path: '/care', name: 'care', component: () => import('./pages/Care.vue'), meta: { section: 'care' } },
    { path: '/people', name: 'people', component: () => import('./pages/People.vue'), meta: { section: 'people' } },
    {
      path: '/people/:id',
      name: 'person',
      component: () => import('./pages/PersonPage.vue'),
      meta: { section: 'people', up: 'people' },
    },
    { path: '/audit', name: 'audit', component: () => import('./pages/Audit.vue'), meta: { section: 'audit' } },
    {
      path: '/analysis',
      name: 'analysis',
      component: () => import('./pages/Analysis.vue'),
      meta: { section: 'analysis' },
    },
    {
      path: '/analysis/rows',
      name: 'analysis-rows',
      component: () => import('./pages/AnalysisRows.vue'),
      meta: { section: 'analysis', up: 'analysis' },
    },
    { path: '/own', name: 'own', component: () => import('./pages/Own.vue'), meta: { section: 'own' } },
    { path: '/:rest(.*)*', name: 'nowhere', component: () => import('./pages/Nowhere.vue') },
  ],
})

/** The filters a section was left with; its link in the navigation leads back to them. */
export const left_with = reactive<Record<string, LocationQuery>>({})
export function keep_left({ name, meta, query }: Pick<RouteLocation, 'name' | 'meta' | 'query'>) {
  if (name === meta.section) left_with[String(name)] = query
}

/** While the page that somebody goes to is on its way, until it stands there. */
let leaving = false
export const is_leaving = () => leaving
let pages_seen = 0 // the same page with other filters isn't another
watch(
  () => router.currentRoute.value.path,
  () => ++pages_seen,
  { flush: 'sync' },
)

/**
 * For a page, or a part of it, that leads on once its work is done: what comes back goes there, unless the reader has left the
 * page meanwhile or is about to. To go there then would call him or her back.
 */
export function use_lead_on() {
  const own = pages_seen
  return async (to: RouteLocationRaw, how: 'push' | 'replace' = 'push') => {
    if (own === pages_seen && !leaving) await router[how](to)
  }
}

router.beforeEach((to, from) => {
  leaving = to.path !== from.path
})
router.onError(() => {
  leaving = false
})

router.beforeEach(async (to) => {
  if (!session.value && !to.meta.open) {
    try {
      await load_session()
    } catch {
      // Unreachable: the page says so itself.
    }
  }
  if (!session.value && !to.meta.open) return { name: 'sign-in', query: to.fullPath === '/' ? {} : { to: to.fullPath } }
  if (session.value?.must_change_password && to.name !== 'first-password') return { name: 'first-password' }
  return true
})

router.afterEach((to, _, failure) => {
  if (isNavigationFailure(failure, NavigationFailureType.cancelled)) return // for another way, which goes on
  leaving = false
  if (!failure) keep_left(to)
})
