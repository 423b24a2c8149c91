// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
import { language } from './i18n'

/** The centre and its boards live on Chinese time, wherever the browser stands. */
const kZone = 'Asia/Shanghai'
const kOffset = '+08:00'

function parts(at: Date): Record<string, string> {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: kZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  })
  return Object.fromEntries(format.formatToParts(at).map((part) => [part.type, part.value]))
}

/** '2026-11-22T21:30:00', as date pickers want it, of an instant; '' of none. */
export function to_wall(instant?: string): string {
  if (!instant) return ''
  const p = parts(new Date(instant))
  return `${p.year}-${p.month}-${p.day}T${p.hour}:${p.minute}:${p.second}`
}

export function from_wall(wall?: string | null): string | undefined {
  return wall ? `${wall}${kOffset}` : undefined
}

/** Short enough for a table: today only the time, else with the day, else with the year. */
export function short_time(instant?: string): string {
  if (!instant) return ''
  const p = parts(new Date(instant))
  const now = parts(new Date())
  const time = `${p.hour}:${p.minute}`
  if (p.year === now.year && p.month === now.month && p.day === now.day) return time
  if (p.year === now.year) return `${p.month}-${p.day} ${time}`
  return `${p.year}-${p.month}-${p.day}`
}

export function full_time(instant?: string): string {
  return to_wall(instant).replace('T', ' ')
}

export function today_words(): string {
  return new Intl.DateTimeFormat(language.value === 'zh' ? 'zh-CN' : 'en-GB', {
    timeZone: kZone,
    month: 'long',
    day: 'numeric',
    weekday: 'long',
  }).format(new Date())
}
