// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
import type { Schemas } from '../api/client'

type Say = (key: string, values?: Record<string, unknown>) => string

/** Who did it: a person, the command line under an account of the machine, or the centre by itself. */
export function doer_of(t: Say, entry: Schemas['AuditEntry']): string {
  if (entry.actor === 'cli') return t('audit.cli', { name: entry.actor_name })
  if (entry.actor === 'system') return t('audit.system')
  return entry.actor_name
}
