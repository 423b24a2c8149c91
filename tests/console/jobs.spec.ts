// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import { Centre } from './support/centre'
import {
  add_account,
  begin_account,
  browser_of,
  call,
  Clicks,
  code_now,
  kCommunity,
  kPassword,
  kUnit,
  picture,
  sign_in,
} from './support/desk'

// Every job of the desk, one after the other, on one centre with a live board.
test.describe.configure({ mode: 'serial' })
const kMostClicks = 8
const kMostMs = 1000
let centre: Centre
let board: string
const people: Record<string, { context: BrowserContext; page: Page; strange: string[] }> = {}

test.beforeAll(async () => {
  centre = await Centre.start()
  board = (await centre.ask<{ board: string }>({ do: 'board', place: kUnit, name: '3 栋 2 单元门口' })).board
})
test.afterAll(async () => {
  for (const person of Object.values(people)) await person.context.close()
  await centre?.end()
})
test.afterEach(() => {
  for (const [name, person] of Object.entries(people))
    expect(person.strange, `${name} met what a console must not do`).toEqual([])
})

async function reason(page: Page, words: string, action: string) {
  await page.locator('#reason').fill(words)
  await page.getByRole('dialog').getByRole('button', { name: action }).click()
  await expect(page.locator('#reason')).toBeHidden()
}

async function write_notice(page: Page, title: string, body: string) {
  await expect(page.locator('h1')).toBeVisible()
  await page.keyboard.press('n')
  await page.locator('#title').fill(title)
  await page.locator('#body').fill(body)
  await page.locator('input[data-targets]').fill('3 栋 2 单元')
  await page.locator('#target-hits [role=option]').first().click()
  await expect(page.locator('.reach')).toContainText('1 块终端')
}

test('the first administrator signs in and must change the first password', async ({ browser }) => {
  const admin = (people.admin = await browser_of(browser, centre.address))
  await sign_in(admin.page, centre.first.name, 'not the password')
  await expect(admin.page.getByRole('alert')).toBeVisible()
  await begin_account(admin.page, centre.first.name, centre.first.password)
  await expect(admin.page.getByRole('heading', { level: 1 })).toHaveText('今日')
})

test('accounts are made, each with a role at its place', async ({ browser }) => {
  const { context, page } = people.admin!
  await page.getByRole('link', { name: '人员' }).click()
  await page.getByRole('button', { name: '新增账号' }).click()
  await page.locator('#account-name').fill('zhou.min')
  await page.locator('#account-display').fill('周敏')
  await page.getByRole('combobox', { name: '第 1 项范围' }).fill('新华社区')
  await page
    .getByRole('option', { name: /新华社区$/ })
    .first()
    .click()
  await page.getByRole('dialog').getByRole('button', { name: '新增账号' }).click()
  const first = await page.locator('[data-secret]').textContent()
  await page.getByRole('button', { name: '完成' }).click()
  await expect(page.locator('tbody')).toContainText('周敏')

  const publisher = (people.publisher = await browser_of(browser, centre.address))
  await begin_account(publisher.page, 'zhou.min', first!)
  const reviewer = (people.reviewer = await browser_of(browser, centre.address))
  await begin_account(
    reviewer.page,
    'qian',
    await add_account(context, 'qian', '钱玉清', [{ role: 'reviewer', place: 'YX' }]),
  )
})

test('a second factor is set up with its QR and asked for from then on', async ({ browser }) => {
  const { page } = people.reviewer!
  await page.getByRole('link', { name: '钱玉清' }).click()
  await page.locator('#factor-password').fill(kPassword)
  await page.locator('#factor-password').press('Enter')
  await expect(page.getByRole('img', { name: '验证器的二维码' })).toBeVisible()
  const secret = (await page.locator('[data-secret]').textContent())!
  await page.locator('#factor-code').fill(code_now(secret))
  await page.getByRole('button', { name: '确认开启' }).click()
  await expect(page.getByRole('button', { name: '取消动态验证码' })).toBeVisible()

  const again = await browser_of(browser, centre.address)
  await sign_in(again.page, 'qian', kPassword, code_now(secret, 1)) // no code is good twice
  await expect(again.page.getByRole('heading', { level: 1 })).toHaveText('今日')
  await again.context.close()
})

