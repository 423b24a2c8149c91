// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
import { type Browser, type BrowserContext, expect, type Page } from '@playwright/test'
import type { Centre } from './centre'
import { begin_account, browser_of, call, kUnit } from './desk'

async function id_of(context: BrowserContext, path: string, body?: unknown): Promise<string> {
  const answer = await call(context, body ? 'POST' : 'GET', path, body)
  expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true)
  const said = (await answer.json()) as { id?: string; items?: { id: string }[]; board?: { id: string } }
  return said.id ?? said.board?.id ?? said.items![0]!.id
}

/** Something to see on every page, and the pages' addresses by the names that their pictures bear. */
export async function fill_pages(browser: Browser, centre: Centre): Promise<Record<string, string>> {
  const { context, page } = await browser_of(browser, centre.address)
  await begin_account(page, centre.first.name, centre.first.password)
  const board = await id_of(context, '/boards', { place: kUnit, name: '3 栋 2 单元门口' })
  const notice = {
    category: 'safety',
    title: '冬季取暖：插线板不要串接',
    targets: { places: [kUnit] },
    body: '请记住：\n\n- 一个插座只接一台取暖器\n- 人离开先拔插头',
  }
  const draft = await id_of(context, '/notices', notice)
  const out = await id_of(context, '/notices', { ...notice, title: '新华路邮政储蓄可代收电费', category: 'payment' })
  const published = await call(context, 'POST', `/notices/${out}/publish-at-once`, { version: 1, reason: '演示' })
  expect(published.status()).toBe(200)
  await id_of(context, '/groups', { name: '三栋', targets: { places: ['YX/BT/G1/XH/3'] } })
  await id_of(context, '/board-groups', { name: '老小区', boards: [board] })
  await id_of(context, '/alarm-rules', { kind: 'silent', figure: 300, place: kUnit })
  const file = '编码,上级,类型,名称\n3,YX/BT/G1/XH,building,三号楼\n77,YX/BT/G1/XH,building,77栋\n'
  const sent = await context.request.post('/api/v1/imports?kind=places&file=places.csv', {
    data: file,
    headers: { 'X-Gridboard': '1', 'Content-Type': 'text/csv' },
  })
  expect(sent.status()).toBe(201)
  const { id: handed_in } = (await sent.json()) as { id: string }
  const person = await id_of(context, '/accounts')
  await context.close()
  return {
    'sign-in': '/sign-in',
    today: '/',
    notices: '/notices',
    'notice-new': '/notices/new',
    'notice-draft': `/notices/${draft}`,
    'notice-out': `/notices/${out}`,
    boards: '/boards',
    board: `/boards/${board}`,
    alarms: '/alarms',
    'alarm-rules': '/alarms/rules',
    places: `/places?at=${kUnit}`,
    care: '/care',
    imports: '/imports',
    import: `/imports/${handed_in}`,
    people: '/people',
    person: `/people/${person}`,
    audit: '/audit',
    own: '/own',
    nowhere: '/no-such-page',
  }
}

/** What comes from the centre is there. */
export async function settled(page: Page) {
  await expect(page.locator('h1').first()).toBeVisible()
  await expect(page.locator('.el-loading-mask')).toHaveCount(0)
  await expect(page.getByText(/^(正在绘制|Drawing)/)).toHaveCount(0)
  await page.waitForTimeout(250)
}
