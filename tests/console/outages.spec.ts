// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
import { type BrowserContext, expect, type Page, type Request, test } from '@playwright/test'
import { Centre } from './support/centre'
import { begin_account, browser_of, call, kUnit, picture, serious_findings } from './support/desk'

// The outage desk with live boards: what it tells is on the right glass within a second, and on no other.
test.describe.configure({ mode: 'serial' })
const kOnGlassMs = 1000
const kHour_ms = 3_600_000
const kStorm = 200
const kHere = '新华社区/3栋/2单元' // on T-XH2
const kElsewhere = 'YX/BT/G1/XH/7/1' // on T-XH4
const kCause = '电缆中间接头击穿'
let centre: Centre
let here: string
let elsewhere: string
let desk: { context: BrowserContext; page: Page; strange: string[] }

test.beforeAll(async ({ browser }) => {
  centre = await Centre.start()
  here = await board_at(kUnit, '3 栋 2 单元门口')
  elsewhere = await board_at(kElsewhere, '7 栋 1 单元门口')
  desk = await browser_of(browser, centre.address)
  desk.page.on('dialog', (dialog) => void dialog.accept())
  await begin_account(desk.page, centre.first.name, centre.first.password)
})
test.afterAll(async () => {
  await desk?.context.close()
  await centre?.end()
})
test.afterEach(() => expect(desk.strange, 'what a console must not do').toEqual([]))

const board_at = async (place: string, name: string) =>
  (await centre.ask<{ board: string }>({ do: 'board', place, name })).board
const tap = (board: string, id: string) => centre.ask({ do: 'drive', board, command: { do: 'tap', id } })
const toast = (page: Page, words: string | RegExp) => expect(page.locator('.toasts')).toContainText(words)
const dialog = (page: Page) => page.getByRole('dialog')
/** As the date pickers take it. */
const wall = (at_ms: number) => new Date(at_ms + 8 * kHour_ms).toISOString().slice(0, 16).replace('T', ' ')
const id_here = (page: Page) => decodeURIComponent(new URL(page.url()).pathname.split('/').at(-1)!)

/** How long after the browser has sent what `run` presses the text stands on the glass. */
async function until_seen(run: () => Promise<unknown>, board: string, text: string) {
  const sent = desk.page.waitForRequest((request) => request.url().includes('/api/v1/outages') && is_change(request))
  const begun = sent.then(() => Date.now())
  await run()
  await centre.ask({ do: 'sees', board, text, seconds: 10 })
  const took_ms = Date.now() - (await begun)
  test.info().annotations.push({ type: 'seen', description: `'${text}' after ${took_ms} ms` })
  expect(took_ms, `'${text}' on the glass`).toBeLessThanOrEqual(kOnGlassMs)
}
const is_change = (request: Request) => request.method() !== 'GET' && !request.url().endsWith('/preview')
async function not_elsewhere(...words: string[]) {
  const { texts } = await centre.ask<{ texts: string[] }>({ do: 'texts', board: elsewhere })
  for (const word of words) expect(texts.join('\n')).not.toContain(word)
}
async function pick_target(page: Page, name: string) {
  await page.locator('input[data-targets]').fill(name)
  await page.locator('#target-hits [role=option]').filter({ hasText: name }).first().click()
}
async function pick_time(page: Page, id: string, at_ms: number) {
  await page.locator(id).fill(wall(at_ms))
  await page.locator(id).press('Enter')
  await page.keyboard.press('Escape')
}

