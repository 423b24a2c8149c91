// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
import { expect, type Page, test } from '@playwright/test'
import { Centre } from './support/centre'
import { browser_of, kPassword, sign_in } from './support/desk'
import { fill_pages, settled } from './support/pages'

// The desk without a mouse, and with the cable pulled.
test.describe.configure({ mode: 'serial' })
let centre: Centre
let pages: Record<string, string>

test.beforeAll(async ({ browser }) => {
  centre = await Centre.start()
  pages = await fill_pages(browser, centre)
})
test.afterAll(async () => {
  await centre?.end()
})

/** Marks all that can be pressed or written in and says what Tab must stop at: of a group of radio buttons, one. */
async function stops_of(page: Page) {
  return page.evaluate(() => {
    const kAll =
      'a[href], button:not([disabled]), input:not([disabled]), textarea:not([disabled]), summary, [tabindex="0"]'
    document.querySelectorAll('details').forEach((one) => (one.open = true))
    const shown = (one: HTMLElement) =>
      one.checkVisibility() && one.getClientRects().length > 0 && !one.closest('[aria-hidden="true"], [inert]')
    const all = [...document.querySelectorAll<HTMLElement>(kAll)].filter((one) => shown(one) && one.tabIndex >= 0)
    all.forEach((one, at) => one.setAttribute('data-stop', String(at)))
    return all
      .filter((one) => !(one instanceof HTMLInputElement && one.type === 'radio'))
      .map((one) => ({ at: one.dataset.stop!, what: one.outerHTML.slice(0, 160) }))
  })
}

/** Where the focus stands and whether an eye would find it. */
async function focus_of(page: Page) {
  return page.evaluate(() => {
    const at = document.activeElement as HTMLElement
    const ringed = (one: Element | null) => {
      if (!one) return false
      const style = getComputedStyle(one)
      return (style.outlineStyle !== 'none' && style.outlineWidth !== '0px') || style.boxShadow !== 'none'
    }
    const kAround = '.el-input__wrapper, .el-select__wrapper, .el-checkbox, .el-radio, .el-radio-button, .el-switch'
    const kInside = '.el-checkbox__inner, .el-radio__inner, .el-radio-button__inner, .el-switch__core'
    const around = at.closest(kAround)
    const seen = ringed(at) || ringed(around) || ringed(around?.querySelector(kInside) ?? null)
    return { at: at.dataset.stop ?? '', seen, what: at.outerHTML.slice(0, 160) }
  })
}

/** Tab through the whole page, from its start. */
async function walk(page: Page) {
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  const wanted = await stops_of(page)
  const reached = new Set<string>()
  const unseen: string[] = []
  for (let presses = 0; presses < wanted.length + 20 && wanted.some((one) => !reached.has(one.at)); presses++) {
    await page.keyboard.press('Tab')
    const now = await focus_of(page)
    if (now.at) reached.add(now.at)
    if (now.at && !now.seen) unseen.push(now.what)
  }
  return { missed: wanted.filter((one) => !reached.has(one.at)).map((one) => one.what), unseen }
}

test('every page by keyboard alone: whatever can be pressed is reached, and where one stands is seen', async ({
  browser,
}) => {
  test.setTimeout(240_000)
  const { context, page } = await browser_of(browser, centre.address)
  await sign_in(page, centre.first.name, kPassword)
  await expect(page.locator('.frame-nav')).toBeVisible()
  for (const [name, path] of Object.entries(pages)) {
    await page.goto(`/console${path}`)
    await settled(page)
    // What comes in live meanwhile draws parts anew: then once more.
    await expect(async () => expect(await walk(page), name).toEqual({ missed: [], unseen: [] })).toPass({
      timeout: 20_000,
    })
  }
  await context.close()
})

test('keys do what the list of keys says', async ({ browser }) => {
  const { context, page } = await browser_of(browser, centre.address)
  await sign_in(page, centre.first.name, kPassword)
  await expect(page.locator('.frame-nav')).toBeVisible()
  await page.keyboard.press('2')
  await expect(page).toHaveURL(/\/notices$/)
  await page.keyboard.press('/')
  await page.keyboard.type('邮政')
  await expect(page.locator('tbody tr')).toHaveCount(1)
  await page.keyboard.press('Escape')
  await page.locator('[data-row]').first().focus()
  await page.keyboard.press('Enter')
  await expect(page.locator('h1')).toContainText('邮政')
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL(/\/notices(\?|$)/)
  await page.keyboard.press('n')
  await expect(page.locator('#title')).toBeVisible()
  await page.locator('h1').click()
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await page.keyboard.press('7')
  const tree = page.getByRole('tree')
  await tree.locator('[tabindex="0"]').focus()
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/at=/)
  await context.close()
})

test('a lost connection is said, and heals by itself', async ({ browser }) => {
  const { context, page } = await browser_of(browser, centre.address)
  await sign_in(page, centre.first.name, kPassword)
  await expect(page.locator('.live.live')).toBeVisible()
  await page.route('**/api/v1/events', (route) => route.abort())
  await page.reload()
  await expect(page.locator('.live.lost')).toBeVisible()
  await page.unroute('**/api/v1/events')
  await expect(page.locator('.live.live')).toBeVisible({ timeout: 20_000 })
  await context.close()
})
