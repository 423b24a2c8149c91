// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
import createClient from 'openapi-fetch'
import { ref } from 'vue'
import type { components, paths } from './schema'
import { language, say } from '../i18n'

export type Schemas = components['schemas']

/** What went wrong, in the words of the centre. */
export class ProblemError extends Error {
  constructor(readonly problem: Schemas['Problem']) {
    super(problem.detail)
  }
}

/** Set when the centre no longer knows the session; the frame leads to the sign-in and back. */
export const signed_out = ref(false)

export const centre = createClient<paths>({
  baseUrl: '/api/v1',
  querySerializer: { array: { style: 'form', explode: true } },
})

/** What every request carries. The first two tell the centre that it comes from its own page. */
export function own_headers(method: string): Record<string, string> {
  const headers: Record<string, string> = { 'Accept-Language': language.value }
  if (method !== 'GET') {
    headers['X-Gridboard'] = '1'
    headers['Content-Type'] = 'application/json'
  }
  return headers
}

centre.use({
  onRequest({ request }) {
    for (const [name, value] of Object.entries(own_headers(request.method))) request.headers.set(name, value)
    return request
  },
})

function unreadable(status: number): Schemas['Problem'] {
  const unreachable = status === 0
  return {
    type: 'about:blank',
    title: '',
    status,
    code: unreachable ? 'unreachable' : 'unreadable',
    detail: say(unreachable ? 'problem.unreachable' : 'problem.unreadable', { status }),
    todo: say(unreachable ? 'problem.unreachable_todo' : 'problem.unreadable_todo'),
  }
}

function is_problem(value: unknown): value is Schemas['Problem'] {
  return typeof value === 'object' && value !== null && 'detail' in value && 'code' in value
}

/** The data of an answer; throws ProblemError for everything else, a lost network included. */
export async function ask<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  let answer
  try {
    answer = await call
  } catch {
    throw new ProblemError(unreadable(0))
  }
  if (answer.response.ok) return answer.data as T
  const problem = is_problem(answer.error) ? answer.error : unreadable(answer.response.status)
  if (problem.status === 401 && !answer.response.url.endsWith('/api/v1/session') && problem.code !== 'wrong_password')
    signed_out.value = true
  throw new ProblemError(problem)
}

export function problem_of(error: unknown): Schemas['Problem'] {
  return error instanceof ProblemError ? error.problem : { ...unreadable(-1), detail: String(error) }
}

export async function send_picture(file: File): Promise<Schemas['Picture']> {
  const headers = { ...own_headers('POST'), 'Content-Type': file.type }
  let response: Response
  try {
    response = await fetch('/api/v1/pictures', { method: 'POST', headers, body: file })
  } catch {
    throw new ProblemError(unreadable(0))
  }
  const said: unknown = await response.json().catch(() => null)
  if (!response.ok) throw new ProblemError(is_problem(said) ? said : unreadable(response.status))
  return said as Schemas['Picture']
}

/** A file of staff, checked by the centre as it comes. */
export async function send_import(kind: Schemas['ImportKind'], file: File): Promise<Schemas['Import']> {
  const kLongestName = 120
  const query = new URLSearchParams({ kind, file: file.name.slice(-kLongestName) })
  const headers = { ...own_headers('POST'), 'Content-Type': 'text/csv' }
  let response: Response
  try {
    response = await fetch(`/api/v1/imports?${query}`, { method: 'POST', headers, body: file })
  } catch {
    throw new ProblemError(unreadable(0))
  }
  const said: unknown = await response.json().catch(() => null)
  if (!response.ok) throw new ProblemError(is_problem(said) ? said : unreadable(response.status))
  return said as Schemas['Import']
}

/** Hands a file to the browser's downloads. */
export function save_blob(blob: Blob, name: string) {
  const address = URL.createObjectURL(blob)
  Object.assign(document.createElement('a'), { href: address, download: name }).click()
  window.setTimeout(() => URL.revokeObjectURL(address), 1000)
}
