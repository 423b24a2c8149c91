// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
import type { Schemas } from '../api/client'
import { long_words } from './report_words'
import { full_time } from '../times'

type Say = (key: string, values?: Record<string, unknown>) => string

/** '提前 7 天 2 小时', '停电开始后 5 分钟'. */
export function lead_words(t: Say, seconds: number): string {
  if (seconds === 0) return t('proof.at_start')
  return t(seconds < 0 ? 'proof.behind' : 'proof.ahead', { time: long_words(t, Math.abs(seconds)) })
}

/** Why a board hasn't shown it, with what is known of it. */
export function miss_words(t: Say, row: Schemas['ProofRow']): string {
  if (!row.why) return ''
  const words = t(`proof.why.${row.why}`)
  const says_since = row.why === 'silent' || row.why === 'revoked'
  return says_since && row.last_seen ? t('proof.why_since', { why: words, at: full_time(row.last_seen) }) : words
}

export const kStateColours = { waiting: 'amber', sent: 'amber', received: 'quiet', shown: '' } as const
