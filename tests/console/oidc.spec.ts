// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Signing in at an identity provider, in a browser, from the button to the audit.
import { type Browser, type BrowserContext, expect, type Page, test } from '@playwright/test'
import { Centre } from './support/centre'
import { add_account, begin_account, browser_of, call, picture } from './support/desk'
import { IdentityProvider, kClientSecret } from './support/provider'

test.describe.configure({ mode: 'serial' })
let centre: Centre
let provider: IdentityProvider
let admin: { context: BrowserContext; page: Page; strange: string[] }

const kButton = '统一身份登录'
function settings(client: string, more = ''): { config: string; files: Record<string, string> } {
  return {
    config: `[oidc]\nissuer = "${provider.issuer}"\nclient_id = "${client}"\nname = "${kButton}"\n${more}`,
    files: { 'oidc.secret': `${kClientSecret}\n` },
  }
}
const kSecretFile = 'client_secret_file = "{folder}/oidc.secret"\n'

async function stranger(browser: Browser, language = 'zh-CN') {
  const context = await browser.newContext({
    baseURL: centre.address,
    locale: language,
    viewport: { width: 1366, height: 768 },
  })
  return { context, page: await context.newPage() }
}

async function at_provider(page: Page, login: string) {
  await page.goto('/console/sign-in')
  await page.getByRole('link', { name: kButton }).click()
  await expect(page).toHaveURL(new RegExp(provider.issuer))
  await page.locator('[name=login]').fill(login)
  await page.locator('[name=password]').fill('whatever')
  await page.locator('button[type=submit]').click()
  await page.waitForURL((url) => url.href.startsWith(centre.address) || url.href.includes('/interaction/'))
  const consent = page.locator('button[type=submit]')
  if (page.url().startsWith(provider.issuer)) await consent.click()
}

test.beforeAll(async ({ browser }) => {
  centre = await Centre.start()
  provider = await IdentityProvider.start(centre.address)
  await centre.ask({ do: 'restart', ...settings('desk-rsa', kSecretFile) })
  admin = await browser_of(browser, centre.address)
  await begin_account(admin.page, centre.first.name, centre.first.password)
})
test.afterAll(async () => {
  await admin?.context.close()
  await provider?.end()
  await centre?.end()
})

test('an administrator says whom the provider means, and then he or she comes in by its button', async ({
  browser,
}) => {
  await add_account(admin.context, 'wangmin', '王敏', [{ role: 'publisher', place: '' }])
  await admin.page.goto('/console/people')
  await admin.page
    .getByRole('link', { name: '王敏' })
    .or(admin.page.getByRole('button', { name: '王敏' }))
    .first()
    .click()
  await admin.page.locator('#identity').fill('u-17')
  await admin.page.getByRole('button', { name: '保存' }).click()
  await expect(admin.page.getByText('账号已修改。')).toBeVisible()
  await picture(admin.page, 'person-identity-zh')

  const { context, page } = await stranger(browser)
  await page.goto('/console/sign-in')
  await expect(page.getByRole('link', { name: kButton })).toBeVisible()
  await picture(page, 'sign-in-provider-zh')
  await at_provider(page, 'u-17')
  await expect(page.locator('.frame-nav')).toContainText('王敏') // without ever changing a first password
  const session = (await context.cookies()).find((cookie) => cookie.name === 'gridboard_session')!
  expect([session.httpOnly, session.sameSite]).toEqual([true, 'Strict'])
  expect((await context.cookies()).filter((cookie) => cookie.name === 'gridboard_provider')).toEqual([])
  const audit = (await (await call(admin.context, 'GET', '/audit?action=finishProviderSignIn')).json()) as {
    items: { outcome: string; actor_name: string }[]
  }
  expect(audit.items[0]).toMatchObject({ outcome: 'done', actor_name: '王敏' })
  await context.close()
})

test('whom no administrator has named stays outside, and no account is made', async ({ browser }) => {
  const before = (await (await call(admin.context, 'GET', '/accounts')).json()) as { total: number }
  const { context, page } = await stranger(browser)
  await at_provider(page, 'nobody-yet')
  await expect(page.getByRole('alert')).toContainText('您还没有这里的账号。')
  await picture(page, 'sign-in-unknown-zh')
  expect((await context.cookies()).find((cookie) => cookie.name === 'gridboard_session')).toBeUndefined()
  const after = (await (await call(admin.context, 'GET', '/accounts')).json()) as { total: number }
  expect(after.total).toBe(before.total)
  await context.close()
})

test('an answer of the provider is good once, and in the browser that began', async ({ browser }) => {
  const { context, page } = await stranger(browser)
  let answer = ''
  page.on('request', (request) => {
    if (request.url().includes('/provider/callback')) answer = request.url()
  })
  await at_provider(page, 'u-17')
  await expect(page.locator('.frame-nav')).toBeVisible()
  expect(answer).toContain('code=')
  const again = await context.request.get(answer, { maxRedirects: 0 })
  expect(again.headers().location).toBe('/console/sign-in?provider=ended')
  const other = await stranger(browser)
  await other.page.goto('/console/sign-in')
  await other.page.evaluate(() => fetch('/api/v1/session/provider', { redirect: 'manual' })) // it has a cookie of its own
  const taken = await other.context.request.get(answer, { maxRedirects: 0 })
  expect(taken.headers().location).toBe('/console/sign-in?provider=ended')
  expect((await other.context.cookies()).find((cookie) => cookie.name === 'gridboard_session')).toBeUndefined()
  await Promise.all([context.close(), other.context.close()])
})

test('who turns back at the provider is told so, in English too', async ({ browser }) => {
  const { context, page } = await stranger(browser, 'en-GB')
  await page.addInitScript(() => localStorage.setItem('gridboard.language', 'en'))
  await page.goto('/console/sign-in')
  await page.getByRole('link', { name: kButton }).click()
  await page.getByRole('link', { name: /cancel/i }).click()
  await expect(page.getByRole('alert')).toContainText("The company's sign-in didn't let you pass.")
  await context.close()
})

test('with ES256, as a public client, and by an e-mail address that the provider has checked', async ({ browser }) => {
  await centre.ask({ do: 'restart', ...settings('desk-curve', 'identity = "email"\n') })
  const accounts = (await (await call(admin.context, 'GET', '/accounts?q=wangmin')).json()) as {
    items: { id: string }[]
  }
  const changed = await call(admin.context, 'PATCH', `/accounts/${accounts.items[0]!.id}`, {
    identity: 'u-17@yunxi.example',
  })
  expect(changed.status(), await changed.text()).toBe(200)
  const good = await stranger(browser)
  await at_provider(good.page, 'u-17')
  await expect(good.page.locator('.frame-nav')).toContainText('王敏')
  const unchecked = await stranger(browser)
  await at_provider(unchecked.page, 'new-17')
  await expect(unchecked.page.getByRole('alert')).toContainText('不可信')
  await Promise.all([good.context.close(), unchecked.context.close()])
})

test('without the provider the password still opens', async ({ browser }) => {
  await provider.end()
  await centre.ask({ do: 'restart', ...settings('desk-rsa', kSecretFile) })
  const { context, page } = await stranger(browser)
  await page.goto('/console/sign-in')
  await page.getByRole('link', { name: kButton }).click()
  await expect(page.getByRole('alert')).toContainText('暂时连不上统一身份。')
  await expect(page.locator('#password')).toBeVisible()
  await context.close()
  expect(admin.strange).toEqual([])
  provider = await IdentityProvider.start(centre.address)
})
