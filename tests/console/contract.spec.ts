// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// The live server against sync/server/openapi.yaml: what it answers to right, random and broken requests, and what the
// console's own pages ask and get.
import { type BrowserContext, expect, test } from '@playwright/test'
import { generate } from 'json-schema-faker'
import { Centre } from './support/centre'
import { kContract, kOperations, misfit, type Operation, watch_contract, whole, wrong_answer } from './support/contract'
import { begin_account, browser_of, call, kCommunity, kPassword, kUnit, sign_in } from './support/desk'
import { fill_pages, settled } from './support/pages'

type Kind = 'right' | 'random' | 'broken'
const kRandomRounds = 6
const kSeed = 20261122
// They end the session that asks, or never end themselves: each has its own test below.
const kApart = new Set(['signOut', 'followEvents'])
const kBroken = [{ strange: [1, null], version: 'x' }, [], '{"cut":', { name: 'x'.repeat(100_000) }, '[['.repeat(2000)]

let centre: Centre
let context: BrowserContext
let pages: Record<string, string>

test.beforeAll(async ({ browser }) => {
  centre = await Centre.start()
  pages = await fill_pages(browser, centre)
  const admin = await browser_of(browser, centre.address)
  context = admin.context
  await sign_in(admin.page, centre.first.name, kPassword)
  await expect(admin.page.locator('.frame-nav')).toBeVisible()
})
test.afterAll(async () => {
  await context?.close()
  await centre?.end()
})

let made = 0
async function id_made(path: string, body: unknown): Promise<string> {
  const answer = await call(context, 'POST', path, body)
  expect(answer.status(), `${path}: ${await answer.text()}`).toBe(201)
  const said = (await answer.json()) as {
    id?: string
    board?: { id: string }
    account?: { id: string }
    token?: { id: string }
  }
  return (said.id ?? said.board?.id ?? said.account?.id ?? said.token?.id)!
}

/** Something new for an operation to work on, so that its right answers are seen too. */
async function thing_for(operation: Operation): Promise<string> {
  const name = `contract${++made}`
  const targets = { places: [kUnit] }
  const notice = { category: 'safety', title: '题', body: '文', targets }
  switch (operation.path.split('/')[1]) {
    case 'notices':
      return id_made('/notices', notice)
    case 'groups':
      return id_made('/groups', { name, targets })
    case 'templates':
      return id_made('/templates', { name, notice })
    case 'outages':
      return id_made('/outages', { kind: 'fault', cause: name, places: [kUnit] })
    case 'outage-templates':
      return id_made('/outage-templates', { kind: 'fault', name, cause: name })
    case 'boards':
      return id_made('/boards', { place: kUnit, name })
    case 'accounts':
      return id_made('/accounts', { name, display_name: name, grants: [{ role: 'auditor', place: '' }] })
    case 'tokens':
      return id_made('/tokens', { name, grants: [{ role: 'interface', place: kCommunity }], days: 1 })
    default:
      return 'none'
  }
}

async function address_for(operation: Operation, kind: Kind, round: number): Promise<string> {
  let path = operation.path
  const query = new URLSearchParams()
  for (const parameter of operation.parameters) {
    const random = String(await generate(whole(parameter.schema), { seed: kSeed + round }))
    if (parameter.in === 'path') {
      const right = parameter.name === 'sha256' ? '0'.repeat(64) : await thing_for(operation)
      path = path.replace(`{${parameter.name}}`, encodeURIComponent(kind === 'random' ? random : right))
    } else if (kind === 'random' || parameter.required) {
      query.set(parameter.name, kind === 'random' ? random : parameter.name === 'path' ? kUnit : '3')
    }
  }
  return `${path}?${query}`
}

async function body_for(
  operation: Operation,
  kind: Kind,
  round: number,
): Promise<{ type: string; data: string } | null> {
  const type = operation.takes[0]
  if (!type) return null
  if (kind === 'broken') return { type, data: JSON.stringify(kBroken[round % kBroken.length]) }
  if (!operation.body) return { type, data: `${type} ${round}` }
  const made_up = await generate(whole(operation.body), { seed: kSeed + round })
  expect(misfit(operation.body, made_up), `${operation.id}: the fuzzer made what isn't in the contract`).toBeNull()
  return { type, data: JSON.stringify(made_up) }
}

