// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
import type { Schemas } from '../api/client'
import { say } from '../i18n'
import { full_time } from '../times'

export const kOutageKinds: Schemas['OutageKind'][] = ['fault', 'planned', 'temporary', 'rationing']
/** How an outage goes on by hand. */
export type OutageAct = 'update' | 'restore' | 'reopen' | 'cancel' | 'withdraw'
export const kOutageStates: Schemas['OutageState'][] = ['announced', 'ongoing', 'restored', 'cancelled']
export const kCallOutcomes: Schemas['OutageCallOutcome'][] = [
  'reached',
  'acknowledged',
  'no_answer',
  'wrong_number',
  'not_needed',
]

/** Nobody has to call again: an important user acknowledges, others are reached. */
export function is_settled({ category, outcome }: Pick<Schemas['OutageCall'], 'category' | 'outcome'>): boolean {
  if (outcome === 'reached') return category !== 'important'
  return outcome === 'acknowledged' || outcome === 'not_needed'
}

const kStateColours: Record<Schemas['OutageState'], string> = {
  announced: 'amber',
  ongoing: 'red',
  restored: '',
  cancelled: 'quiet',
}
export const outage_state_colour = (state: Schemas['OutageState']) => kStateColours[state]
/** It was told by mistake: power never was off. What has not begun is cancelled instead, but for a fault. */
export const may_withdraw = ({ state, kind }: Pick<Schemas['Outage'], 'state' | 'kind'>) =>
  state === 'ongoing' || (state === 'announced' && kind === 'fault')
export const is_current = (state: Schemas['OutageState']) => state === 'announced' || state === 'ongoing'

/** '6 天 23 小时 59 分 59 秒': to the second, for what a rule is about; units that are nothing are left out. */
export function span_words(seconds: number): string {
  const whole = Math.abs(Math.round(seconds))
  const units = [
    ['days', Math.floor(whole / 86_400)],
    ['hours', Math.floor(whole / 3600) % 24],
    ['minutes', Math.floor(whole / 60) % 60],
    ['seconds', whole % 60],
  ] as const
  const said = units.filter(([, n]) => n).map(([unit, n]) => say(`outage.span.${unit}`, { n }))
  return said.length ? said.join(' ') : say('outage.span.seconds', { n: 0 })
}

/** How far an estimate moved: '晚 1 小时'. Nothing for the first one. */
export function moved_words(before?: string, after?: string): string {
  if (!before || !after) return ''
  const later_s = (Date.parse(after) - Date.parse(before)) / 1000
  if (later_s === 0) return ''
  return say(later_s > 0 ? 'outage.later' : 'outage.earlier', { span: span_words(later_s) })
}

const kTimeFields = ['start', 'etr', 'restored_at', 'published_at', 'told_at', 'choose_by']
/** A value of the history as people read it. */
export function field_value(field: Schemas['OutageChangedField'], side: 'before' | 'after'): string {
  const value = field[side]
  if (!value) return say('outage.nothing')
  if (kTimeFields.includes(field.name)) return full_time(value)
  if (field.name === 'state' && [...kOutageStates, 'withdrawn'].some((state) => state === value))
    return say(`outage.state.${value}`)
  return value
}

/** Places under what they share: 新华社区/3栋 → 1单元, 2单元. */
export function places_by_parent(places: Schemas['OutagePlace'][]): { parent: string; places: Named[] }[] {
  const groups = new Map<string, Named[]>()
  for (const place of places) {
    const cut = place.words.lastIndexOf('/')
    const parent = place.words.slice(0, Math.max(cut, 0))
    groups.set(parent, [...(groups.get(parent) ?? []), { ...place, name: place.words.slice(cut + 1) }])
  }
  return [...groups].map(([parent, members]) => ({ parent, places: members }))
}
type Named = Schemas['OutagePlace'] & { name: string }
