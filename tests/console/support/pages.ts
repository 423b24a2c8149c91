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
  await fill_analysis(centre)
  const bills = (await (await call(context, 'GET', '/bills?limit=1')).json()) as { items: { bill_no: string }[] }
  const bill = bills.items[0]!.bill_no
  expect((await call(context, 'PUT', '/payments/providers/demo', { name: '演示支付' })).ok()).toBe(true)
  expect((await call(context, 'POST', '/payments/providers/demo/keys')).status()).toBe(201)
  expect((await call(context, 'POST', `/bills/${bill}/dispute`, { reason: '客户说没有用这么多' })).ok()).toBe(true)
  const person = await id_of(context, '/accounts')
  const outages = await fill_outages(context)
  await context.close()
  return {
    'sign-in': '/sign-in',
    today: '/',
    notices: '/notices',
    'notice-new': '/notices/new',
    'notice-draft': `/notices/${draft}`,
    'notice-out': `/notices/${out}`,
    'notice-proof': `/notices/${out}/proof`,
    outages: '/outages?state=all',
    'outage-new': '/outages/new',
    'outage-fault': `/outages/${outages.fault}`,
    'outage-planned': `/outages/${outages.planned}`,
    boards: '/boards',
    board: `/boards/${board}`,
    alarms: '/alarms',
    'alarm-rules': '/alarms/rules',
    bills: '/bills',
    bill: `/bills/${bill}`,
    payments: '/payments',
    places: `/places?at=${kUnit}`,
    care: '/care',
    imports: '/imports',
    import: `/imports/${handed_in}`,
    people: '/people',
    person: `/people/${person}`,
    audit: '/audit',
    analysis: '/analysis?place=YX',
    'analysis-requests': '/analysis?topic=requests&place=YX/BT/G1',
    'analysis-rows': '/analysis/rows?list=begun',
    own: '/own',
    nowhere: '/no-such-page',
  }
}

const hours_on = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString().replace(/\.\d+Z$/, '+00:00')

/** A fault that was said to be over too soon, and maintenance with windows to choose among. */
async function fill_outages(context: BrowserContext) {
  const fault = await id_of(context, '/outages', {
    kind: 'fault',
    supply: ['T-XH2'],
    cause: '电缆中间接头击穿',
    text: '抢修人员已出发。',
    etr: hours_on(2),
  })
  for (const [step, body] of [
    ['steps', { text: '抢修人员已到场。', etr: hours_on(3) }],
    ['restore', {}],
    ['reopen', { reason: '4 栋住户来电说还没有电', etr: hours_on(4) }],
  ] as const) {
    const { version } = (await (await call(context, 'GET', `/outages/${fault}`)).json()) as { version: number }
    const answer = await call(context, 'POST', `/outages/${fault}/${step}`, { version, ...body })
    expect(answer.ok(), await answer.text()).toBe(true)
  }
  const planned = await id_of(context, '/outages', {
    kind: 'planned',
    places: [kUnit],
    cause: '更换表箱',
    line: '新华2号台区',
    start: hours_on(240),
    etr: hours_on(242),
  })
  const offered = await call(context, 'POST', `/outages/${planned}/windows`, {
    version: 1,
    windows: [240, 264].map((hours) => ({ from: hours_on(hours), to: hours_on(hours + 2) })),
    choose_by: hours_on(48),
  })
  expect(offered.ok(), await offered.text()).toBe(true)
  return { fault, planned }
}

/** What comes from the centre is there. */
export async function settled(page: Page) {
  await expect(page.locator('h1').first()).toBeVisible()
  await expect(page.locator('.el-loading-mask')).toHaveCount(0)
  await expect(page.getByText(/^(正在加载|Loading|正在绘制|Drawing)/)).toHaveCount(0)
  await page.waitForTimeout(250)
}

/** Outages of the last days: one that is over, one that goes on past its estimate, one that was moved. */
export async function fill_analysis(centre: Centre) {
  const announce = async (...more: string[]) => {
    const common = ['outage', 'announce', '--kind', 'fault', '--cause', '变压器跌落保险熔断']
    const { said } = await centre.ask<{ said: { id: string } }>({ do: 'command', arguments: [...common, ...more] })
    return said.id
  }
  const over = await announce('--place', 'YX/BT/G1/XH/3', '--start', '-50h', '--etr', '+1h')
  await centre.ask({ do: 'command', arguments: ['outage', 'restore', over, '--at', '-47h'] })
  const moved = await announce('--place', kUnit, '--start', '-3h', '--etr', '+1h')
  await centre.ask({ do: 'command', arguments: ['outage', 'update', moved, '--etr', '+3h'] })
  return { over, moved }
}
