// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// What somebody with bad intentions tries, on a real server. sync/server/SECURITY.md says which requirement each is for.
import { createServer } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { deflateSync, gzipSync } from 'node:zlib'
import { crc32 } from './support/crc'
import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import { Centre } from './support/centre'
import { begin_account, browser_of, call, kPassword, kUnit, picture, serious_findings } from './support/desk'
import { settled } from './support/pages'

test.describe.configure({ mode: 'serial' })
let centre: Centre
let admin: { context: BrowserContext; page: Page; strange: string[] }
const kLoaded = 40 // connections at once, of one attacker

test.beforeAll(async ({ browser }) => {
  centre = await Centre.start()
  admin = await browser_of(browser, centre.address)
  await begin_account(admin.page, centre.first.name, centre.first.password)
})
test.afterAll(async () => {
  await admin?.context.close()
  await centre?.end()
})

function port(): number {
  return Number(new URL(centre.address).port)
}
async function secret(): Promise<string> {
  return (await admin.context.cookies()).find((cookie) => cookie.name === 'gridboard_session')!.value
}
/** Bytes as they are, and what comes back until the server closes or `enough` has come. */
function raw(bytes: string | Buffer, enough = /\r\n\r\n/): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port(), '127.0.0.1', () => socket.write(bytes))
    let said = ''
    const end = () => {
      socket.destroy()
      resolve(said)
    }
    socket.setTimeout(10_000, end)
    socket.on('data', (more) => {
      said += more.toString('latin1')
      if (enough.test(said)) end()
    })
    socket.on('close', end).on('error', end)
  })
}
async function total(path: string): Promise<number> {
  return ((await (await call(admin.context, 'GET', path)).json()) as { total?: number; items: unknown[] }).total ?? 0
}
async function answers(): Promise<void> {
  const answer = await call(admin.context, 'GET', '/overview')
  expect(answer.status()).toBe(200)
}

test('a page of another site changes nothing with the cookie of who is signed in', async () => {
  const forms = `
    <form id=a method=post enctype=text/plain action="${centre.address}/api/v1/accounts"><input name='{"name":"evil","display_name":"evil","grants":[],"x":"' value='"}'></form>
    <form id=b method=post action="${centre.address}/api/v1/boards"><input name=place value="${kUnit}"></form>
    <iframe name=t></iframe><script>
      document.getElementById('a').target = 't'; document.getElementById('a').submit()
      const body = JSON.stringify({ name: 'evil', display_name: 'evil', grants: [] })
      for (const mode of ['no-cors', 'cors']) fetch('${centre.address}/api/v1/accounts', { method: 'POST', credentials: 'include', mode, body, headers: mode === 'cors' ? { 'X-Gridboard': '1', 'Content-Type': 'application/json' } : {} }).catch(() => {})
      fetch('${centre.address}/api/v1/session', { method: 'DELETE', credentials: 'include', headers: { 'X-Gridboard': '1' } }).catch(() => {})
      fetch('${centre.address}/api/v1/accounts', { credentials: 'include' }).then((r) => r.text()).then((t) => { document.title = t }).catch(() => { document.title = 'refused' })
    </script>`
  const evil = createServer((_, response) => response.setHeader('Content-Type', 'text/html').end(forms))
  await new Promise<void>((resolve) => evil.listen(0, '127.0.0.1', resolve))
  const before = await total('/accounts')
  const page = await admin.context.newPage()
  await page.goto(`http://localhost:${(evil.address() as AddressInfo).port}/`)
  await expect(page).toHaveTitle('refused') // nor can it read anything
  await page.evaluate((action) => {
    const form = document.getElementById('b') as HTMLFormElement
    form.action = action
    form.submit()
  }, `${centre.address}/api/v1/boards`)
  await page.waitForURL(/api\/v1\/boards/)
  await page.close()
  evil.close()
  expect(await total('/accounts')).toBe(before)
  expect(await total('/boards')).toBe(0)
  await answers() // still signed in
  admin.strange.length = 0 // the other page's own
})

