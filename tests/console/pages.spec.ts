// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
import { expect, test } from '@playwright/test'
import { Centre } from './support/centre'
import { browser_of, kPassword, type Language, picture, serious_findings, sign_in } from './support/desk'
import { fill_pages, settled } from './support/pages'

// Every page: nothing serious for axe-core in either language, nothing wider than the screen, and a picture of it.
test.describe.configure({ mode: 'serial' })
let centre: Centre
let pages: Record<string, string>
const kSizes = {
  desk: { width: 1366, height: 768 },
  tablet: { width: 1024, height: 768 },
  upright: { width: 768, height: 1024 },
}

test.beforeAll(async ({ browser }) => {
  centre = await Centre.start()
  pages = await fill_pages(browser, centre)
})
test.afterAll(async () => {
  await centre?.end()
})

for (const language of ['zh', 'en'] as Language[])
  for (const [size_name, size] of Object.entries(kSizes))
    test(`every page in ${language} at ${size.width}x${size.height}: nothing serious, nothing cut off`, async ({
      browser,
    }) => {
      test.setTimeout(120_000)
      const { context, page, strange } = await browser_of(browser, centre.address, language, size)
      await sign_in(page, centre.first.name, kPassword)
      await expect(page.locator('.frame-nav')).toBeVisible()
      for (const [name, path] of Object.entries(pages)) {
        await page.goto(`/console${path}`)
        await settled(page)
        await picture(page, `${name}-${language}-${size_name}`)
        const where = `${name} in ${language}`
        expect.soft(await serious_findings(page), where).toEqual([])
        const over = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        )
        expect.soft(over, `${where} is wider than the screen`).toBeLessThanOrEqual(0)
        const below = await page.evaluate(
          () => document.documentElement.scrollHeight - document.documentElement.clientHeight,
        )
        expect.soft(below, `${where}: the window scrolls beside the page`).toBeLessThanOrEqual(0)
        const kKey =
          /\b(analysis|notice|board|place|person|audit|nav|today|list|import|alarm|care|outages?|bill|pay)\.[a-z_]+\b/
        expect.soft(await page.locator('body').innerText(), `${where} shows a key`).not.toMatch(kKey)
      }
      expect(strange).toEqual([])
      await context.close()
    })
