// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
import { createHmac, randomUUID } from 'node:crypto'
import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import { Centre } from './support/centre'
import { begin_account, browser_of, call, picture, serious_findings } from './support/desk'
import { settled } from './support/pages'

// Bills: found, paid by a service's signed messages, disputed, corrected; seen in the console without a reload.
test.describe.configure({ mode: 'serial' })
type Bill = { bill_no: string; account: string; amount_fen: number; payable_fen: number; energy_wh: number }
let centre: Centre
let desk: { context: BrowserContext; page: Page; strange: string[] }
let secret = ''
let bill: Bill

test.beforeAll(async ({ browser }) => {
  centre = await Centre.start()
  desk = await browser_of(browser, centre.address)
  await begin_account(desk.page, centre.first.name, centre.first.password)
  const found = await call(desk.context, 'GET', '/bills?state=unpaid&limit=5')
  bill = ((await found.json()) as { items: Bill[] }).items.find((one) => one.payable_fen > 1000)!
})
test.afterAll(async () => {
  await desk?.context.close()
  await centre?.end()
})
test.afterEach(() => expect(desk.strange, 'what a console must not do').toEqual([]))

const toast = (words: string | RegExp) => expect(desk.page.locator('.toasts')).toContainText(words)
const yuan = (fen: number) => (fen / 100).toFixed(2).replace(/\B(?=(\d{3})+\.)/g, ',')

/** As a payment service sends it: signed as Standard Webhooks have it. */
async function send(data: Record<string, unknown>, key = secret, type = 'payment.succeeded') {
  const body = JSON.stringify({ type, data: { at: new Date(Date.now() - 1000).toISOString(), ...data } })
  const id = `msg_${randomUUID()}`
  const seconds = String(Math.floor(Date.now() / 1000))
  const mac = createHmac('sha256', Buffer.from(key.replace('whsec_', ''), 'base64'))
  const signature = `v1,${mac.update(`${id}.${seconds}.${body}`).digest('base64')}`
  return fetch(`${centre.address}/hooks/payments/demo`, {
    method: 'POST',
    body,
    headers: {
      'Content-Type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': seconds,
      'webhook-signature': signature,
    },
  })
}

test('a payment service is added, and its secret is shown once', async () => {
  const { page } = desk
  await page.goto('/console/bills')
  await page.getByRole('link', { name: '导入账单' }).click()
  await expect(page.locator('.el-radio-button.is-active')).toHaveText('电费账单')
  await page.goBack()
  await page.getByRole('link', { name: '缴费消息' }).click()
  await page.getByRole('button', { name: '添加缴费渠道' }).click()
  await page.locator('#form-id').fill('demo')
  await page.locator('#form-name').fill('演示支付')
  await page.getByRole('button', { name: '保存' }).click()
  await toast('缴费渠道已保存')
  await page.getByRole('button', { name: '生成密钥：演示支付' }).click()
  secret = (await page.locator('[data-secret]').textContent())!.trim()
  expect(secret).toMatch(/^whsec_/)
  expect(await serious_findings(page)).toEqual([])
  await picture(page, 'payments-key')
  await page.reload()
  await expect(page.locator('.key')).toContainText('第 1 号密钥')
  await expect(page.locator('[data-secret]')).toHaveCount(0)
})

test('a bill is found by its account, and a signed message pays it in part on the open page', async () => {
  const { page } = desk
  await page.goto('/console/bills')
  await page.locator('[data-search] input, input[data-search]').first().fill(bill.account)
  await expect(page.getByRole('link', { name: bill.bill_no })).toBeVisible()
  await picture(page, 'bills-found')
  await page.getByRole('link', { name: bill.bill_no }).click()
  await expect(page.getByRole('heading', { name: '收费情况' })).toBeVisible()
  const begun = Date.now()
  const answer = await send({ payment: 'P-1', bill: bill.bill_no, amount_fen: 500 })
  expect(await answer.json()).toEqual({ verdict: 'taken' })
  await expect(page.locator('section', { hasText: '缴费和退款' }).first()).toContainText('P-1')
  expect(Date.now() - begun).toBeLessThan(3000)
  await expect(page.getByText(`${yuan(bill.payable_fen - 500)} 元`, { exact: true }).first()).toBeVisible()
  await expect(page.locator('section', { hasText: '账单' }).first()).toContainText(/居民(年|月)阶梯(峰谷)?电价/)
  expect(await serious_findings(page)).toEqual([])
  await picture(page, 'bill-part')
})

test('a row opened before the list has followed the search opens all the same, and the way back keeps what was searched', async () => {
  const { page } = desk
  const slow = /\/BillPage-[^/]*\.js/
  for (const leave of ['back', 'section']) {
    // The page of a bill comes later than the list follows its filters.
    await page.route(slow, async (route) => {
      await new Promise((done) => setTimeout(done, 600))
      await route.continue()
    })
    await page.goto('/console/bills')
    const search = page.locator('[data-search] input, input[data-search]').first()
    await expect(page.locator('[data-row]').first()).toBeVisible()
    // Both at once: however slow this browser is, the list hasn't followed yet.
    await search.evaluate((input: HTMLInputElement, words) => {
      input.value = words
      input.dispatchEvent(new Event('input', { bubbles: true }))
      document.querySelector<HTMLElement>('[data-row]')!.click()
    }, bill.account.slice(0, 8))
    await expect(page.getByRole('heading', { name: '收费情况' })).toBeVisible()
    await page.unroute(slow)
    if (leave === 'back') await page.goBack()
    else {
      await page.getByRole('link', { name: '今日' }).click()
      await page.getByRole('link', { name: '电费', exact: true }).click()
    }
    await expect(search).toHaveValue(bill.account.slice(0, 8))
    await expect(page).toHaveURL(new RegExp(`q=${bill.account.slice(0, 8)}`))
  }
})