const kNasty = [
  '<img src=x onerror="window.broken=1">',
  '<script>window.broken=1</script>',
  '<svg onload="window.broken=1">',
  '[x](javascript:window.broken=1)',
  '![x](javascript:window.broken=1)',
  '"><iframe srcdoc="<script>top.broken=1</script>">',
  '{{constructor.constructor("window.broken=1")()}}',
]
test('what staff write is text everywhere: in titles, bodies, names, groups, templates and the audit', async () => {
  const targets = { places: [kUnit] }
  let last = ''
  for (const [at, nasty] of kNasty.entries()) {
    const said = await call(admin.context, 'POST', '/notices', {
      category: 'safety',
      title: nasty.slice(0, 40),
      body: `- ${nasty}\n\n**${nasty}**`,
      targets,
    })
    expect([201, 422]).toContain(said.status())
    if (said.status() === 201) last = ((await said.json()) as { id: string }).id
    expect([201, 409, 422]).toContain(
      (await call(admin.context, 'POST', '/groups', { name: nasty.slice(0, 40), targets })).status(),
    )
    expect([201, 422]).toContain(
      (
        await call(admin.context, 'POST', '/accounts', {
          name: `x${at}y`,
          display_name: nasty.slice(0, 40),
          grants: [],
        })
      ).status(),
    )
    expect([201, 422]).toContain(
      (await call(admin.context, 'POST', '/boards', { place: kUnit, name: nasty.slice(0, 40) })).status(),
    )
  }
  expect(last).not.toBe('')
  for (const path of [
    '/',
    '/notices',
    `/notices/${last}`,
    '/boards',
    `/places?at=${kUnit}`,
    '/people',
    '/audit',
    '/audit?actor=%3Cimg%20src%3Dx%20onerror%3Dwindow.broken%3D1%3E',
  ]) {
    await admin.page.goto(`/console${path}`)
    await settled(admin.page)
    expect(await admin.page.evaluate(() => (window as unknown as { broken?: number }).broken), path).toBeUndefined()
    expect(await admin.page.locator('iframe, [onerror], [onload], a[href^="javascript:"]').count(), path).toBe(0)
  }
  expect(admin.strange).toEqual([])
})

test('the console comes with a policy that lets no script in but its own', async () => {
  const policy = (await admin.context.request.get('/console/')).headers()['content-security-policy']!
  expect(policy).not.toContain('unsafe')
  expect(policy).toContain("frame-ancestors 'none'")
  await admin.page.goto('/console/')
  const ran = await admin.page.evaluate(() => {
    const script = document.createElement('script')
    script.textContent = 'window.inlined = 1'
    document.head.append(script)
    return 'inlined' in window
  })
  expect(ran).toBe(false)
  admin.strange.length = 0 // the policy said so on the console
})

test('no path leads out of what is served', async () => {
  for (const path of [
    '/console/../../../../etc/passwd',
    '/console/%2e%2e/%2e%2e/etc/passwd',
    '/console/..%2f..%2fetc%2fpasswd',
    '/console/assets/..\\..\\..\\etc\\passwd',
    '/console/%00/etc/passwd',
    '//etc/passwd',
    '/api/v1/pictures/../../../etc/passwd',
    '/api/v1/notices/..%2f..%2faccounts',
    '/console/....//....//etc/passwd',
  ]) {
    const said = await raw(
      `GET ${path} HTTP/1.1\r\nHost: x\r\nCookie: gridboard_session=${await secret()}\r\nConnection: close\r\n\r\n`,
      /root:x:/,
    )
    expect(said, path).not.toContain('root:')
    expect(said.split(' ')[1], path).toMatch(/^(200|303|308|400|403|404)$/)
    if (said.startsWith('HTTP/1.1 200')) expect(said, path).toContain('<div id="app">') // the console's own page, which says that there is none
  }
})