test('a fault is announced, its estimate moved twice, and restored: each on the right board within a second, on no other', async () => {
  const { page } = desk
  await tap(here, 'board.outages')
  await tap(elsewhere, 'board.outages')
  await page.goto('/console/outages')
  await page.getByRole('link', { name: '发布停电' }).click()
  const lacks = page.getByRole('status').filter({ hasText: '还要填' })
  await expect(lacks).toHaveText('还要填：哪里停电、原因')
  await pick_target(page, '新华2号台区')
  await expect(lacks).toHaveText('还要填：原因')
  await expect(page.getByText(/可达 1 块终端/)).toBeVisible()
  await expect(page.getByText('停电的地方')).toBeVisible()
  expect(await serious_findings(page)).toEqual([])
  await page.locator('#cause').fill(kCause)
  await page.locator('#text').fill('抢修人员已出发。')
  await page.getByRole('button', { name: '2 小时' }).click()
  const announce = page.getByRole('button', { name: '发布到终端' })
  await expect(announce).toBeEnabled()
  await until_seen(() => announce.click(), here, kCause)
  await toast(page, '停电信息已发布')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(kCause)
  await expect(page.getByRole('button', { name: '取消停电' }), 'what has begun ends by power back, or is withdrawn').toHaveCount(0)
  await expect(page.getByRole('button', { name: '撤销停电信息' })).toBeVisible()
  await tap(here, `outage.${id_here(page)}`)
  for (const [words, content] of [
    ['CAP 1.2 报文', '<msgType>Alert</msgType>'],
    ['Atom 条目', '<title>'],
  ] as const) {
    const link = page.getByRole('link', { name: words })
    const answer = await page.request.get((await link.getAttribute('href'))!)
    expect(await answer.text()).toContain(content)
    await page.getByRole('button', { name: `复制地址：${words}` }).click()
    await toast(page, '地址已复制。')
  }

  let told = (await page.locator('#facts + dl dd').nth(1).innerText()).slice(-8, -3) // of 'YYYY-MM-DD HH:MM:SS'
  for (const [hours, words] of [
    ['4 小时', '故障点已找到，正在更换电缆。'],
    ['1 小时', '更换完成，正在试送电。'],
  ] as const) {
    await page.getByRole('button', { name: '更新进度' }).click()
    await expect(dialog(page)).toContainText(new RegExp(`现在告诉居民的是：(\\d\\d-\\d\\d )?${told}`)) // its day, if another
    await dialog(page).getByRole('button', { name: hours }).click()
    const estimate = (await page.locator('#act-etr').inputValue()).slice(-5)
    told = estimate
    await page.locator('#act-text').fill(words)
    await until_seen(() => dialog(page).getByRole('button', { name: '更新进度' }).click(), here, words)
    await centre.ask({ do: 'sees', board: here, text: estimate.replace(/^0/, ''), seconds: 1 }) // 9:05, as people say it
    await expect(page.locator('#facts + dl')).toContainText(estimate)
    await expect(dialog(page)).toBeHidden()
  }
  await expect(page.getByText(/推迟 \d+ 小时/)).toBeVisible()
  await expect(page.getByText(/提前 \d+ 小时/)).toBeVisible()

  await page.getByRole('button', { name: '已来电' }).click()
  await until_seen(() => dialog(page).getByRole('button', { name: '已来电' }).click(), here, '已经来电')
  await expect(page.locator('main header .tag', { hasText: '已来电' })).toBeVisible()
  await not_elsewhere(kCause, '试送电', '已经来电')

  await page.getByRole('link', { name: '送达证明' }).click()
  const announced = page.locator('section', { has: page.getByRole('heading', { name: '公告内容' }) })
  await expect(announced, 'a fault is told of once it is there').toContainText(/发布时机\s*与停电同时/)
  await page.goBack()

  const outage = page.url()
  await page.goto(`/console/places?at=${kUnit}`)
  const calendar = page.getByRole('link', { name: '停电日历' })
  expect(await (await page.request.get((await calendar.getAttribute('href'))!)).text()).toContain('BEGIN:VEVENT')
  expect(await serious_findings(page)).toEqual([])
  await page.goto(`/console/places?at=${kElsewhere}`)
  await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible()
  await expect(page.getByText('对外公开')).toHaveCount(0)
  await page.goto(outage)
})

