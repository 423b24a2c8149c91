// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
import type { Schemas } from '../api/client'
import { say } from '../i18n'

export const kBillStates: Schemas['BillState'][] = ['unpaid', 'overdue', 'paid', 'disputed', 'over_paid']
export const kVerdicts: Schemas['MessageVerdict'][] = [
  'taken',
  'repeated',
  'unmatched',
  'waiting',
  'conflict',
  'forged',
  'stale',
  'malformed',
]
const kMostBillNo = 25
/** What staff have to look at. */
export const kTroubles = new Set<Schemas['MessageVerdict']>(['conflict', 'forged', 'stale', 'malformed'])

/** "1,234.56" of integer fen. */
export function yuan(fen: number): string {
  const whole = Math.trunc(Math.abs(fen) / 100)
  const rest = String(Math.abs(fen) % 100).padStart(2, '0')
  return `${fen < 0 ? '−' : ''}${String(whole).replace(/\B(?=(\d{3})+$)/g, ',')}.${rest}`
}

/** Fen of what people write: "96.4", "1,096.40". Undefined for anything else, without rounding. */
export function fen_of(text: string): number | undefined {
  const match = /^(\d{1,8})(?:\.(\d{1,2}))?$/.exec(text.trim().replace(/,/g, ''))
  if (!match) return undefined
  return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'))
}

const kOwnServices = ['desk', 'credit'] // what staff recorded, and what was moved from another bill
/** Where money came from: a payment service by its name. */
export function service_words({ provider, provider_name }: { provider: string; provider_name: string }): string {
  return kOwnServices.includes(provider) ? say(`pay.service.${provider}`) : provider_name
}

/** "171.25" of Wh, and back. */
export const kwh = (wh: number) => String(wh / 1000)
export function wh_of(text: string): number | undefined {
  const match = /^(\d{1,9})(?:\.(\d{1,3}))?$/.exec(text.trim())
  if (!match) return undefined
  return Number(match[1]) * 1000 + Number((match[2] ?? '').padEnd(3, '0'))
}

/** What the correction of a bill may be numbered, "" if that is too long: "202610330104-2" of "202610330104", then "-3". */
export function next_number(bill_no: string): string {
  const match = /^(.{12,})-(\d)$/.exec(bill_no)
  const next = match ? `${match[1]}-${Number(match[2]) + 1}` : `${bill_no}-2`
  return next.length <= kMostBillNo ? next : ''
}

export const price = (price_e4: number) => (price_e4 / 10000).toFixed(4).replace(/0$/, '')

const kTags: Record<Schemas['Bill']['standing'], string> = {
  due: '',
  due_soon: 'amber',
  overdue: 'red',
  paid: 'quiet',
  disputed: 'amber',
  corrected: 'quiet',
}
export const standing_tag = (standing: Schemas['Bill']['standing']) => kTags[standing]