test('a session that somebody planted is worth nothing after the sign-in, and a guess never is', async ({
  browser,
}) => {
  const { context, page } = await browser_of(browser, centre.address)
  await context.addCookies([{ name: 'gridboard_session', value: 'planted-by-somebody', url: centre.address }])
  expect((await call(context, 'GET', '/session')).status()).toBe(401)
  await page.goto('/console/sign-in')
  await page.locator('#name').fill(centre.first.name)
  await page.locator('#password').fill(kPassword)
  await page.locator('#password').press('Enter')
  await expect(page.locator('.frame-nav')).toBeVisible()
  const cookie = (await context.cookies()).find((one) => one.name === 'gridboard_session')!
  expect(cookie.value).not.toBe('planted-by-somebody')
  expect(cookie.value.length).toBeGreaterThan(40)
  const kept = cookie.value
  expect((await call(context, 'DELETE', '/session', undefined)).status()).toBe(204)
  const after = await raw(
    `GET /api/v1/session HTTP/1.1\r\nHost: x\r\nCookie: gridboard_session=${kept}\r\nConnection: close\r\n\r\n`,
  )
  expect(after).toContain(' 401 ')
  await context.close()
})

/** A PNG of nothing, as large as it says and small on the wire. */
function png(width: number, height: number, rows = 16): Buffer {
  const chunk = (kind: string, data: Buffer) => {
    const out = Buffer.alloc(12 + data.length)
    out.writeUInt32BE(data.length, 0)
    out.write(kind, 4, 'latin1')
    data.copy(out, 8)
    out.writeUInt32BE(crc32(out.subarray(4, 8 + data.length)), 8 + data.length)
    return out
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 6, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.alloc(rows * (1 + 4 * width)))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
async function send(path: string, type: string, body: Buffer, more: Record<string, string> = {}) {
  return admin.context.request.fetch(`/api/v1${path}`, {
    method: 'POST',
    data: body,
    headers: { 'X-Gridboard': '1', 'Content-Type': type, ...more },
  })
}

test('bombs burst outside: pictures, scripts in pictures, nested JSON, gzip, and bodies without an end', async () => {
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')
  expect((await send('/pictures', 'image/svg+xml', svg)).status()).toBe(403) // no type that a page of ours sends
  for (const [what, bytes] of [
    ['a script', svg],
    ['HTML', Buffer.from('<html><script>alert(1)</script>')],
    ['a large one', png(30000, 30000)],
    ['one that lies', png(65535, 1)],
    ['the largest', png(0x7fffffff, 0x7fffffff, 0)],
    ['half a one', png(64, 64).subarray(0, 60)],
  ] as const) {
    const said = await send('/pictures', 'image/png', bytes)
    expect([413, 422], what).toContain(said.status())
    expect(((await said.json()) as { detail: string }).detail, what).not.toBe('')
  }
  const nested = Buffer.from('{"a":'.repeat(10_000) + '1' + '}'.repeat(10_000))
  expect((await send('/groups', 'application/json', nested)).status()).toBe(400)
  expect((await send('/accounts', 'application/json', Buffer.alloc(1 << 20, 0x20))).status()).toBe(413)
  const zipped = gzipSync(Buffer.alloc(50 << 20, 0x20))
  expect([400, 413]).toContain(
    (await send('/accounts', 'application/json', zipped, { 'Content-Encoding': 'gzip' })).status(),
  ) // never unpacked
  const begin = `POST /api/v1/accounts HTTP/1.1\r\nHost: x\r\nX-Gridboard: 1\r\nContent-Type: application/json\r\nCookie: gridboard_session=${await secret()}\r\n`
  expect(await raw(`${begin}Content-Length: 99999999999\r\n\r\n{`)).toContain(' 413 ')
  const endless = `${begin}Transfer-Encoding: chunked\r\n\r\n${'10000\r\n'.padEnd(7)}${' '.repeat(0x10000)}\r\n`
  expect(await raw(endless + `${'10000\r\n'}${' '.repeat(0x10000)}\r\n`)).toContain(' 413 ')
  expect(await raw(`${begin}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}`)).not.toContain(' 201 ') // read in two ways
  expect(await raw(`GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`)).toMatch(/ (400|431|413) /)
  const { mebibytes } = await centre.ask<{ mebibytes: number }>({ do: 'memory' })
  test.info().annotations.push({ type: 'memory', description: `the server's memory was ${mebibytes} MiB at most` })
  expect(mebibytes).toBeLessThan(400)
  await answers()
})

test('a table of a gigabyte is refused where it begins', async () => {
  const said = await raw(
    `POST /api/v1/imports?kind=places HTTP/1.1\r\nHost: x\r\nX-Gridboard: 1\r\nContent-Type: text/csv\r\nCookie: gridboard_session=${await secret()}\r\nContent-Length: ${1 << 30}\r\n\r\n户号`,
  )
  expect(said).toContain(' 413 ')
})

test('those who ask slowly, and those who listen without reading, hold nobody else up', async () => {
  const cookie = await secret()
  const slow: Socket[] = []
  const open = (bytes: string, read: boolean) => {
    const socket = connect(port(), '127.0.0.1', () => socket.write(bytes))
    socket.on('error', () => {})
    if (!read) socket.pause()
    slow.push(socket)
    return socket
  }
  for (let i = 0; i < kLoaded; ++i) open('GET /console/ HTTP/1.1\r\nHost: x\r\nX-Slow: ', true)
  for (let i = 0; i < kLoaded; ++i)
    open(
      `POST /api/v1/accounts HTTP/1.1\r\nHost: x\r\nX-Gridboard: 1\r\nContent-Type: application/json\r\nContent-Length: 1000\r\nCookie: gridboard_session=${cookie}\r\n\r\n{`,
      true,
    )
  for (let i = 0; i < 10; ++i)
    open(`GET /api/v1/events HTTP/1.1\r\nHost: x\r\nCookie: gridboard_session=${cookie}\r\n\r\n`, false)
  const dripping = setInterval(
    () => slow.slice(0, 2 * kLoaded).forEach((socket) => socket.writable && socket.write('a')),
    500,
  )
  const begun = Date.now()
  for (let i = 0; i < 20; ++i) {
    const said = await call(admin.context, 'POST', '/groups', { name: `慢 ${i}`, targets: { places: [kUnit] } })
    expect(said.status(), await said.text()).toBe(201)
  }
  const each_ms = (Date.now() - begun) / 20
  test.info().annotations.push({
    type: 'slow',
    description: `${slow.length} slow ones beside, ${Math.round(each_ms)} ms a change`,
  })
  expect(each_ms).toBeLessThan(1000)
  // Whoever drips a header is cut off at the deadline of 15 s, not 15 s after the last drop.
  await expect
    .poll(
      () =>
        slow.slice(0, kLoaded).filter((socket) => !socket.destroyed && !socket.readableEnded && socket.readable).length,
      { timeout: 25_000 },
    )
    .toBe(0)
  clearInterval(dripping)
  slow.forEach((socket) => socket.destroy())
  await answers()
})

test('the register of special care opens with a reason, in both languages and by the keyboard', async ({ browser }) => {
  const { page, context, strange } = await browser_of(browser, centre.address, 'zh')
  await context.addCookies(await admin.context.cookies())
  await page.goto('/console/care')
  await expect(page.getByRole('heading', { name: '特殊关爱' })).toBeVisible()
  await expect(page.getByRole('button', { name: '查看名单' })).toBeDisabled()
  await picture(page, 'care-zh')
  await page.getByRole('button', { name: '登记客户' }).click()
  const account = '3301044471'
  await page.locator('#entry-account').fill(account)
  await page.locator('#entry-kind').press('Enter')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.locator('#entry-note').fill('家用制氧机，停电最多撑两小时')
  await page.locator('#entry-by').fill('本人')
  await picture(page, 'care-entry-zh')
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByText('登记已保存。')).toBeVisible()
  await page.locator('#care-reason').fill('停电前电话通知')
  await page.locator('#care-reason').press('Enter')
  await expect(page.getByText('家用制氧机，停电最多撑两小时')).toBeVisible()
  expect(page.url()).not.toContain('%')
  expect(await serious_findings(page)).toEqual([])
  await picture(page, 'care-list-zh')
  await page.setViewportSize({ width: 1024, height: 768 })
  await picture(page, 'care-list-tablet-zh')
  const looks = (await (await call(admin.context, 'GET', '/audit?action=readCare')).json()) as {
    items: { after: { reason: string; seen: number } }[]
  }
  expect(looks.items[0]!.after).toEqual({ reason: '停电前电话通知', seen: 1 })
  await page.getByRole('button', { name: /^注销登记/ }).click()
  await page.locator('#reason').fill('本人撤回同意')
  await page.getByRole('dialog').getByRole('button', { name: '注销登记' }).click()
  await expect(page.getByText('这里没有登记。')).toBeVisible()
  await page.setViewportSize({ width: 1366, height: 768 })
  // Consent to the hint at the door: given at the counter, and taken back.
  await page.getByRole('button', { name: '换个条件再看' }).click()
  await page.locator('#care-reason').fill('核对登记内容')
  await page.locator('#care-account').fill(account)
  await page.locator('#care-account').press('Enter')
  const agreed = page.getByText('本户已同意')
  const not_agreed = page.getByText('本户没有同意')
  await expect(agreed.or(not_agreed)).toBeVisible()
  const was = await agreed.isVisible()
  for (const now of [!was, was]) {
    const button = now ? '登记同意' : '撤回同意'
    await page.getByRole('button', { name: button }).click()
    await page.locator('#reason').fill('本人在营业厅签字')
    await page.getByRole('dialog').getByRole('button', { name: button }).click()
    await expect(now ? agreed : not_agreed).toBeVisible()
    await expect(page.locator('#reason')).toBeHidden()
  }
  await picture(page, 'care-household-zh')
  await page.evaluate(() => localStorage.setItem('gridboard.language', 'en'))
  const english = await browser_of(browser, centre.address, 'en')
  await english.context.addCookies(await admin.context.cookies())
  await english.page.goto('/console/care')
  await expect(english.page.getByRole('heading', { name: 'Care' })).toBeVisible()
  expect(await serious_findings(english.page)).toEqual([])
  await picture(english.page, 'care-en')
  expect([...strange, ...english.strange]).toEqual([])
  await Promise.all([context.close(), english.context.close()])
})

