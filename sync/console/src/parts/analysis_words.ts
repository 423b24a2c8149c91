// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
import type { LocationQueryRaw } from 'vue-router'
import type { Schemas } from '../api/client'
import { language } from '../i18n'

export type Topic = Schemas['AnalysisTopic']
export const kTopics: Topic[] = ['outages', 'requests', 'notices', 'boards']
export const kSteps: Schemas['AnalysisStep'][] = ['day', 'week', 'month']
export const kPeriodLists = [
  ['begun', 'dark', 'off_estimate', 'moved_estimate', 'taken_back', 'short_lead'],
  ['received', 'done', 'due', 'broken', 'rated'],
  ['published', 'unshown'],
  ['raised', 'silent'],
] as const
export const kStandingLists = [
  'ongoing',
  'upcoming',
  'overdue',
  'late_notice',
  'open',
  'pressing',
  'overdue_promise',
] as const
export type List = Schemas['AnalysisList']
export const kLists: List[] = [...kPeriodLists.flat(), ...kStandingLists]
export const stands_now = (list: List) => (kStandingLists as readonly List[]).includes(list)
const kRequestLists: List[] = [...kPeriodLists[1], 'open', 'pressing', 'overdue_promise']
export function topic_of(list: List): Topic {
  if (kRequestLists.includes(list)) return 'requests'
  if ((kPeriodLists[2] as readonly List[]).includes(list)) return 'notices'
  return (kPeriodLists[3] as readonly List[]).includes(list) ? 'boards' : 'outages'
}

/** Sums of one topic, whatever they are of. */
export type Sums = Record<string, unknown>
export type Shape = 'count' | 'hours' | 'minutes' | 'share' | 'ratio'

/** A figure: its words are `analysis.<topic>.<key>`. `list` is where its rows are. */
export interface Figure {
  key: string
  shape: Shape
  list?: List
  /** More is worse (or better), for the words of a comparison. */
  worse?: 'more' | 'less'
  of: (sums: Sums) => number | undefined
}

const amount = (sums: Sums, key: string) => (typeof sums[key] === 'number' ? (sums[key] as number) : undefined)
function share(part: string, whole: string) {
  return (sums: Sums) => {
    const [some, all] = [amount(sums, part), amount(sums, whole)]
    return some === undefined || !all ? undefined : some / all
  }
}
const plain = (key: string) => (sums: Sums) => amount(sums, key)

export const kFigures: Record<Topic, Figure[]> = {
  outages: [
    { key: 'outages', shape: 'count', list: 'begun', worse: 'more', of: plain('outages') },
    { key: 'interruptions', shape: 'count', list: 'dark', worse: 'more', of: plain('interruptions') },
    { key: 'household_minutes', shape: 'hours', list: 'dark', worse: 'more', of: plain('household_minutes') },
    { key: 'first_right', shape: 'share', worse: 'less', of: share('first_within', 'estimated') },
    {
      key: 'last_right',
      shape: 'share',
      list: 'off_estimate',
      worse: 'less',
      of: share('last_within', 'estimated'),
    },
    { key: 'last_late_minutes', shape: 'minutes', worse: 'more', of: plain('last_late_minutes') },
    { key: 'last_early_minutes', shape: 'minutes', worse: 'more', of: plain('last_early_minutes') },
    { key: 'estimate_moves', shape: 'count', list: 'moved_estimate', worse: 'more', of: plain('estimate_moves') },
    { key: 'taken_back', shape: 'count', list: 'taken_back', worse: 'more', of: plain('taken_back') },
    { key: 'lead_kept', shape: 'share', list: 'short_lead', worse: 'less', of: share('lead_kept', 'lead_asked') },
    { key: 'saidi_minutes', shape: 'minutes', worse: 'more', of: plain('saidi_minutes') },
    { key: 'saifi', shape: 'ratio', worse: 'more', of: plain('saifi') },
    { key: 'caidi_minutes', shape: 'minutes', worse: 'more', of: plain('caidi_minutes') },
    { key: 'available', shape: 'share', worse: 'less', of: plain('available') },
  ],
  requests: [
    { key: 'received', shape: 'count', list: 'received', of: plain('received') },
    { key: 'done', shape: 'count', list: 'done', of: plain('done') },
    { key: 'due', shape: 'count', list: 'due', of: plain('due') },
    { key: 'kept', shape: 'share', list: 'broken', worse: 'less', of: share('kept', 'due') },
    {
      key: 'stars',
      shape: 'ratio',
      list: 'rated',
      worse: 'less',
      of: share('stars', 'rated'),
    },
  ],
  notices: [
    { key: 'published', shape: 'count', list: 'published', of: plain('published') },
    { key: 'aimed', shape: 'count', of: plain('aimed') },
    { key: 'received', shape: 'share', worse: 'less', of: share('received', 'aimed') },
    { key: 'shown', shape: 'share', list: 'unshown', worse: 'less', of: share('shown', 'aimed') },
  ],
  boards: [
    { key: 'raised', shape: 'count', list: 'raised', worse: 'more', of: plain('raised') },
    { key: 'silent_minutes', shape: 'hours', list: 'silent', worse: 'more', of: plain('silent_minutes') },
    { key: 'available', shape: 'share', worse: 'less', of: plain('available') },
  ],
}
/** What a table of kinds, days or places shows of a topic. */
export const kColumns: Record<Topic, string[]> = {
  outages: ['outages', 'interruptions', 'household_minutes', 'last_right', 'taken_back', 'lead_kept'],
  requests: ['received', 'done', 'due', 'kept'],
  notices: ['published', 'aimed', 'received', 'shown'],
  boards: ['raised', 'silent_minutes', 'available'],
}
export const columns_of = (topic: Topic) =>
  kColumns[topic].map((key) => kFigures[topic].find((figure) => figure.key === key)!)

/** The sums of a topic among those of all. */
export function of_topic(sums: object, topic: Topic): Sums {
  return (sums as Record<string, Sums>)[topic === 'boards' ? 'board_alarms' : topic] ?? {}
}

export function said(value: number | undefined, shape: Shape): string {
  if (value === undefined) return '–'
  const number = (at: number, digits: number) =>
    at.toLocaleString(language.value === 'zh' ? 'zh-CN' : 'en-GB', { maximumFractionDigits: digits })
  if (shape === 'share') return `${number(value * 100, value > 0.99 && value < 1 ? 4 : 1)}%`
  if (shape === 'hours') return number(value / 60, 1)
  if (shape === 'minutes') return number(value, 1)
  return number(value, shape === 'ratio' ? 3 : 0)
}

/** The address of the rows behind a figure. */
export function rows_at(list: List, more: Record<string, string | undefined>) {
  const query: LocationQueryRaw = { list }
  for (const [name, value] of Object.entries(more)) if (value) query[name] = value
  return { name: 'analysis-rows', query }
}

/** What a kind of a topic is called; requests bring their own names. */
export function kind_words(t: (key: string) => string, topic: Topic, kind: { kind: string; name?: string }): string {
  if (kind.name) return kind.name
  if (topic === 'outages') return t(`analysis.outage_kind.${kind.kind}`)
  if (topic === 'notices') return t(`category.${kind.kind}`)
  if (topic === 'boards') return t(`alarm.kind.${kind.kind}`)
  return kind.kind
}
