// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import { Centre } from './support/centre'
import { begin_account, browser_of, call, kUnit, picture, serious_findings } from './support/desk'

// A notice that a live board shows, and two that can't: the page says which and why, and its files prove it.
test.describe.configure({ mode: 'serial' })
let centre: Centre
let desk: { context: BrowserContext; page: Page; strange: string[] }
let notice: string
let folder: string

test.beforeAll(async ({ browser }) => {
  folder = mkdtempSync(join(tmpdir(), 'gridboard-proof-'))
  centre = await Centre.start()
  await centre.ask<{ board: string }>({ do: 'board', place: kUnit, name: '3 栋 2 单元门口' })
  desk = await browser_of(browser, centre.address)
  await begin_account(desk.page, centre.first.name, centre.first.password)
  for (const name of ['新装一号', '新装二号']) {
    expect((await call(desk.context, 'POST', '/boards', { place: kUnit, name })).status()).toBe(201)
  }
  const draft = await call(desk.context, 'POST', '/notices', {
    category: 'safety',
    title: '周六上午检修电梯电源',
    body: '请改走楼梯。',
    urgent: true,
    valid_to: new Date(Date.now() + 3_600_000).toISOString(),
    targets: { places: [kUnit] },
  })
  notice = ((await draft.json()) as { id: string }).id
  const out = await call(desk.context, 'POST', `/notices/${notice}/publish-at-once`, { version: 1, reason: '物业通知' })
  expect(out.status(), await out.text()).toBe(200)
})
test.afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await desk?.context.close()
  await centre?.end()
})
test.afterEach(() => expect(desk.strange, 'what a console must not do').toEqual([]))

async function saved(button: string): Promise<string> {
  const waiting = desk.page.waitForEvent('download')
  await desk.page.getByRole('button', { name: button }).click()
  const file = await waiting
  const path = join(folder, file.suggestedFilename())
  await file.saveAs(path)
  return path
}
const gridboard = (...args: string[]) =>
  execFileSync(`${process.env.GRIDBOARD_BUILD}/bin/gridboard`, args, { encoding: 'utf8', stdio: 'pipe' })

test('the page follows the boards and says which have missed it and why', async () => {
  const { page } = desk
  await page.goto(`/console/notices/${notice}`)
  await page.getByRole('link', { name: '送达证明' }).click()
  await expect(page.locator('h1')).toContainText('送达证明：周六上午检修电梯电源')
  await expect(page.getByText('3 块终端中 1 块已展示')).toBeVisible({ timeout: 30_000 })
  await expect(page.getByText('2 块：终端尚未接入')).toBeVisible()
  const row = page.getByRole('row').filter({ hasText: '3 栋 2 单元门口' })
  await expect(row).toContainText('已展示')
  await page.getByText('只看未展示的').click()
  await expect(row).toHaveCount(0)
  await expect(page.getByRole('row').filter({ hasText: '终端尚未接入' })).toHaveCount(2)
  await expect(page).toHaveURL(/missed=1/)
  await picture(page, 'proof-missed')
  await page.getByText('只看未展示的').click()
  await expect(row).toBeVisible()
  expect(await serious_findings(page)).toEqual([])
  await picture(page, 'proof')
})

test('its files: a table, paper with the words of a lawyer, and a ledger that only whole is taken', async () => {
  const table = readFileSync(await saved('表格 CSV'), 'utf8')
  expect(table).toContain('3 栋 2 单元门口')
  expect(table.match(/终端尚未接入/g)).toHaveLength(2)
  const paper = await saved('打印版 PDF')
  const words = execFileSync('pdftotext', ['-layout', paper, '-'], { encoding: 'utf8' })
  expect(words).toContain('3 块终端中 1 块已展示')
  expect(words).toContain('gridboard ledger verify')

  const ledger = await saved('台账文件')
  const lines = readFileSync(ledger, 'utf8').trimEnd().split('\n')
  const end = JSON.parse(lines.at(-1)!) as { publishing_key: string }
  expect(gridboard('ledger', 'verify', ledger, '--key', end.publishing_key)).toContain(`notice/${notice} is whole`)
  const at = lines.findIndex((line) => line.includes('"action":"shown"'))
  expect(at).toBeGreaterThan(0)
  const forged = lines.map((line, index) => (index === at ? line.replace('"shown_at":"20', '"shown_at":"19') : line))
  writeFileSync(ledger, forged.join('\n') + '\n')
  expect(() => gridboard('ledger', 'verify', ledger, '--key', end.publishing_key)).toThrow(`line ${at + 1}: `)
})
