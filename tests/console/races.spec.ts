// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
import { type BrowserContext, expect, type Page, type Request, test } from '@playwright/test'
import { Centre } from './support/centre'
import { begin_account, browser_of, call, kCommunity, kUnit } from './support/desk'

// Answers that come late, or in another order than they were asked for; people who don't wait for them.
type Bill = { bill_no: string; account: string }
const kPage = 50 // rows that a list begins with
let centre: Centre
let desk: { context: BrowserContext; page: Page; strange: string[] }
let bills: Bill[]

test.beforeAll(async ({ browser }) => {
  centre = await Centre.start()
  desk = await browser_of(browser, centre.address)
  await begin_account(desk.page, centre.first.name, centre.first.password)
  const found = await call(desk.context, 'GET', '/bills?state=unpaid&limit=9')
  bills = ((await found.json()) as { items: Bill[] }).items
})
test.afterAll(async () => {
  await desk?.context.close()
  await centre?.end()
})
test.afterEach(async () => {
  await desk.page.unrouteAll({ behavior: 'ignoreErrors' })
  expect(desk.strange, 'what a console must not do').toEqual([])
})

/** Holds back the answers to what `fits`: `asked` once the first is there and waits, `let_go` for all of them. */
async function hold(fits: (request: Request, path: string) => boolean, most = Infinity) {
  let let_go = () => {}
  const gone = new Promise<void>((resume) => (let_go = resume))
  let say = () => {}
  const asked = new Promise<void>((resume) => (say = resume))
  const held = { asked, count: 0, let_go: async () => {} }
  const answered: Promise<unknown>[] = []
  await desk.page.route('**/api/v1/**', async (route) => {
    const { pathname, search } = new URL(route.request().url())
    if (held.count >= most || !fits(route.request(), decodeURIComponent(pathname.slice('/api/v1'.length) + search)))
      return route.fallback()
    held.count += 1
    const answer = await route.fetch()
    say()
    await gone
    answered.push(route.fulfill({ response: answer }).catch(() => undefined)) // who asked may be gone
    await answered.at(-1)
  })
  held.let_go = async () => {
    let_go()
    await expect.poll(() => answered.length).toBeGreaterThan(0)
    await Promise.all(answered)
    await drawn()
  }
  return held
}
/** What the page does with what it has just got is done. */
const drawn = () => desk.page.evaluate(() => new Promise<void>((resume) => window.setTimeout(resume, 100)))
const is = (method: string, path: RegExp) => (request: Request, at: string) =>
  request.method() === method && path.test(at)
const add_notice = (title: string) =>
  call(desk.context, 'POST', '/notices', { category: 'safety', title, body: '文', targets: { places: [kUnit] } })

test('the answer to an older search changes neither the rows nor the sums of the newer', async () => {
  const { page } = desk
  await page.goto('/console/bills')
  const search = page.locator('input[data-search], [data-search] input').first()
  const sums = page.locator('.sums')
  await expect(sums).toBeVisible()
  const all = await sums.innerText()
  const late = await hold(is('GET', /^\/bills\?.*q=[^&]*0/), 1)
  await search.fill(bills[0]!.account.slice(0, 6))
  await late.asked
  await search.fill(bills[0]!.account)
  await expect(sums).not.toHaveText(all)
  const newer = await sums.innerText()
  const rows = await page.locator('tbody tr').allInnerTexts()
  await late.let_go()
  await expect(sums).toHaveText(newer)
  expect(await page.locator('tbody tr').allInnerTexts()).toEqual(rows)
})

test('of two places that are looked at, the later stays', async () => {
  const { page } = desk
  await page.goto(`/console/places?at=${kCommunity}`)
  const above = page.locator('section[aria-labelledby=place] > p').first().getByRole('button')
  await expect(above.nth(1)).toBeVisible()
  const names = await above.allInnerTexts()
  const late = await hold(is('GET', /^\/places\/one\?path=YX$/))
  await above.first().click()
  await late.asked
  await above.nth(1).click()
  await expect(page.locator('#place')).toHaveText(names[1]!)
  await late.let_go()
  await expect(page.locator('#place')).toHaveText(names[1]!)
})

test('what changes between the first question and the beginning of the events is seen', async () => {
  const { page } = desk
  let open = () => {}
  const opened = new Promise<void>((resume) => (open = resume))
  await page.route('**/api/v1/events', async (route) => {
    await opened
    await route.continue()
  })
  const first = page.waitForResponse((answer) => /\/api\/v1\/notices\?/.test(answer.url()))
  await page.goto('/console/notices')
  await first
  const before = page.getByRole('link', { name: '赶在前面的公告' })
  expect((await add_notice('赶在前面的公告')).status()).toBe(201)
  await drawn()
  await expect(before).toHaveCount(0)
  open()
  await expect(before).toBeVisible()
})