test('who guesses passwords waits longer and longer, wherever the guesses seem to come from', async ({
  playwright,
}) => {
  await centre.ask({ do: 'restart', config: 'behind_tls_proxy = true\n' })
  const api = await playwright.request.newContext({ baseURL: centre.address })
  const guess = (name: string, password: string, forwarded: string) =>
    api.post('/api/v1/session', {
      data: { name, password },
      headers: { 'X-Gridboard': '1', 'X-Forwarded-For': forwarded },
    })
  const statuses: number[] = []
  for (let i = 0; i < 8; ++i) statuses.push((await guess('x0y', 'wrong password', `10.9.${i}.1`)).status())
  expect(statuses.slice(0, 5)).toEqual([401, 401, 401, 401, 401])
  expect(statuses.slice(5)).toEqual([429, 429, 429])
  // Behind a proxy the last hop counts, which the proxy itself wrote: what the browser claims before it doesn't.
  const claimed: number[] = []
  for (let i = 0; i < 32; ++i) claimed.push((await guess(`n${i}`, 'wrong', `10.8.${i}.1, 192.0.2.7`)).status())
  expect(claimed.at(-1)).toBe(429)
  const in_ = await guess(centre.first.name, kPassword, '192.0.2.9')
  expect(in_.status(), await in_.text()).toBe(201)
  expect(in_.headers()['set-cookie']).toMatch(/; Secure/)
  await api.dispose()
})