test('a restoration that came too soon is taken back and stays visible, with who did what before and after', async () => {
  const { page } = desk
  await page.getByRole('button', { name: '其实没来电' }).click()
  await page.locator('#act-reason').fill('3 栋住户来电说还没有电')
  await dialog(page).getByRole('button', { name: '其实没来电' }).click()
  await toast(page, '已改回停电中')
  await expect(page.locator('main header')).toContainText('误报来电 1 次')
  await expect(page.locator('main header')).toContainText('停电中')
  const told = page.locator('section', { has: page.getByRole('heading', { name: '告诉居民的进度' }) })
  await expect(told).toContainText('已恢复供电')
  const history = page.locator('section', { has: page.getByRole('heading', { name: '修改记录' }) })
  await expect(history).toContainText('3 栋住户来电说还没有电')
  await expect(history).toContainText('已来电 → 停电中')
  await expect(history.locator('ol > li')).toHaveCount(5)
  expect(await serious_findings(page)).toEqual([])
  await picture(page, 'outage-reopened-zh')
  await not_elsewhere(kCause)

  const outage = page.url()
  await page.goto('/console/analysis/rows?list=taken_back')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('误报来电的停电')
  await expect(page.locator('.table-card tbody tr')).toHaveText([new RegExp(kCause)], { timeout: 15_000 })
  await page.goto(outage)
})

test('a planned outage too soon is refused in words, moved into time, or goes out with a reason that stays', async () => {
  const { page } = desk
  await page.goto('/console/outages/new')
  await page.getByText('计划停电').click()
  await pick_target(page, '新华3号台区')
  await page.locator('#cause').fill('更换配变')
  const soon_ms = Date.now() + 6 * 24 * kHour_ms
  await pick_time(page, '#start', soon_ms)
  await pick_time(page, '#etr', soon_ms + 2 * kHour_ms)
  const announce = page.getByRole('button', { name: '发布到终端' })
  await expect(page.getByText('提前时间不够。')).toBeVisible()
  await expect(page.getByText(/计划停电要提前 7 天公告；现在发布，提前 5 天 23 小时/)).toBeVisible()
  await expect(announce).toBeDisabled()
  await page.getByRole('button', { name: /改为最早的时间/ }).click()
  await expect(page.getByText('提前时间符合规定。')).toBeVisible()
  await expect(announce).toBeEnabled()

  await pick_time(page, '#start', soon_ms)
  await pick_time(page, '#etr', soon_ms - 2 * kHour_ms)
  await expect(page.getByRole('alert')).toHaveText('预计来电要晚于开始时间。')
  await expect(announce).toBeDisabled()
  await pick_time(page, '#etr', soon_ms + 2 * kHour_ms)
  await expect(page.getByRole('alert')).toHaveCount(0)
  await expect(page.getByText('提前时间不够。')).toBeVisible()
  await page.locator('#override').fill('配变渗油，等不到七天')
  await picture(page, 'outage-late-zh')
  await announce.click()
  await toast(page, '停电信息已发布')
  await expect(page.locator('main header')).toContainText('未按规定')
  await expect(page.locator('#facts + dl')).toContainText('配变渗油，等不到七天')
  await page.goto('/console/outages?mark=overridden')
  await expect(page.locator('tbody tr')).toHaveCount(1)
  await expect(page.locator('tbody')).toContainText('更换配变')
})

