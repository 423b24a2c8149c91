// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
import type { Schemas } from '../api/client'

export const kCategories: Schemas['NoticeCategory'][] = ['tariff', 'safety', 'payment', 'community', 'promise']
export const kNoticeStates: Schemas['NoticeState'][] = [
  'draft',
  'in_review',
  'returned',
  'scheduled',
  'published',
  'expired',
  'withdrawn',
]
export const kRoles: Schemas['Role'][] = [
  'administrator',
  'publisher',
  'reviewer',
  'dispatcher',
  'supervisor',
  'community_manager',
  'auditor',
  'interface',
]

const kStateColours: Record<Schemas['NoticeState'], string> = {
  draft: 'quiet',
  in_review: 'amber',
  returned: 'red',
  scheduled: '',
  published: '',
  expired: 'quiet',
  withdrawn: 'quiet',
}
export function state_colour(state: Schemas['NoticeState']): string {
  return kStateColours[state]
}

export function empty_notice(): Schemas['NoticeBody'] {
  return { category: 'community', title: '', body: '', targets: {} }
}

/** Paragraphs and lists of the boards' small markup: blank lines part paragraphs, "- " begins an item. */
export function blocks_of(body: string): { list: boolean; lines: string[] }[] {
  const blocks: { list: boolean; lines: string[] }[] = []
  let open: { list: boolean; lines: string[] } | null = null
  for (const line of body.split('\n')) {
    const list = line.startsWith('- ')
    if (!line.trim()) open = null
    else if (open && open.list === list) open.lines.push(list ? line.slice(2) : line)
    else blocks.push((open = { list, lines: [list ? line.slice(2) : line] }))
  }
  return blocks
}
