// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
import { createHmac } from 'node:crypto'
import { mkdirSync, readFileSync } from 'node:fs'
import { type Browser, type BrowserContext, expect, type Page } from '@playwright/test'

export const kPassword = '云溪河边的柳树今年发芽早'
export const kUnit = 'YX/BT/G1/XH/3/2'
export const kCommunity = 'YX/BT/G1/XH'
export const kPictures = `${process.env.GRIDBOARD_PROJECT}/build/check/console`
const kAxe = readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8')
export type Language = 'zh' | 'en'

/** A browser of one person, who hears nothing but the centre: anything else that is asked for fails the test. */
export async function browser_of(
  browser: Browser,
  address: string,
  language: Language = 'zh',
  size = { width: 1366, height: 768 },
) {
  const context = await browser.newContext({
    baseURL: address,
    viewport: size,
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
  })
  await context.addInitScript((chosen) => {
    if (location.protocol === 'http:') localStorage.setItem('gridboard.language', chosen)
  }, language)
  const strange: string[] = []
  context.on('request', (request) => {
    if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(address)) strange.push(request.url())
  })
  context.on('console', (message) => {
    if (/Content Security Policy|Uncaught/.test(message.text())) strange.push(message.text())
  })
  context.on('weberror', (error) => strange.push(String(error.error())))
  const page = await context.newPage()
  return { context, page, strange }
}

export async function sign_in(page: Page, name: string, password: string, code?: string) {
  await page.goto('/console/sign-in')
  await page.locator('#name').fill(name)
  await page.locator('#password').fill(password)
  await page.locator('#password').press('Enter')
  if (code !== undefined) {
    await page.locator('#code').fill(code)
    await page.locator('#code').press('Enter')
  }
}

/** Signs in with a first password and chooses the own. */
export async function begin_account(page: Page, name: string, first: string) {
  await sign_in(page, name, first)
  await page.locator('#old').fill(first)
  await page.locator('#fresh').fill(kPassword)
  await page.locator('#again').fill(kPassword)
  await page.locator('#again').press('Enter')
  await expect(page.locator('.frame-nav')).toBeVisible()
}

/** The API as the signed-in page of `context` may use it. */
export async function call(context: BrowserContext, method: string, path: string, data?: unknown) {
  return context.request.fetch(`/api/v1${path}`, {
    method,
    data,
    headers: { 'X-Gridboard': '1', 'Content-Type': 'application/json' },
  })
}

export async function add_account(
  admin: BrowserContext,
  name: string,
  display_name: string,
  grants: { role: string; place: string }[],
): Promise<string> {
  const answer = await call(admin, 'POST', '/accounts', { name, display_name, grants })
  expect(answer.status(), await answer.text()).toBe(201)
  return ((await answer.json()) as { password: string }).password
}

/** RFC 6238 with what every authenticator takes: SHA-1, six digits, 30 s. */
export function code_now(secret: string, steps_on = 0): string {
  const bits = [...secret.replace(/=+$/, '')]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  const key = Buffer.from(bits.match(/.{8}/g)!.map((byte) => parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps_on))
  const hash = createHmac('sha1', key).update(counter).digest()
  const at = hash[19]! & 15
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

/** What axe-core holds for serious or critical. */
export async function serious_findings(page: Page): Promise<string[]> {
  // What still fades in has not the colours that people read.
  await page.evaluate(() => {
    const ending = document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime !== Infinity)
    return Promise.all(ending.map((one) => one.finished.catch(() => undefined))).then(() => undefined)
  })
  const session = await page.context().newCDPSession(page)
  await session.send('Runtime.evaluate', { expression: kAxe })
  const found = await page.evaluate(async () => {
    const axe = (
      window as unknown as {
        axe: {
          run: (root: Document) => Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }>
        }
      }
    ).axe
    return (await axe.run(document)).violations
  })
  await session.detach()
  return found
    .filter((one) => ['serious', 'critical'].includes(one.impact))
    .map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 200)).join(' | ')}`)
}

export async function picture(page: Page, name: string) {
  mkdirSync(kPictures, { recursive: true })
  await page.screenshot({ path: `${kPictures}/${name}.png` })
}

/** Counts what a person presses with the mouse. */
export class Clicks {
  count = 0
  constructor(private page: Page) {}
  on(page: Page) {
    this.page = page
    return this
  }
  async click(selector: Parameters<Page['locator']>[0], words?: string | RegExp) {
    this.count += 1
    await this.page
      .locator(selector, words === undefined ? {} : { hasText: words })
      .first()
      .click()
  }
}
