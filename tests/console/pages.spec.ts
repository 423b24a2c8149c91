// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import { Centre } from './support/centre'
import { begin_account, browser_of, call, kPassword, kUnit, type Language, picture, serious_findings, sign_in } from './support/desk'

// Every page: nothing serious for axe-core in either language, nothing wider than the screen, and a picture of it for people.
test.describe.configure({ mode: 'serial' })
let centre: Centre
let pages: Record<string, string>
const kSizes = { desk: { width: 1366, height: 768 }, tablet: { width: 1024, height: 768 } }

async function id_of(context: BrowserContext, path: string, body?: unknown): Promise<string> {
  const answer = await call(context, body ? 'POST' : 'GET', path, body)
  expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true)
  const said = (await answer.json()) as { id?: string; items?: { id: string }[]; board?: { id: string } }
  return said.id ?? said.board?.id ?? said.items![0]!.id
}

test.beforeAll(async ({ browser }) => {
  centre = await Centre.start()
  const { context, page } = await browser_of(browser, centre.address)
  await begin_account(page, centre.first.name, centre.first.password)
  const board = await id_of(context, '/boards', { place: kUnit, name: '3 栋 2 单元门口' })
  const notice = { category: 'safety', title: '冬季取暖：插线板不要串接', body: '请记住：\n\n- 一个插座只接一台取暖器\n- 人离开先拔插头', targets: { places: [kUnit] } }
  const draft = await id_of(context, '/notices', notice)
  const out = await id_of(context, '/notices', { ...notice, title: '新华路邮政储蓄可代收电费', category: 'payment' })
  expect((await call(context, 'POST', `/notices/${out}/publish-at-once`, { version: 1, reason: '演示' })).status()).toBe(200)
  await id_of(context, '/groups', { name: '三栋', targets: { places: ['YX/BT/G1/XH/3'] } })
  const person = await id_of(context, '/accounts')
  pages = {
    'sign-in': '/sign-in', today: '/', notices: '/notices', 'notice-new': '/notices/new', 'notice-draft': `/notices/${draft}`, 'notice-out': `/notices/${out}`,
    boards: '/boards', board: `/boards/${board}`, places: `/places?at=${kUnit}`, people: '/people', person: `/people/${person}`, audit: '/audit', own: '/own', nowhere: '/no-such-page',
  }
  await context.close()
})
test.afterAll(async () => { await centre?.end() })

async function settled(page: Page) {
  await expect(page.locator('h1').first()).toBeVisible()
  await page.waitForTimeout(250) // what comes from the centre is there: it is on this machine
}

for (const language of ['zh', 'en'] as Language[])
  for (const [size_name, size] of Object.entries(kSizes))
    test(`every page in ${language} at ${size.width}x${size.height}: nothing serious, nothing cut off`, async ({ browser }) => {
      const { context, page, strange } = await browser_of(browser, centre.address, language, size)
      await sign_in(page, centre.first.name, kPassword)
      await expect(page.locator('.frame-nav')).toBeVisible()
      for (const [name, path] of Object.entries(pages)) {
        await page.goto(`/console${path}`)
        await settled(page)
        await picture(page, `${name}-${language}-${size_name}`)
        expect.soft(await serious_findings(page), `${name} in ${language}`).toEqual([])
        const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
        expect.soft(over, `${name} in ${language} is wider than the screen`).toBeLessThanOrEqual(0)
        expect.soft(await page.locator('body').innerText(), `${name} in ${language} shows a key`).not.toMatch(/\b(notice|board|place|person|audit|nav|today|list)\.[a-z_]+\b/)
      }
      expect(strange).toEqual([])
      await context.close()
    })
