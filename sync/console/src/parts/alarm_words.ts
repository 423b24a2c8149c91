// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
import type { Schemas } from '../api/client'
import { say } from '../i18n'

export const kAlarmKinds: Schemas['AlarmKind'][] = ['silent', 'feed_lag', 'clock', 'storage', 'temperature', 'printer']

/** What people write a figure in, and how many of the centre's units one of these is. */
const kUnits: Record<Schemas['AlarmKind'], number> = {
  silent: 60,
  feed_lag: 60,
  clock: 1000,
  storage: 1,
  temperature: 1,
  printer: 1,
}
export const unit_of = (kind: Schemas['AlarmKind']) => kUnits[kind]

export function figure_words(kind: Schemas['AlarmKind'], figure: number): string {
  return kind === 'printer' ? '' : say(`alarm.figure.${kind}`, { n: Math.round((figure / kUnits[kind]) * 10) / 10 })
}

/** "剩余 300 MB，界限 512 MB": what was reported beside what held. */
export function reported_words(alarm: Schemas['Alarm']): string {
  if (alarm.kind === 'silent' || alarm.value === undefined) return ''
  if (alarm.kind === 'printer') return say(`board.printer.${alarm.value}`)
  return say('alarm.reported', {
    value: figure_words(alarm.kind, Math.abs(Number(alarm.value))),
    limit: figure_words(alarm.kind, alarm.figure),
  })
}

/** What it is about: the feeder or outage that stands for its boards, or the board. */
export function subject_words(alarm: Schemas['Alarm']): string {
  if (!alarm.board) return alarm.words || say('alarm.many')
  const { name, words } = alarm.board
  return !name || name === words ? words : `${name}（${words}）`
}