test('more rows that are on their way come, whatever changes meanwhile, and each once', async () => {
  const { page } = desk
  for (let at = 0; at < kPage + 10; ++at) expect((await add_notice(`第 ${at} 条`)).status()).toBe(201)
  await page.goto('/console/notices')
  const rows = page.locator('tbody tr')
  await expect(rows).toHaveCount(kPage)
  await expect(page.locator('.live.live')).toBeVisible()
  const late = await hold(is('GET', /^\/notices\?.*after=/))
  await page.getByRole('button', { name: '加载更多' }).click()
  await late.asked
  expect((await add_notice('后来的一条')).status()).toBe(201)
  await expect(page.getByRole('link', { name: '后来的一条' })).toBeVisible()
  await late.let_go()
  const { total } = (await (await call(desk.context, 'GET', '/notices?limit=1')).json()) as { total: number }
  await expect(rows).toHaveCount(total)
  const titles = await rows.getByRole('link').allInnerTexts()
  expect(new Set(titles).size).toBe(titles.length)
})

test('who has left a page is not called back by what it was still waiting for', async () => {
  const { page } = desk
  // A notice that is being kept for the first time.
  await page.goto('/console/notices/new')
  await page.locator('#title').fill('存到一半')
  const kept = await hold(is('POST', /^\/notices$/))
  await page.getByRole('button', { name: '保存草稿' }).click()
  await kept.asked
  await page.getByRole('link', { name: '今日' }).click()
  await expect(page.locator('h1')).toHaveText('今日')
  await kept.let_go()
  await expect(page.locator('.toasts')).toContainText('草稿已保存')
  await expect(page).toHaveURL(/\/console\/$/)

  // A bill whose number has changed, left while the next page is on its way.
  const bill = bills[0]!
  expect((await call(desk.context, 'POST', `/bills/${bill.bill_no}/dispute`, { reason: '说没用这么多' })).ok()).toBe(true)
  const full = (await (await call(desk.context, 'GET', `/bills/${bill.bill_no}`)).json()) as Record<string, number>
  const corrected = await call(desk.context, 'POST', `/bills/${bill.bill_no}/correct`, {
    becomes: 'R-1',
    reading_to_wh: full.reading_to_wh,
    energy_wh: full.energy_wh,
    peak_wh: full.peak_wh ?? 0,
    valley_wh: full.valley_wh ?? 0,
    reason: '抄错表',
  })
  expect(corrected.ok(), await corrected.text()).toBe(true)
  const late = await hold(is('GET', new RegExp(`^/bills/${bill.bill_no}$`)))
  let come = () => {}
  const coming = new Promise<void>((resume) => (come = resume))
  await page.route(/\/Audit-[^/]*\.js/, async (route) => {
    await coming
    await route.continue()
  })
  await page.goto(`/console/bills/${bill.bill_no}`)
  await late.asked
  await page.getByRole('link', { name: '审计' }).click()
  await late.let_go()
  await expect(page.locator('h1')).toContainText('R-1')
  come()
  await expect(page.locator('h1')).toHaveText('审计')
  // Who stays is led to the new number.
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  await page.goto(`/console/bills/${bill.bill_no}`)
  await expect(page).toHaveURL(/\/bills\/R-1$/)
})

test('what is written while a new notice is being kept is kept too', async () => {
  const { page } = desk
  await page.goto('/console/notices/new')
  await page.locator('#title').fill('边存边写')
  await page.locator('#body').fill('第一句。')
  const kept = await hold(is('POST', /^\/notices$/))
  await page.getByRole('button', { name: '保存草稿' }).click()
  await kept.asked
  await page.locator('#body').fill('第一句。第二句。')
  await kept.let_go()
  await expect(page).toHaveURL(/\/notices\/(?!new)[^/]+$/)
  await expect(page.locator('#body')).toHaveValue('第一句。第二句。')
})