test('what is too much stays as credit and is given back', async () => {
  const { page } = desk
  await page.goto(`/console/bills/${bill.bill_no}`)
  expect((await send({ payment: 'P-2', bill: bill.bill_no, amount_fen: bill.payable_fen })).status).toBe(200)
  await expect(page.locator('header .tag')).toHaveText('已缴')
  await expect(page.getByText('多缴金额')).toBeVisible()
  await page.getByRole('button', { name: '退款：P-2' }).click()
  await page.locator('#form-amount').fill('5.00')
  await page.locator('#form-reference').fill('TK-1')
  await page.locator('#form-reason').fill('退回多缴')
  await page.getByRole('dialog').getByRole('button', { name: '登记退款' }).click()
  await toast('退款已登记')
  await expect(page.getByText('多缴金额')).toBeHidden()
  await expect(page.locator('header .tag')).toHaveText('已缴')
  await picture(page, 'bill-refunded')
})

test('a forged message is counted and changes nothing; money for an unknown bill is matched', async () => {
  const { page } = desk
  await page.goto('/console/payments')
  const wrong = `whsec_${Buffer.from('another secret that nobody has!!').toString('base64')}`
  expect((await send({ payment: 'F-1', bill: bill.bill_no, amount_fen: 9 }, wrong)).status).toBe(401)
  expect(await (await send({ payment: 'P-3', bill: 'B-9', amount_fen: 700 })).json()).toEqual({ verdict: 'unmatched' })
  await expect(page.getByText('伪造 1')).toBeVisible()
  await expect(page.getByRole('heading', { name: '无主缴费（1）' })).toBeVisible()
  await picture(page, 'payments')
  await page.getByRole('button', { name: '记到账单：P-3' }).click()
  await page.locator('#form-bill').fill(bill.bill_no)
  await page.locator('#form-reason').fill('电话确认')
  await page.getByRole('dialog').getByRole('button', { name: '记到账单' }).click()
  await toast('已记到账单')
  await expect(page.getByRole('heading', { name: '无主缴费（0）' })).toBeVisible()
  await expect(page.getByRole('heading', { name: '多缴（1）' })).toBeVisible()
  expect(await serious_findings(page)).toEqual([])
})

test('a dispute takes the code away, and a correction gives the bill another number', async () => {
  const { page } = desk
  const found = await call(desk.context, 'GET', '/bills?state=unpaid&limit=9')
  const other = ((await found.json()) as { items: Bill[] }).items.find((one) => one.bill_no !== bill.bill_no)!
  await page.goto(`/console/bills/${other.bill_no}`)
  await expect(page.getByRole('heading', { name: '缴费码' })).toBeVisible()
  await page.getByRole('button', { name: '登记异议' }).click()
  await page.locator('#form-reason').fill('客户说没有用这么多')
  await page.getByRole('dialog').getByRole('button', { name: '登记异议' }).click()
  await toast('异议已登记')
  await expect(page.getByRole('heading', { name: '缴费码' })).toBeHidden()
  await expect(page.locator('header .tag')).toHaveText('有异议')
  await picture(page, 'bill-disputed')
  await page.getByRole('button', { name: '更正账单' }).click()
  await expect(page.locator('#form-becomes')).toHaveValue(/-2$/)
  await page.locator('#form-becomes').fill('C-1')
  await expect(page.getByRole('dialog').getByLabel('应缴日')).toHaveValue(/^\d{4}-\d{2}-\d{2}$/)
  expect(await serious_findings(page)).toEqual([])
  await picture(page, 'bill-correct')
  // More than before, and due in the past: said at the form, which stays as it is.
  const energies = ['#form-energy', '#form-peak', '#form-valley'].map((id) => page.locator(id))
  const shown = await Promise.all(energies.map(async (one) => ((await one.count()) ? one.inputValue() : undefined)))
  for (const [at, more] of ['999.00', '999.00', '0'].entries()) if (shown[at]) await energies[at]!.fill(more)
  await page.getByRole('dialog').getByLabel('应缴日').fill('2026-01-05')
  await page.keyboard.press('Enter')
  await page.locator('#form-reason').fill('抄错表')
  await page.getByRole('dialog').getByRole('button', { name: '更正账单' }).click()
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('应缴日却已经过了')
  await picture(page, 'bill-correct-due')
  for (const [at, was] of shown.entries()) if (was) await energies[at]!.fill(was)
  await page.locator('#form-reason').fill('抄错表')
  await page.getByRole('dialog').getByRole('button', { name: '更正账单' }).click()
  await toast('账单已更正')
  await expect(page).toHaveURL(/\/bills\/C-1$/)
  await expect(page.getByText('异议成立', { exact: true })).toBeVisible()
  await expect(page.getByText(`原账单 ${other.bill_no}`)).toBeVisible()
  await picture(page, 'bill-corrected')
})

test('bills and payments in English on a small screen', async ({ browser }) => {
  const small = await browser_of(browser, centre.address, 'en', { width: 1024, height: 768 })
  await small.context.addCookies(await desk.context.cookies())
  for (const [name, path] of Object.entries({ bills: '/bills', 'bill-en': '/bills/C-1', 'payments-en': '/payments' })) {
    await small.page.goto(`/console${path}`)
    await settled(small.page)
    await picture(small.page, name)
  }
  expect(small.strange).toEqual([])
  await small.context.close()
})