test('from new notice to the glass: a template, one unit, reviewed by another', async ({}, info) => {
  const { page } = people.publisher!
  const template = {
    name: '换表通知',
    notice: {
      category: 'community',
      title: '本单元今天换电表',
      body: '- 时间：14:00–16:00\n- 每户停电约 10 分钟',
      targets: {},
    },
  }
  expect((await call(people.admin!.context, 'POST', '/templates', template)).status()).toBe(201)
  await people.reviewer!.page.getByRole('link', { name: '今日' }).click()
  await page.goto('/console/')

  const clicks = new Clicks(page)
  await clicks.click('main button', '新建公告')
  await clicks.click('.pick')
  await clicks.click('[role=option]', '换表通知')
  await clicks.click('input[data-targets]')
  await page.keyboard.type('3 栋 2 单元')
  await clicks.click('#target-hits [role=option]')
  await expect(page.locator('.reach')).toContainText('可达 1 块终端')
  await clicks.click('main button', '提交审核')
  await expect(page.locator('h1 + .tag')).toHaveText('待审核')
  clicks.on(people.reviewer!.page)
  await clicks.click('main a', '本单元今天换电表') // it came in by itself
  await expect(people.reviewer!.page.getByRole('button', { name: '批准发布' })).toBeVisible()
  const begun = Date.now()
  await clicks.click('main button', '批准发布')
  await centre.ask({ do: 'sees', board, text: '本单元今天换电表', seconds: 5 })
  const ms = Date.now() - begun
  info.annotations.push({ type: 'measured', description: `${clicks.count} clicks, ${ms} ms after the last` })
  expect(clicks.count).toBeLessThanOrEqual(kMostClicks)
  expect(ms).toBeLessThan(kMostMs)
  await expect(page.locator('h1 + .tag')).toHaveText('展示中')
})

test('a review returns a notice with a reason, and its author reads it', async () => {
  const { page } = people.publisher!
  await page.goto('/console/notices')
  await write_notice(page, '电费代收点搬迁', '代收点搬到新华路 8 号。')
  await page.getByRole('button', { name: '提交审核' }).click()
  await expect(page.locator('h1 + .tag')).toHaveText('待审核')
  const review = people.reviewer!.page
  await review.goto(page.url())
  await review.getByRole('button', { name: '退回修改' }).click()
  await reason(review, '请写上搬迁日期', '退回修改')
  await expect(page.locator('main')).toContainText('请写上搬迁日期')
  await expect(page.locator('#body')).toBeEditable()
})

test('an emergency takes the glass at once and waits for its review; withdrawn, it is gone', async () => {
  const { page } = people.publisher!
  await page.goto('/console/notices')
  await write_notice(page, '煤气泄漏，请离开本单元', '不要开关电器。')
  await page.getByText('全屏接管（紧急情况）').click()
  await page.getByRole('button', { name: '1 天', exact: true }).click()
  await page.getByRole('button', { name: '紧急发布' }).click()
  await reason(page, '燃气公司电话通知', '立即发布')
  await centre.ask({ do: 'sees', board, text: '煤气泄漏', seconds: 5 })
  await expect(page.locator('main')).toContainText('待复核')
  await page.getByRole('button', { name: '撤下公告' }).click()
  await reason(page, '已处置完毕', '撤下公告')
  await expect(page.locator('h1 + .tag')).toHaveText('已撤下')
  await expect(async () => {
    const { texts } = await centre.ask<{ texts: string[] }>({ do: 'texts', board })
    expect(texts.join()).not.toContain('煤气泄漏')
  }).toPass({ timeout: 5000 })
})

test('a discarded draft comes back by undo', async () => {
  const { page } = people.publisher!
  await page.goto('/console/notices')
  await write_notice(page, '要丢弃的草稿', '内容')
  await page.getByRole('button', { name: '保存草稿' }).click()
  await page.getByRole('button', { name: '丢弃草稿' }).click()
  await expect(page).toHaveURL(/\/notices$/)
  await page.getByRole('button', { name: '撤销' }).click()
  await expect(page.locator('#title')).toHaveValue('要丢弃的草稿')
})

