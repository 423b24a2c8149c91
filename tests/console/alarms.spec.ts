// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import { Centre } from './support/centre'
import { add_account, begin_account, browser_of, call, kUnit, picture, serious_findings } from './support/desk'

// Boards are let in, put into groups and watched: seen in the console without a reload.
test.describe.configure({ mode: 'serial' })
const kLooksMs = 45_000 // the centre looks at its boards every 20 s
const kOtherUnit = 'YX/BT/G1/XH/3/1'
let centre: Centre
let waiting: string // the board's name for centre.py
let desk: { context: BrowserContext; page: Page; strange: string[] }
let other: { context: BrowserContext; page: Page; strange: string[] }

test.beforeAll(async ({ browser }) => {
  centre = await Centre.start()
  desk = await browser_of(browser, centre.address)
  await begin_account(desk.page, centre.first.name, centre.first.password)
  other = await browser_of(browser, centre.address, 'zh', { width: 820, height: 1180 })
  await begin_account(
    other.page,
    'li',
    await add_account(desk.context, 'li', '李强', [{ role: 'dispatcher', place: '' }]),
  )
})
test.afterAll(async () => {
  await desk?.context.close()
  await other?.context.close()
  await centre?.end()
})
test.afterEach(() => expect([...desk.strange, ...other.strange], 'what a console must not do').toEqual([]))

const toast = (page: Page, words: string | RegExp) => expect(page.locator('.toasts')).toContainText(words)

test('boards that enrol wait for approval once the centre asks for it', async () => {
  const { page } = desk
  await page.goto('/console/boards')
  await page.getByText('新登记的终端要批准后才能用').click()
  await toast(page, '新登记的终端现在要批准')

  const made = await call(desk.context, 'POST', '/boards', { place: kUnit, name: '2 单元门口' })
  const { code, board } = (await made.json()) as { code: string; board: { id: string } }
  waiting = (await centre.ask<{ board: string }>({ do: 'enrol', code, wait: false })).board
  await centre.ask({ do: 'sees', board: waiting, text: '已登记，等待中心批准', seconds: 20 })
  await centre.ask({ do: 'sees', board: waiting, text: board.id, seconds: 5 })

  await page.goto('/console/')
  await page.getByRole('link', { name: /终端待批准/ }).click()
  const row = page.getByRole('row').filter({ hasText: '2 单元门口' })
  await expect(row).toContainText('等待批准')
  await row.getByRole('link').click()
  await expect(page.getByRole('heading', { name: '等待批准' })).toBeVisible()
  expect(await serious_findings(page)).toEqual([])
  await picture(page, 'board-waits')
})

test('an approved board begins by itself, on the glass and in the console', async () => {
  const { page } = desk
  await page.getByRole('button', { name: '批准接入' }).click()
  await toast(page, '终端已批准接入')
  await expect(page.getByRole('heading', { name: '等待批准' })).toBeHidden()
  await centre.ask({ do: 'drive', board: waiting, command: { do: 'wait_synced', timeout_ms: 30_000 } })
  const { texts } = await centre.ask<{ texts: string[] }>({ do: 'texts', board: waiting })
  expect(texts.join('\n')).not.toContain('等待中心批准')
})

test('a board that is turned away goes out of service', async () => {
  const { page } = desk
  const made = await call(desk.context, 'POST', '/boards', { place: kOtherUnit, name: '没人认的' })
  const { code, board } = (await made.json()) as { code: string; board: { id: string } }
  const stranger = (await centre.ask<{ board: string }>({ do: 'enrol', code, wait: false })).board
  await centre.ask({ do: 'sees', board: stranger, text: '已登记，等待中心批准', seconds: 20 })
  await page.goto(`/console/boards/${board.id}`)
  await page.getByRole('button', { name: '拒绝' }).click()
  await page.locator('#reason').fill('现场没有这台')
  await page.getByRole('dialog').getByRole('button', { name: '拒绝' }).click()
  await toast(page, '终端已拒绝')
  await centre.ask({ do: 'sees', board: stranger, text: '本机暂停服务', seconds: 40 })
})

