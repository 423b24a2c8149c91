// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
import { expect, test, type BrowserContext, type Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { Centre } from './support/centre'
import { add_account, begin_account, browser_of, picture, serious_findings } from './support/desk'
import { fill_analysis } from './support/pages'

// Today at a glance and the analysis: what the figures say is what happened, live, and each leads to its rows.
test.describe.configure({ mode: 'serial' })
let centre: Centre
let context: BrowserContext
let page: Page
let strange: string[]
let outages: { over: string; moved: string }

test.beforeAll(async ({ browser }) => {
  centre = await Centre.start()
  ;({ context, page, strange } = await browser_of(browser, centre.address))
  await begin_account(page, centre.first.name, centre.first.password)
})
test.afterAll(async () => {
  await context?.close()
  await centre?.end()
})

test('today tells of an outage as it happens, and leads to it', async () => {
  const ongoing = page.locator('[aria-labelledby="standing-outages"] li', { hasText: '正在停电' })
  await expect(ongoing.locator('strong')).toHaveText('0')
  outages = await fill_analysis(centre)
  await expect(ongoing.locator('strong')).toHaveText('1', { timeout: 5000 })
  await expect(page.getByText(/^\d+ 户停电$/)).toBeVisible()
  await ongoing.getByRole('link').click()
  await expect(page).toHaveURL(/\/analysis\/rows\?list=ongoing/)
  await expect(page.locator('h1')).toHaveText('正在停电')
  await expect(page.locator('.table-card tbody tr')).toHaveCount(1)
  await expect(page.locator('.table-card tbody')).toContainText(outages.moved)
})

test('the analysis counts both, charts them, and its bars and numbers lead to the rows', async () => {
  await page.goto('/console/analysis?place=YX')
  await expect(page.locator('.tag', { hasText: '正在计入' })).toHaveCount(0, { timeout: 10_000 })
  const figure = (words: string) =>
    page.locator('.figures > div', { has: page.getByText(words, { exact: true }) }).locator('.number')
  await expect(figure('停电次数')).toHaveText('2')
  await expect(figure('预计改动次数')).toHaveText('0') // the one that is over
  await expect(page.locator('[data-part="steps"] canvas')).toBeVisible()
  await expect(page.locator('[data-part="steps"]').getByRole('img')).toHaveAttribute('aria-label', /按时间共 30 项/)
  expect(await serious_findings(page)).toEqual([])
  await picture(page, 'analysis-outages')
  // A bar: that of the place, which is one step down the tree.
  const bar = page.locator('[data-part="below"] canvas')
  // What comes in live meanwhile draws it anew: then once more.
  await expect(async () => {
    if (/place=YX$/.test(page.url())) {
      await bar.scrollIntoViewIfNeeded()
      const box = (await bar.boundingBox())!
      await page.mouse.click(box.x + box.width / 2, box.y + 52)
    }
    await expect(page).toHaveURL(/place=YX(%2F|\/)BT/, { timeout: 2000 })
  }).toPass({ timeout: 20_000 })
  await expect(page.locator('.where strong')).toContainText('白塔区')
  await figure('停电次数').getByRole('link').click()
  await expect(page).toHaveURL(/list=begun/)
  await expect(page.locator('.table-card tbody tr')).toHaveCount(2)
  await page.goBack()
  await page.locator('[data-part="kinds"]').getByRole('button', { name: '看表格' }).click()
  await page.locator('[data-part="kinds"] tbody').getByRole('link').first().click()
  await expect(page).toHaveURL(/kind=fault/)
  await expect(page.locator('.table-card tbody tr')).toHaveCount(2)
})

test('one goes down to the community and no further, and chooses days and steps', async () => {
  await page.goto('/console/analysis?place=YX/BT/G1/XH&step=week')
  await expect(page.locator('[data-part="below"]')).toContainText('统计到社区为止')
  await page.getByRole('button', { name: '今年' }).click()
  await expect(page).toHaveURL(/step=month/)
  await expect(page.locator('.where')).toContainText(/\d{4}-01-01/)
  await page.getByRole('link', { name: '公告', exact: true }).last().click()
  await expect(page).toHaveURL(/topic=notices/)
  await expect(page.locator('.figures')).toContainText('展示覆盖率')
  await page.getByRole('link', { name: '← 上一级' }).click()
  await expect(page).toHaveURL(/place=YX(%2F|\/)BT(%2F|\/)G1(&|$)/)
})

test('tables and rows come as files that a spreadsheet reads', async () => {
  await page.goto('/console/analysis?place=YX')
  const [table] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('[data-part="below"]').getByRole('link', { name: '下载 CSV' }).click(),
  ])
  const text = readFileSync(await table.path(), 'utf8')
  expect(text.startsWith('\ufeff地点代码,')).toBe(true)
  expect(text).toContain('YX/BT,')
  await page.goto('/console/analysis/rows?list=begun')
  const [rows] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: '下载 CSV' }).click(),
  ])
  expect(readFileSync(await rows.path(), 'utf8')).toContain(outages.over)
})

test('whoever may not see rows gets figures without links', async ({ browser }) => {
  const password = await add_account(context, 'shenji', '沈纪', [{ role: 'auditor', place: '' }])
  const other = await browser_of(browser, centre.address)
  await begin_account(other.page, 'shenji', password)
  await expect(other.page.locator('[aria-labelledby="standing-outages"] li').first()).toBeVisible()
  await expect(other.page.locator('[aria-labelledby="standing-outages"] a')).toHaveCount(0)
  await other.page.goto('/console/analysis')
  await expect(other.page.locator('.figures')).toBeVisible()
  await expect(other.page.locator('.figures a')).toHaveCount(0)
  await other.context.close()
})

test('nothing foreign was asked for and nothing was refused by the policy', () => {
  expect(strange).toEqual([])
})