test('a new board enrols with the code that was shown, and is revoked with a reason', async () => {
  const { page } = people.admin!
  await page.getByRole('link', { name: '终端' }).first().click()
  await page.getByRole('button', { name: '新增终端' }).click()
  await page.locator('#board-place').fill('3 栋 1 单元')
  await page
    .getByRole('option', { name: /3栋\D*1单元/ })
    .first()
    .click()
  await page.locator('#board-name').fill('新装终端')
  await page.getByRole('button', { name: '生成安装码' }).click()
  await expect(page.getByRole('img', { name: '安装码的二维码' })).toBeVisible()
  const code = (await page.locator('[data-secret]').textContent())!
  await picture(page, 'board-code-zh')
  await page.getByRole('button', { name: '完成' }).click()
  await centre.ask({ do: 'enrol', code })
  const row = page.locator('tr', { hasText: '新装终端' })
  await expect(row).toContainText('在线')
  await row.getByRole('link').click()
  await page.getByRole('button', { name: '生成新的维护密码' }).click()
  await expect(page.locator('[data-secret]')).toHaveText(/^\d{6,}$/)
  await page.getByRole('button', { name: '注销终端' }).click()
  await reason(page, '装错了单元', '注销终端')
  await expect(page.locator('h1 + .tag')).toHaveText('已注销')
})

test('a publisher of one community neither sees nor reaches another', async () => {
  const { context, page } = people.publisher!
  const elsewhere = await call(context, 'POST', '/reach', { places: ['YX'] })
  expect(elsewhere.status()).toBe(403)
  const said = (await elsewhere.json()) as { detail: string; todo?: string }
  expect(said.detail).toBeTruthy()
  const draft = await call(context, 'POST', '/notices', {
    category: 'safety',
    title: '越界',
    body: '越界',
    targets: { places: ['YX'] },
  })
  expect([403, 201]).toContain(draft.status()) // a draft may wait; out it must not go
  if (draft.status() === 201) {
    const { id, version } = (await draft.json()) as { id: string; version: number }
    expect((await call(context, 'POST', `/notices/${id}/submit`, { version })).status()).toBe(403)
  }
  await page.goto('/console/')
  for (const section of ['人员', '审计']) await expect(page.getByRole('link', { name: section })).toHaveCount(0)
  expect((await call(context, 'GET', '/audit')).status()).toBe(403)
})

test('filters stay in the address and when one comes back', async () => {
  const { page } = people.admin!
  await page.goto('/console/notices')
  await page.locator('.el-select', { has: page.getByRole('combobox', { name: '状态' }) }).click()
  await page.getByRole('option', { name: '展示中' }).first().click()
  await expect(page).toHaveURL(/state=published/)
  await page.getByRole('link', { name: '今日' }).click()
  await page.getByRole('link', { name: '公告', exact: true }).click()
  await expect(page).toHaveURL(/state=published/)
})

test('the audit tells who did what, before and after, and leaves as a file', async () => {
  const { page } = people.admin!
  await page.getByRole('link', { name: '审计' }).click()
  await expect(page.locator('.table-card')).toContainText('注销终端')
  await page.locator('[data-row]').first().click()
  await expect(page.locator('main')).toContainText('校验值')
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '导出全部' }).click(),
  ])
  expect(file.suggestedFilename()).toMatch(/ndjson$/)
})

test('a disabled account is out at once', async () => {
  const { context, page } = people.admin!
  const { items } = (await (await call(context, 'GET', '/accounts?q=zhou.min')).json()) as { items: { id: string }[] }
  await page.goto(`/console/people/${items[0]!.id}`)
  await page.getByRole('button', { name: '停用账号' }).click()
  await expect(page.locator('h1 + .tag')).toHaveText('停用')
  await people.publisher!.page.goto('/console/notices')
  await expect(people.publisher!.page.locator('#name')).toBeVisible()
  expect((await call(context, 'GET', `/boards?under=${kCommunity}`)).status()).toBe(200)
})
