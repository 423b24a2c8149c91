// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
import { computed, ref } from 'vue'
import { ask, centre, ProblemError, signed_out, type Schemas } from './api/client'

export const session = ref<Schemas['Session'] | null>(null)

let turns = 0 // in and out

/** Who signs in or out meanwhile is no longer who was asked about. */
export async function load_session(): Promise<void> {
  const mine = turns
  try {
    const found = await ask(centre.GET('/session'))
    if (mine !== turns) return
    session.value = found
    signed_out.value = false
  } catch (error) {
    if (!(error instanceof ProblemError) || (error.problem.status !== 401 && error.problem.status !== 403)) throw error
    if (mine === turns) session.value = null
  }
}

export async function sign_in(body: Schemas['SignIn']): Promise<void> {
  const found = await ask(centre.POST('/session', { body }))
  ++turns
  session.value = found
  signed_out.value = false
}

export async function sign_out(): Promise<void> {
  await ask(centre.DELETE('/session'))
  ++turns
  session.value = null
}

const operations = computed(() => new Set(session.value?.operations ?? []))

/** Whether any grant of the reader allows it somewhere; the centre decides again. */
export function can(operation: string): boolean {
  return operations.value.has(operation)
}