test('an outage goes out only after what is on screen answers what is asked', async () => {
  const { page } = desk
  await page.goto('/console/outages/new')
  await page.locator('#cause').fill('电缆故障')
  const whom = page.locator('section[aria-labelledby=whom]')
  const first = await hold((request, at) => at === '/outages/preview' && !request.postDataJSON().etr)
  await page.locator('input[data-targets]').fill('新华2号台区')
  await page.locator('#target-hits [role=option]').filter({ hasText: '新华2号台区' }).first().click()
  await first.asked
  const second = await hold((request, at) => at === '/outages/preview' && !!request.postDataJSON().etr)
  await page.getByRole('button', { name: '2 小时' }).click()
  await first.let_go()
  const announce = page.getByRole('button', { name: '发布到终端' })
  await expect(announce).toBeDisabled()
  await expect(whom).not.toContainText('可达')
  await second.asked
  await expect(announce).toBeDisabled()
  await second.let_go()
  await expect(announce).toBeEnabled()
  await page.goto('/console/')
})

test('pressed twice is done once', async () => {
  const { page } = desk
  expect((await call(desk.context, 'PUT', '/payments/providers/demo', { name: '演示支付' })).ok()).toBe(true)
  await page.goto('/console/payments')
  const slow = await hold(is('POST', /^\/payments\/providers\/demo\/keys$/))
  const make = page.getByRole('button', { name: '生成密钥：演示支付' })
  await make.dblclick()
  await slow.asked
  await make.click()
  await slow.let_go()
  await expect(page.locator('[data-secret]')).toBeVisible()
  expect(slow.count).toBe(1)
  await expect(page.locator('.key')).toHaveCount(1)
})

test('a dialog stays until what it has sent is answered', async () => {
  const { page } = desk
  await page.goto(`/console/bills/${bills[1]!.bill_no}`)
  await page.getByRole('button', { name: '登记异议' }).click()
  await page.locator('#form-reason').fill('说没用这么多')
  const slow = await hold(is('POST', /\/dispute$/))
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: '登记异议' }).click()
  await slow.asked
  await page.keyboard.press('Escape')
  await expect(dialog.getByRole('button', { name: '取消' })).toBeDisabled()
  await expect(page.locator('#form-reason')).toBeVisible()
  await slow.let_go()
  await expect(page.locator('.toasts')).toContainText('异议已登记')
  await expect(dialog).toBeHidden()
})

test('what is being written of a person stays when the account is turned off', async () => {
  const { page } = desk
  const made = await call(desk.context, 'POST', '/accounts', {
    name: 'sun',
    display_name: '孙丽',
    grants: [{ role: 'auditor', place: '' }],
  })
  const { account } = (await made.json()) as { account: { id: string } }
  await page.goto(`/console/people/${account.id}`)
  await page.locator('#display').fill('孙丽丽')
  await page.getByRole('button', { name: '停用账号' }).click()
  await expect(page.locator('h1 + .tag')).toHaveText('停用')
  await expect(page.locator('#display')).toHaveValue('孙丽丽')
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.locator('h1')).toHaveText('孙丽丽')
})

test('hits that come after one was picked do not open the list again', async () => {
  const { page } = desk
  await page.goto('/console/notices/new')
  const words = page.locator('input[data-targets]')
  const hits = page.locator('#target-hits [role=option]')
  await words.fill('3 栋')
  await expect(hits.first()).toBeVisible()
  const late = await hold(is('GET', /^\/places\/search\?.*单元/))
  await words.fill('3 栋 2 单元')
  await late.asked
  await hits.first().click()
  await expect(page.locator('.chips li')).toHaveCount(1)
  await late.let_go()
  await expect(hits.first()).toBeHidden()
  await page.goto('/console/')
})

test('an import that is left while it is looked at is asked for no longer', async () => {
  const { page, context } = desk
  const sent = await context.request.post('/api/v1/imports?kind=managers&file=m.csv', {
    data: '编号,姓名\nm88,孙丽\n',
    headers: { 'X-Gridboard': '1', 'Content-Type': 'text/csv' },
  })
  const { id } = (await sent.json()) as { id: string }
  let asked = 0
  let let_go = () => {}
  const gone = new Promise<void>((resume) => (let_go = resume))
  await page.route(`**/api/v1/imports/${id}`, async (route) => {
    const answer = await route.fetch()
    const said = (await answer.json()) as { import: { state: string } }
    said.import.state = 'checking'
    if (++asked === 2) await gone
    await route.fulfill({ response: answer, json: said }).catch(() => undefined)
  })
  await page.goto(`/console/imports/${id}`)
  await expect.poll(() => asked).toBe(2)
  await page.getByRole('link', { name: '今日' }).click()
  await expect(page.locator('h1')).toHaveText('今日')
  let_go()
  await page.waitForTimeout(2500) // twice as long as a page waits before it asks again
  expect(asked).toBe(2)
})
