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

const kPieceBytes = 1 << 20 // as the centre takes them
const kTries = 4
const kPauseMs = 1000 // and longer each time: a network that is gone for a moment costs no file

async function sha256_of(bytes: ArrayBuffer): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

async function send_piece(id: string, number: number, bytes: ArrayBuffer, signal: AbortSignal) {
  const query = new URLSearchParams({ number: String(number), sha256: await sha256_of(bytes) })
  const headers = { ...own_headers('PUT'), 'Content-Type': 'application/octet-stream' }
  for (let tried = 1; ; ++tried) {
    const response = await fetch(`/api/v1/imports/${id}/pieces?${query}`, {
      method: 'PUT',
      headers,
      body: bytes,
      signal,
    }).catch(() => null)
    if (response?.ok) return
    signal.throwIfAborted()
    const status = response?.status ?? 0
    if ((status !== 0 && status < 500) || tried === kTries) {
      const said: unknown = await response?.json().catch(() => null)
      throw new ProblemError(is_problem(said) ? said : unreadable(status))
    }
    await new Promise((resume) => window.setTimeout(resume, kPauseMs * tried))
  }
}

/** A file of staff, sent piece by piece; the centre checks it once it is whole. What isn't sent to its end is discarded. */
export async function send_import(
  kind: Schemas['ImportKind'],
  file: File,
  signal: AbortSignal,
  sent: (bytes: number) => void,
): Promise<Schemas['Import']> {
  const kLongestName = 120
  const body = { kind, file: file.name.slice(-kLongestName), bytes: file.size }
  const { id } = await ask(centre.POST('/imports/uploads', { body }))
  const params = { params: { path: { id } } }
  try {
    for (let from = 0; from < file.size; from += kPieceBytes) {
      const piece = await file.slice(from, from + kPieceBytes).arrayBuffer()
      await send_piece(id, from / kPieceBytes, piece, signal)
      sent(Math.min(from + kPieceBytes, file.size))
    }
    return await ask(centre.POST('/imports/{id}/finish', params))
  } catch (error) {
    await centre.DELETE('/imports/{id}', params).catch(() => null)
    throw error
  }
}

/** Hands a file to the browser's downloads. */
export function save_blob(blob: Blob, name: string) {
  const address = URL.createObjectURL(blob)
  Object.assign(document.createElement('a'), { href: address, download: name }).click()
  window.setTimeout(() => URL.revokeObjectURL(address), 1000)
}