test('who has to be called is shown for a reason, called one by one, and counted', async () => {
  const { page } = desk
  await page.goto('/console/outages?q=更换配变')
  await page.locator('tbody').getByRole('link').click()
  const calls = page.locator('section', { has: page.getByRole('heading', { name: '电话通知' }) })
  await expect(calls).toContainText('要打电话 3 户，已完成 0 户')
  await calls.getByRole('button', { name: '查看名单' }).click()
  await page.locator('#reason').fill('停电前电话通知')
  await dialog(page).getByRole('button', { name: '查看名单' }).click()
  await expect(calls.locator('.call')).toHaveCount(3)
  await expect(dialog(page)).toBeHidden()
  expect(await serious_findings(page)).toEqual([])
  await calls
    .locator('.call')
    .first()
    .getByRole('button', { name: /已通知/ })
    .click()
  await expect(calls).toContainText('要打电话 3 户，已完成 1 户')
  await calls
    .locator('.call')
    .nth(1)
    .getByRole('button', { name: /我来打/ })
    .click()
  await expect(calls.locator('.call').nth(1)).toContainText(/由 .+ 打/)
  await calls
    .locator('.call')
    .nth(1)
    .getByRole('button', { name: /登记结果/ })
    .click()
  await dialog(page).getByText('号码不对').click()
  await page.locator('#call-note').fill('请社区上门')
  await dialog(page).getByRole('button', { name: '保存' }).click()
  await expect(calls.locator('.call').nth(1)).toContainText('号码不对')
  await expect(calls.locator('.call').nth(1)).toContainText('请社区上门')
  await expect(calls).toContainText('要打电话 3 户，已完成 1 户')
  await picture(page, 'outage-calls-zh')
  await calls.getByText('选中所有没完成的（2 户）').click()
  await calls.getByRole('combobox', { name: '由谁来打' }).click()
  await page.getByRole('option', { name: '赵志远' }).click()
  expect(await serious_findings(page)).toEqual([])
  await calls.getByRole('button', { name: '指派 2 户' }).click()
  await toast(page, '2 户已指派。')
  await expect(calls.getByText('由 赵志远 打')).toHaveCount(2)
  await page.goto('/console/audit?action=assignOutageCalls')
  await expect(page.locator('.table-card tbody tr')).toHaveCount(2)
  await page.goto('/console/audit?action=readOutageCalls')
  await expect(page.locator('.table-card tbody tr')).toHaveCount(1)
})

test('faults reported at three boards of a district propose an outage, which is announced from there', async () => {
  const { page } = desk
  await page.goto('/console/outages')
  const reporting = [elsewhere]
  for (const unit of ['8/1', '8/3']) reporting.push(await board_at(`YX/BT/G1/XH/${unit}`, `${unit} 门口`))
  await centre.ask({ do: 'drive', board: elsewhere, command: { do: 'advance', seconds: 400 } })
  const receipts: string[] = []
  for (const board of reporting) receipts.push((await centre.ask<{ receipt: string }>({ do: 'repair', board })).receipt)
  const hint = page.locator('section', { has: page.getByRole('heading', { name: '可能停电' }) })
  await expect(hint).toContainText('新华4号台区')
  await expect(hint).toContainText('3 块终端')
  expect(await serious_findings(page)).toEqual([])
  await picture(page, 'outage-proposed-zh')
  await hint.getByRole('link', { name: /发布停电/ }).click()
  await expect(page.locator('.chips')).toContainText('新华4号台区')
  for (const receipt of receipts) await expect(page.locator('main')).toContainText(receipt)
  await expect(page.getByText(/可达 3 块终端/)).toBeVisible()
  await page.getByRole('button', { name: '发布到终端' }).click()
  await toast(page, '停电信息已发布')
  for (const receipt of receipts) await expect(page.locator('#facts + dl')).toContainText(receipt)
  await page.goto('/console/outages')
  await expect(page.locator('tbody')).toContainText('多户报修')
  await expect(hint).toBeHidden()
})

