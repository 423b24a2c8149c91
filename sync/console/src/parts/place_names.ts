// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
import { reactive } from 'vue'
import { ask, centre } from '../api/client'

/** Names of places met as paths, asked for once each. */
export const place_names = reactive<Record<string, string>>({})
const asked = new Set<string>()

export async function learn_place(path: string): Promise<void> {
  if (!path || asked.has(path)) return
  asked.add(path)
  try {
    const { place } = await ask(centre.GET('/places/one', { params: { query: { path } } }))
    place_names[path] = place.words || place.name
  } catch {
    asked.delete(path) // the path itself is shown until it can be asked for
  }
}
