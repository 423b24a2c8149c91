// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs'
import type { APIResponse, BrowserContext, Response } from '@playwright/test'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { parse } from 'yaml'

// sync/server/openapi.yaml, and whether what goes over the line is as it says.
type Json = Record<string, any>
export const kContract = parse(
  readFileSync(`${process.env.GRIDBOARD_PROJECT}/sync/server/openapi.yaml`, 'utf8'),
) as Json
const kMethods = ['get', 'post', 'put', 'patch', 'delete']

export type Operation = {
  id: string
  method: string
  path: string
  parameters: Json[]
  takes: string[]
  body?: Json
  responses: Json
}

function resolved(value: any): any {
  return value?.$ref
    ? resolved(
        value.$ref
          .slice(2)
          .split('/')
          .reduce((at: Json, key: string) => at[key], kContract),
      )
    : value
}

/** A schema whose references are written out. */
export function whole(value: any): any {
  if (Array.isArray(value)) return value.map(whole)
  if (typeof value !== 'object' || value === null) return value
  if (value.$ref) return whole(resolved(value))
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, whole(part)]))
}

export const kOperations: Operation[] = Object.entries(kContract.paths as Json).flatMap(([path, item]) =>
  kMethods
    .filter((method) => item[method])
    .map((method) => {
      const said = item[method]
      const content = resolved(said.requestBody)?.content ?? {}
      return {
        id: said.operationId,
        method: method.toUpperCase(),
        path,
        responses: said.responses,
        takes: Object.keys(content),
        parameters: [...(item.parameters ?? []), ...(said.parameters ?? [])].map(resolved),
        body: content['application/json']?.schema,
      }
    }),
)

const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true })
const checks = new Map<unknown, ValidateFunction>()

/** Why it doesn't fit, or null. */
export function misfit(schema: unknown, value: unknown): string | null {
  const check = checks.get(schema) ?? ajv.compile(whole(schema))
  checks.set(schema, check)
  return check(value) ? null : ajv.errorsText(check.errors)
}

export function operation_at(method: string, path: string): Operation | undefined {
  const parts = path.split('/')
  const fits = kOperations.filter((one) => one.method === method && one.path.split('/').length === parts.length)
  const like = (one: Operation) => one.path.split('/').every((part, at) => part.startsWith('{') || part === parts[at])
  return fits.find((one) => one.path === path) ?? fits.find(like)
}

type Answer = Pick<APIResponse | Response, 'status' | 'headers'> & { body(): Promise<Buffer> }

/** What an answer has that its operation doesn't say, or null. */
export async function wrong_answer(operation: Operation, answer: Answer): Promise<string | null> {
  const status = answer.status()
  const said = resolved(operation.responses[status] ?? operation.responses.default)
  if (!said) return `${status} isn't in the contract`
  if (!said.content) return (await answer.body()).length === 0 ? null : `${status} has a body`
  const type = answer.headers()['content-type']?.split(';')[0] ?? ''
  const content = said.content[type]
  if (!content) return `${status} as ${type}`
  return /^application\/([\w-]+\+)?json$/.test(type)
    ? misfit(content.schema, JSON.parse((await answer.body()).toString()))
    : null
}

/** Notes whatever a browser asks and gets that isn't as the contract says. */
export function watch_contract(context: BrowserContext, strange: string[]) {
  const seen = { asked: 0 }
  context.on(
    'response',
    (answer) =>
      void (async () => {
        const url = new URL(answer.url())
        if (!url.pathname.startsWith('/api/v1/')) return
        const path = url.pathname.slice('/api/v1'.length)
        const operation = operation_at(answer.request().method(), path)
        const where = `${answer.request().method()} ${path}`
        if (!operation) return void strange.push(`${where}: no such operation`)
        if (operation.id === 'followEvents') return
        for (const name of url.searchParams.keys())
          if (!operation.parameters.some((one) => one.in === 'query' && one.name === name))
            strange.push(`${operation.id}: asked with ${name}`)
        const sent = operation.body && answer.request().postData()
        if (sent) {
          const mistake = misfit(operation.body, JSON.parse(sent))
          if (mistake) strange.push(`${operation.id}: sent ${mistake}`)
        }
        // A page that is left takes the bodies of its answers along.
        const mistake = await wrong_answer(operation, answer).catch(() => null)
        if (mistake) strange.push(`${operation.id}: ${mistake}`)
        seen.asked += 1
      })(),
  )
  return seen
}