async function ask(operation: Operation, kind: Kind, round: number): Promise<string[]> {
  const address = await address_for(operation, kind, round)
  const body = await body_for(operation, kind, round)
  const headers: Record<string, string> = { 'X-Gridboard': '1', 'Accept-Language': round % 2 ? 'en' : 'zh' }
  if (body) headers['Content-Type'] = body.type
  const answer = await context.request.fetch(`/api/v1${address}`, {
    method: operation.method,
    data: body?.data,
    headers,
    maxRedirects: 0,
  })
  const where = `${operation.id} (${kind} ${round}: ${address} ${body?.data.slice(0, 200) ?? ''})`
  const found: string[] = []
  const unavailable = answer.status() === 503 && (await answer.text()).includes('"unavailable"')
  if (answer.status() >= 500 && !unavailable) found.push(`${where}: ${answer.status()} ${await answer.text()}`)
  // What is left out may be, and what is strange is passed over: {strange: ...} changes nothing where all is optional.
  const broken = kind === 'broken' && operation.body && misfit(operation.body, JSON.parse(body!.data)) !== null
  if (broken && answer.status() < 400) found.push(`${where}: was taken`)
  const mistake = await wrong_answer(operation, answer)
  if (mistake) found.push(`${where}: ${mistake}`)
  return found
}

test('what every page of the console asks and gets is as the contract says', async ({ browser }) => {
  test.setTimeout(120_000)
  const own = await browser_of(browser, centre.address)
  const seen = watch_contract(own.context, own.strange)
  await sign_in(own.page, centre.first.name, kPassword)
  await expect(own.page.locator('.frame-nav')).toBeVisible()
  for (const path of Object.values(pages).filter((one) => one !== '/sign-in'))
    await test.step(path, async () => {
      await own.page.goto(`/console${path}`)
      await settled(own.page)
    })
  await own.context.close()
  expect(seen.asked).toBeGreaterThan(20)
  expect([...new Set(own.strange)]).toEqual([])
})

test('a request from elsewhere is refused, and so is one without a session', async () => {
  const elsewhere = await context.request.fetch('/api/v1/groups', {
    method: 'POST',
    data: { name: 'x', targets: {} },
    headers: { 'Content-Type': 'application/json' },
  })
  expect(elsewhere.status()).toBe(403)
  expect(((await elsewhere.json()) as { code: string }).code).toBe('cross_site')
  for (const operation of kOperations.filter(
    (one) => one.method === 'GET' && kContract.paths[one.path].get.security === undefined,
  )) {
    const nobody = await fetch(`${centre.address}/api/v1${operation.path.replace(/{\w+}/, 'none')}?path=x&q=x`)
    expect(nobody.status, operation.id).toBe(401)
    expect(misfit(kContract.components.schemas.Problem, await nobody.json())).toBeNull()
  }
})

test('events come as a stream, and signing out ends the session', async ({ browser }) => {
  const own = await browser_of(browser, centre.address)
  await sign_in(own.page, centre.first.name, kPassword)
  await expect(own.page.locator('.frame-nav')).toBeVisible()
  const type = await own.page.evaluate(async () => {
    const stop = new AbortController()
    const answer = await fetch('/api/v1/events', { signal: stop.signal })
    stop.abort()
    return answer.headers.get('content-type')
  })
  expect(type).toBe('text/event-stream')
  expect((await call(own.context, 'DELETE', '/session')).status()).toBe(204)
  expect((await call(own.context, 'GET', '/session')).status()).toBe(401)
  await own.context.close()
})

// The last: wrong passwords make the centre wait with whoever signs in next.
test('every answer is as the contract says: right, random and broken requests', async ({}, info) => {
  test.setTimeout(300_000)
  const found: string[] = []
  let asked = 0
  for (const operation of kOperations.filter((one) => !kApart.has(one.id))) {
    const rounds: [Kind, number][] = [
      ['right', 1],
      ['random', kRandomRounds],
      ['broken', kBroken.length],
    ]
    for (const [kind, count] of rounds)
      for (let round = 0; round < count; round++) {
        found.push(...(await ask(operation, kind, round)))
        asked += 1
      }
  }
  info.annotations.push({
    type: 'measured',
    description: `${asked} requests to ${kOperations.length - kApart.size} operations`,
  })
  expect([...new Set(found)]).toEqual([])
})
