// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import { Centre } from './support/centre'
import { begin_account, browser_of, call, kUnit, serious_findings } from './support/desk'

// Saved groups, of places and of boards: named anew, removed, and taken back.
test.describe.configure({ mode: 'serial' })
let centre: Centre
let desk: { context: BrowserContext; page: Page; strange: string[] }

test.beforeAll(async ({ browser }) => {
  centre = await Centre.start()
  desk = await browser_of(browser, centre.address)
  await begin_account(desk.page, centre.first.name, centre.first.password)
})
test.afterAll(async () => {
  await desk?.context.close()
  await centre?.end()
})
test.afterEach(() => expect(desk.strange, 'what a console must not do').toEqual([]))

const toast = (words: string) => expect(desk.page.locator('.toasts')).toContainText(words)
async function take_back() {
  await desk.page.locator('.toasts').getByRole('button', { name: '撤销' }).last().click()
}

test('a group of places is changed, removed and taken back', async () => {
  const { page } = desk
  const made = await call(desk.context, 'POST', '/groups', { name: '北片', targets: { places: [kUnit] } })
  expect(made.status(), await made.text()).toBeLessThan(300)
  await page.goto('/console/places')
  const card = page.getByRole('region', { name: '常用分组' })
  await expect(card.getByRole('listitem')).toContainText('北片 1 处')
  await card.getByRole('button', { name: '修改：分组北片' }).click()
  await expect(card.getByRole('listitem').filter({ hasText: '1 处' })).toHaveCount(0)
  await card.getByLabel('分组名称').fill('北片一期')
  await card.getByRole('button', { name: '保存' }).click()
  await toast('分组“北片一期”已保存')
  await card.getByRole('button', { name: '删除：分组北片一期' }).click()
  await toast('分组“北片一期”已删除')
  await expect(card).toContainText('还没有分组')
  await take_back()
  await expect(card.getByRole('listitem')).toContainText('北片一期 1 处')
  expect(await serious_findings(page)).toEqual([])
})

test('a group of boards is looked at, named anew, removed and taken back', async () => {
  const { page } = desk
  const board = await call(desk.context, 'POST', '/boards', { place: kUnit, name: '门口' })
  const { id } = ((await board.json()) as { board: { id: string } }).board
  await call(desk.context, 'POST', '/boards', { place: kUnit, name: '另一块' })
  const made = await call(desk.context, 'POST', '/board-groups', { name: '老小区', boards: [id] })
  expect(made.status(), await made.text()).toBeLessThan(300)
  await page.goto('/console/boards')
  const card = page.getByRole('region', { name: '终端分组' })
  await card.getByRole('button', { name: '改名：分组老小区' }).click()
  await card.getByRole('textbox', { name: '分组名称' }).fill('新小区')
  await card.getByRole('button', { name: '保存' }).click()
  await toast('终端分组“新小区”已保存')
  await card.getByRole('button', { name: '新小区', exact: true }).click()
  await expect(page.locator('tbody tr')).toHaveCount(1)
  await card.getByRole('button', { name: '删除：分组新小区' }).click()
  await toast('终端分组“新小区”已删除')
  await expect(card.getByRole('button', { name: '新小区', exact: true })).toHaveCount(0)
  await expect(page.locator('tbody tr')).not.toHaveCount(1)
  await take_back()
  await expect(card.getByRole('button', { name: '新小区', exact: true })).toBeVisible()
  expect(await serious_findings(page)).toEqual([])
})
