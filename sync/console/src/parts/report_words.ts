// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
import type { Schemas } from '../api/client'

type Say = (key: string, values?: Record<string, unknown>) => string
type Report = Schemas['BoardReport']

const kBadPrinter = ['paper_out', 'offline', 'failed']
const kPrinterWords = ['none', 'untried', 'ok', ...kBadPrinter]
const kSpeakerWords = ['none', 'ok']
const kMinute_s = 60
const kHour_s = 3600
const kDay_s = 86_400

/** '3 天 4 小时', '12 分钟': the two largest units. */
export function long_words(t: Say, seconds: number): string {
  if (seconds < kMinute_s) return t('board.seconds', { n: seconds })
  const n = {
    d: Math.floor(seconds / kDay_s),
    h: Math.floor((seconds % kDay_s) / kHour_s),
    m: Math.floor((seconds % kHour_s) / kMinute_s),
  }
  if (n.d) return t('board.days_hours', n)
  return n.h ? t('board.hours_minutes', n) : t('board.minutes', n)
}

function clock_words(t: Say, offset_ms: number): string {
  const s = Math.round(Math.abs(offset_ms) / 1000)
  if (s === 0) return t('board.clock_right')
  return t(offset_ms < 0 ? 'board.clock_fast' : 'board.clock_slow', { time: long_words(t, s) })
}

function storage_words(t: Say, mib: number): string {
  return mib < 1024 ? t('board.megabytes', { n: mib }) : t('board.gigabytes', { n: (mib / 1024).toFixed(1) })
}

/** A newer board may say a word that this page doesn't know. */
function known(t: Say, group: string, words: string[], said: string): string {
  return words.includes(said) ? t(`board.${group}.${said}`) : said
}

/** What isn't as it should be, in a word each. Figures that are judged by rules are for the alarms. */
export function troubles(t: Say, report?: Report): string[] {
  const found: string[] = []
  if (kBadPrinter.includes(report?.printer ?? '')) found.push(t(`board.printer.${report!.printer}`))
  if (report?.speaker === 'none') found.push(t('board.speaker.none'))
  if (report?.pictures && report.pictures !== 'ok') found.push(t('board.pictures_trouble'))
  return found
}

/** Label and words of everything that it said, in the order of the page. */
export function facts_of(t: Say, report: Report): { key: string; words: string; bad: boolean }[] {
  const facts: { key: string; words: string; bad: boolean }[] = []
  const add = (key: string, words: string, bad = false) => facts.push({ key, words, bad })
  if (report.version) add('version', report.version)
  if (report.uptime_s !== undefined) add('uptime', long_words(t, report.uptime_s))
  if (report.feed_lag_s !== undefined) add('feed_lag', long_words(t, report.feed_lag_s))
  if (report.clock_offset_ms !== undefined) add('clock', clock_words(t, report.clock_offset_ms))
  if (report.storage_free_mb !== undefined) add('storage', storage_words(t, report.storage_free_mb))
  if (report.temperature_c !== undefined) add('temperature', `${report.temperature_c} °C`)
  const { printer, speaker, pictures } = report
  if (printer) add('printer', known(t, 'printer', kPrinterWords, printer), kBadPrinter.includes(printer))
  if (speaker) add('speaker', known(t, 'speaker', kSpeakerWords, speaker), speaker === 'none')
  if (pictures) add('pictures', pictures === 'ok' ? t('board.pictures_ok') : pictures, pictures !== 'ok')
  return facts
}