test('windows are offered, chosen at a board, and decided', async () => {
  test.setTimeout(120_000)
  const { page } = desk
  const start_ms = Date.now() + 10 * 24 * kHour_ms
  await page.goto('/console/outages/new')
  await page.getByText('计划停电').click()
  await pick_target(page, kHere)
  await page.locator('#cause').fill('更换表箱')
  await page.locator('#line').fill('新华2号台区')
  await pick_time(page, '#start', start_ms)
  await pick_time(page, '#etr', start_ms + 2 * kHour_ms)
  await page.getByRole('button', { name: '发布到终端' }).click()
  await toast(page, '停电信息已发布')
  await page.getByRole('button', { name: '让客户选时段' }).click()
  await dialog(page).getByRole('button', { name: '再加一个时段' }).click()
  await dialog(page).getByRole('button', { name: '让客户选时段' }).click()
  await toast(page, '时段已发到终端')
  const windows = page.locator('section', { has: page.getByRole('heading', { name: '检修时段' }) })
  await expect(windows.locator('.window')).toHaveCount(3)

  const outage = id_here(page)
  const { door } = await centre.ask<{ door: string }>({ do: 'choose', board: here, place: kUnit, outage, window: '2' })
  await expect(windows.locator('.window').nth(1)).toContainText('1 户选')
  await windows.locator('summary').click()
  await expect(windows).toContainText(door)
  expect(await serious_findings(page)).toEqual([])
  await picture(page, 'outage-windows-zh')
  await windows.locator('.window').nth(1).getByRole('button').click()
  await toast(page, '时段已确定')
  await expect(windows).toContainText(`确定的时段：${wall(start_ms + 24 * kHour_ms)}`)
  await expect(page.locator('#facts + dl')).toContainText(wall(start_ms + 24 * kHour_ms))
})

test(`a storm: ${kStorm} outages in one list get a new estimate at once; what can't be done says why in its row`, async () => {
  test.setTimeout(180_000)
  const { page, context } = desk
  for (let made = 0; made < kStorm; made += 10)
    await Promise.all(
      Array.from({ length: 10 }, async (_, at) => {
        const place = `YX/BT/G1/XH/${1 + (made % 2)}/${1 + (at % 4)}`
        const body = { kind: 'fault', places: [place], cause: `雷击跳闸 ${made + at + 1}` }
        const answer = await call(context, 'POST', '/outages', body)
        expect(answer.status(), await answer.text()).toBe(201)
      }),
    )
  await page.goto('/console/outages?q=雷击跳闸')
  await page.getByLabel('全选').check()
  await page.getByRole('button', { name: /选中后面的/ }).click()
  const together = page.getByRole('group', { name: '批量处理停电' })
  await expect(together).toContainText(`已选 ${kStorm} 条停电`)
  await expect(page.locator('tbody tr')).toHaveCount(kStorm)
  await together.getByRole('button', { name: '更新进度' }).click()
  await together.getByRole('button', { name: '4 小时' }).click()
  await together.getByLabel('告诉居民的话').fill('雷雨过后逐条巡线。')
  await picture(page, 'outage-storm-zh')
  const begun = Date.now()
  await together.getByRole('button', { name: `更新 ${kStorm} 条` }).click()
  await toast(page, `${kStorm} 条停电已完成`)
  test.info().annotations.push({ type: 'took', description: `${kStorm} in ${Date.now() - begun} ms` })
  await expect(page.locator('tbody .good')).toHaveCount(kStorm)

  await page.goto('/console/outages')
  await page.getByLabel('全选').check()
  await page.getByRole('button', { name: /选中后面的/ }).click()
  await expect(together).toContainText(/已选 2\d\d 条停电/)
  await together.getByRole('button', { name: '已来电' }).click()
  await together.getByRole('button', { name: /条登记来电/ }).click()
  await toast(page, /条已完成，2 条没有完成/)
  const refused = page.locator('tbody tr').filter({ has: page.locator('.bad[role=alert]') })
  await expect(refused).toHaveCount(2)
  await expect(refused.first()).toContainText('更换')
  await expect(together).toContainText('已选 2 条停电')
  await page.goto('/console/audit')
  await expect(page.locator('tbody tr').first()).toContainText('登记恢复送电')
})
