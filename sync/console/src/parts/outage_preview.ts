// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
import { computed, onScopeDispose, reactive, ref, shallowRef, watch } from 'vue'
import { ask, centre, problem_of, type Schemas } from '../api/client'
import { on_change } from '../live'

const kGatherMs = 300 // typing is one question
const kLeadPassesMs = 15_000 // what is in time now may be late then

/**
 * What the centre says of an outage that isn't announced yet, asked anew at each change of `wanted`, of other outages, and as
 * time goes by. `stale` while what is shown isn't the answer to what is wanted.
 */
export function use_outage_preview(wanted: () => Schemas['PreviewOutage']) {
  const value = shallowRef<Schemas['OutagePreview']>()
  const problem = ref<Schemas['Problem'] | null>(null)
  const stale = ref(false)
  const against_rules = computed(
    () => value.value !== undefined && (!value.value.lead.in_time || value.value.cold_storage?.fits === false),
  )
  const nobody = () => !wanted().places?.length && !wanted().supply?.length
  let timer = 0
  let latest = 0

  async function load() {
    const mine = ++latest
    if (nobody()) {
      value.value = undefined
      problem.value = null
      stale.value = false
      return
    }
    try {
      const answer = await ask(centre.POST('/outages/preview', { body: wanted() }))
      if (mine !== latest) return
      value.value = answer
      problem.value = null
    } catch (error) {
      if (mine !== latest) return
      problem.value = problem_of(error)
    }
    stale.value = problem.value !== null
  }

  watch(
    () => JSON.stringify(wanted()),
    () => {
      stale.value = true
      latest++ // what is on its way answers another question
      window.clearTimeout(timer)
      timer = window.setTimeout(() => void load(), kGatherMs)
    },
    { immediate: true },
  )
  on_change(['outages'], () => void load())
  const looks = window.setInterval(() => void load(), kLeadPassesMs)
  onScopeDispose(() => {
    window.clearTimeout(timer)
    window.clearInterval(looks)
  })
  return reactive({ value, problem, stale, against_rules, load })
}