test('boards are ticked into a group, which filters and is acted on as one', async () => {
  const { page } = desk
  await page.goto('/console/boards')
  await page.getByRole('checkbox', { name: '选择：2 单元门口' }).check()
  await page
    .getByRole('textbox', { name: /加入分组/ })
    .or(page.getByRole('combobox', { name: /加入分组/ }))
    .fill('老小区')
  await page.getByRole('button', { name: '加入', exact: true }).click()
  await toast(page, '终端分组“老小区”已保存')
  await page.getByRole('button', { name: '老小区', exact: true }).click()
  await expect(page.locator('tbody tr')).toHaveCount(1)
  await expect(page).toHaveURL(/group=/)
  await page.getByRole('button', { name: '设免打扰时段' }).click()
  await page.getByRole('group', { name: '批量操作' }).getByRole('button', { name: '保存' }).click()
  await toast(page, '1 块终端已完成')
  expect(await serious_findings(page)).toEqual([])
  await picture(page, 'board-groups')
})

test('a limit for the group raises an alarm by itself, told to everybody at once', async () => {
  const { page } = desk
  await other.page.goto('/console/')
  await expect(other.page.getByText('现在没有告警。')).toBeVisible()
  await page.goto('/console/alarms')
  await expect(page.getByText('现在没有告警。')).toBeVisible()
  await page.getByRole('link', { name: '告警界限' }).click()
  await page.getByRole('button', { name: '另定：空间不足' }).click()
  await page.getByText('按终端分组', { exact: true }).click()
  await page.getByRole('combobox', { name: '按终端分组' }).press('Enter')
  await page.getByRole('option', { name: '老小区' }).click()
  // More than any disk of this machine has: the board's own report is beyond it.
  await page.getByLabel('剩余少于多少 MB 告警').fill('1048576')
  await page.getByRole('button', { name: '保存' }).click()
  await toast(page, '告警界限已保存')
  expect(await serious_findings(page)).toEqual([])
  await picture(page, 'alarm-limits')

  await expect(other.page.locator('section', { hasText: '告警' }).getByText('空间不足')).toBeVisible({
    timeout: kLooksMs,
  })
  await picture(other.page, 'today-alarm-tablet')
  await page.getByRole('link', { name: '← 告警' }).click()
  await expect(page.locator('tbody tr')).toHaveCount(1)
  await expect(page.locator('tbody')).toContainText('2 单元门口')
})

test('one sees to it, the other learns who; it ends by itself when the limit is taken back', async () => {
  const { page } = desk
  await other.page.getByRole('button', { name: /我来处理：/ }).click()
  await other.page.locator('#alarm-note').fill('已派人去清理')
  await other.page.getByRole('dialog').getByRole('button', { name: '我来处理' }).click()
  await toast(other.page, '已登记由您处理')
  await expect(page.locator('tbody')).toContainText('李强')
  await expect(page.locator('tbody')).toContainText('已派人去清理')
  expect(await serious_findings(page)).toEqual([])
  await picture(page, 'alarms')
  await page.locator('tbody').getByRole('link').click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('空间不足')
  expect(await serious_findings(page)).toEqual([])
  await picture(page, 'alarm')

  await page.goto('/console/alarms/rules')
  await page.getByRole('button', { name: '删除：老小区' }).click()
  await toast(page, '告警界限已删除')
  await expect(other.page.getByText('现在没有告警。')).toBeVisible({ timeout: kLooksMs })
  await page.goto('/console/alarms?state=ended')
  await expect(page.locator('tbody')).toContainText('已结束')
  await page.goto('/console/audit')
  for (const words of ['发出告警', '处理告警', '告警结束']) await expect(page.locator('main')).toContainText(words)
})
