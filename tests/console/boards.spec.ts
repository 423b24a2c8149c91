// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import { Centre } from './support/centre'
import { begin_account, browser_of, call, kUnit, picture, serious_findings } from './support/desk'

// What a live board says of itself and does when it is asked to, seen in the console without a reload.
test.describe.configure({ mode: 'serial' })
let centre: Centre
let board: string
let desk: { context: BrowserContext; page: Page; strange: string[] }

test.beforeAll(async ({ browser }) => {
  centre = await Centre.start()
  board = (await centre.ask<{ board: string }>({ do: 'board', place: kUnit, name: '3 栋 2 单元门口' })).board
  desk = await browser_of(browser, centre.address)
  await begin_account(desk.page, centre.first.name, centre.first.password)
})
test.afterAll(async () => {
  await desk?.context.close()
  await centre?.end()
})
test.afterEach(() => expect(desk.strange, 'what a console must not do').toEqual([]))

const drive = (command: Record<string, unknown>) => centre.ask({ do: 'drive', board, command })
const afar = () => desk.page.locator('section', { has: desk.page.getByRole('heading', { name: '远程操作' }) })
const latest = () => afar().getByRole('status').locator('.tag')
const uptime_s = async () => {
  const answer = await call(desk.context, 'GET', `/boards/${board}`)
  return ((await answer.json()) as { report?: { uptime_s?: number } }).report?.uptime_s
}

test('how a board is stands in the list and on its page as soon as it says so', async () => {
  const { page } = desk
  await page.goto('/console/boards')
  const row = page.getByRole('row').filter({ hasText: '3 栋 2 单元门口' })
  await expect(row).toContainText('在线')
  await expect(row).toContainText(/正常 \d+\.\d+/, { timeout: 30_000 })
  await picture(page, 'boards-live')
  await row.getByRole('link').click()
  await expect(page.locator('dt', { hasText: '程序版本' })).toBeVisible()
  for (const fact of ['程序已运行', '数据延迟', '时钟偏差', '剩余空间', '打印机', '扬声器']) {
    await expect(page.locator('dt', { hasText: fact })).toBeVisible()
  }
  await expect(page.locator('main')).toContainText('没有配打印机')
})

test('from a new notice with its preview to counts that grow as the board has it and shows it', async () => {
  const { page } = desk
  await page.goto('/console/notices')
  await expect(page.locator('h1')).toBeVisible()
  await page.keyboard.press('n')
  await page.locator('#title').fill('周六上午检修电梯电源')
  await page.locator('#body').fill('请改走楼梯。')
  await page.locator('input[data-targets]').fill('3 栋 2 单元')
  await page.locator('#target-hits [role=option]').first().click()
  await expect(page.getByRole('img', { name: /竖屏/ })).toBeVisible({ timeout: 30_000 })
  await page.getByRole('button', { name: '紧急发布' }).click()
  await page.locator('#reason').fill('物业通知')
  await page.getByRole('dialog').getByRole('button', { name: '立即发布' }).click()
  const counts = page.getByText(/块已展示，/)
  await expect(counts).toHaveText('0 块已展示，1 块已收到，共 1 块')
  await drive({ do: 'tap', id: 'board.notices' })
  await drive({ do: 'tap', text: '周六上午检修电梯电源' })
  await expect(counts).toHaveText('1 块已展示，1 块已收到，共 1 块')
  await drive({ do: 'tap', id: 'foot.finish' })
})

test('a picture of the locked screen comes on request, and waits while somebody stands there', async () => {
  const { page } = desk
  await page.goto(`/console/boards/${board}`)
  await afar().getByRole('button', { name: '要一张截图' }).click()
  await expect(latest()).toHaveText('已完成')
  const shown = afar().locator('figure img')
  await expect(shown).toBeVisible()
  expect(await shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1080)
  const first = await shown.getAttribute('src')

  await drive({ do: 'tap', id: 'board.services' })
  await afar().getByRole('button', { name: '再要一张截图' }).click()
  await expect(latest()).toHaveText('有人在用')
  await expect(afar().getByRole('button', { name: '再要一张截图' })).toBeDisabled()
  expect(await shown.getAttribute('src')).toBe(first)
  await drive({ do: 'tap', id: 'foot.finish' })
  await expect(latest()).toHaveText('已完成')
  await expect(shown).not.toHaveAttribute('src', first!)
})

test('a restart is asked for twice over, done once, and the board is back by itself', async () => {
  const { page } = desk
  const before = await uptime_s()
  await afar().getByRole('button', { name: '重启程序' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '取消' }).click()
  await afar().getByRole('button', { name: '重启程序' }).press('Enter')
  await page.getByRole('dialog').getByRole('button', { name: '重启' }).press('Enter')
  await expect(latest()).toHaveText('已完成', { timeout: 30_000 })
  await expect(afar()).toContainText('程序已重新启动')
  await drive({ do: 'wait_synced', timeout_ms: 20_000 })
  await centre.ask({ do: 'sees', board, text: '2 单元', seconds: 10 })
  expect(before).toBeDefined()
  await expect.poll(uptime_s, { timeout: 90_000 }).toBeLessThan(30)
  const audit = await (await call(desk.context, 'GET', '/audit?action=restartBoard')).json()
  expect((audit as { items: unknown[] }).items).toEqual([expect.objectContaining({ subject: board, outcome: 'done' })])
})

test('its page is fit to be shown in both languages and on a tablet', async ({ browser }) => {
  const kDesk = { width: 1366, height: 768 },
    kTablet = { width: 820, height: 1180 }
  for (const [language, size] of [
    ['zh', kDesk],
    ['en', kDesk],
    ['zh', kTablet],
    ['en', kTablet],
  ] as const) {
    const cookies = await desk.context.cookies()
    const other = await browser_of(browser, centre.address, language, size)
    await other.context.addCookies(cookies)
    await other.page.goto(`/console/boards/${board}`)
    await expect(other.page.locator('section figure img')).toBeVisible()
    await other.page.locator('details summary').first().click()
    await picture(other.page, `board-live-${language}-${size.width}`)
    expect(await serious_findings(other.page)).toEqual([])
    const over_px = await other.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(over_px).toBeLessThanOrEqual(0)
    expect(other.strange).toEqual([])
    await other.context.close()
  }
})
