// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, type Page, test } from '@playwright/test'
import { Centre } from './support/centre'
import { begin_account, browser_of, call, kPictures, kUnit, picture, serious_findings } from './support/desk'

// Files of staff: looked at, applied, undone; errors to download; PIN slips to print.
test.describe.configure({ mode: 'serial' })
let centre: Centre
let page: Page
let strange: string[]

test.beforeAll(async ({ browser }) => {
  centre = await Centre.start()
  const admin = await browser_of(browser, centre.address)
  page = admin.page
  strange = admin.strange
  await begin_account(page, centre.first.name, centre.first.password)
})
test.afterAll(async () => {
  await page?.context().close()
  await centre?.end()
})
test.afterEach(() => expect(strange).toEqual([]))

async function choose(kind: string, name: string, text: string) {
  await page.goto('/console/places')
  await page.getByRole('button', { name: '导入' }).click()
  await page.locator('.el-radio-button', { hasText: kind }).click()
  await page.locator('[data-import-file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
  await expect(page.locator('h1')).toHaveText(name)
}
const state = () => page.locator('header [data-import-state]')

const kPlaces =
  '编码,上级,类型,名称\n3,YX/BT/G1/XH,building,三号楼\n77,YX/BT/G1/XH,building,77栋\n1,YX/BT/G1/XH/77,unit,1单元\n'

test('a file is looked at before anything changes, and applied as a whole', async () => {
  await choose('楼栋', '新华社区.csv', kPlaces)
  await expect(state()).toHaveText('等待执行')
  await expect(page.locator('.counts')).toContainText('2 新增')
  await expect(page.locator('.counts')).toContainText('1 修改')
  await expect(page.locator('tr', { hasText: 'YX/BT/G1/XH/3' }).first()).toContainText('三号楼')
  expect((await call(page.context(), 'GET', '/places/one?path=YX/BT/G1/XH/77')).status()).toBe(404)
  expect(await serious_findings(page)).toEqual([])
  await picture(page, 'import-ready-zh')
  await page.getByRole('button', { name: '执行导入' }).click()
  await expect(state()).toHaveText('已执行')
  await page.goto('/console/places?at=YX/BT/G1/XH/77/1')
  await expect(page.locator('#place')).toHaveText('1单元')
})

test('a whole import is undone, unless something stands on it; then it is said what', async () => {
  const board = await call(page.context(), 'POST', '/boards', { place: 'YX/BT/G1/XH/77/1', name: '新楼门口' })
  expect(board.status()).toBe(201)
  await page.goto('/console/imports')
  await page.getByRole('link', { name: '新华社区.csv' }).click()
  await page.getByRole('button', { name: '撤销整次导入' }).click()
  await expect(page.getByRole('alert')).toContainText('1 块终端')
  await expect(state()).toHaveText('已执行')
  await picture(page, 'import-not-undone-zh')

  await choose('客户经理', '客户经理.csv', '编号,姓名,电话\nm77,孙丽,0571-88001234\n')
  await expect(state()).toHaveText('等待执行')
  await page.getByRole('button', { name: '执行导入' }).click()
  await expect(state()).toHaveText('已执行')
  await page.getByRole('button', { name: '撤销整次导入' }).click()
  await expect(state()).toHaveText('已撤销')
  await page.goto('/console/imports')
  await expect(page.locator('tr', { hasText: '客户经理.csv' })).toContainText('已撤销')
})

test('errors say the line, the column and what to do, and leave as a file', async () => {
  const account =
    '户号,单元,门牌,户名,电价\n33,YX/BT/G1/XH/3/2,901,王,residential-annual\n3301049999,YX/NO,902,李,residential-annual\n'
  await choose('住户', '住户.csv', account)
  await expect(state()).toHaveText('有错误')
  await expect(page.locator('tr', { hasText: '户号' }).filter({ hasText: '10 位或 13 位' })).toContainText('2')
  await expect(page.getByRole('button', { name: '执行导入' })).toHaveCount(0)
  await picture(page, 'import-errors-zh')
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '下载错误清单' }).click(),
  ])
  const text = readFileSync((await file.path())!, 'utf8')
  expect(text).toContain('3,单元,YX/NO,')
  await page.getByRole('link', { name: '重新选择文件' }).click()
  await expect(page.locator('.el-radio-button.is-active')).toHaveText('住户')
  await page.goBack()
  await page.getByRole('button', { name: '放弃' }).click()
  await expect(page).toHaveURL(/\/imports$/)
  await expect(page.locator('tr', { hasText: '住户.csv' })).toHaveCount(0)
  expect(await serious_findings(page)).toEqual([])
  await picture(page, 'imports-zh')
})

test('a large file comes in pieces, is applied in batches, and what has moved meanwhile is left and told', async () => {
  const kRows = 10_010
  const rows = Array.from({ length: kRows }, (_, i) => `L${i},,变电站,${'大'.repeat(40)}${i}\n`).join('')
  const file = {
    name: '供电线路.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('编号,上级,类型,名称\n' + rows),
  }
  const pieces = Math.ceil(file.buffer.length / (1 << 20))
  expect(pieces).toBeGreaterThan(1)
  await page.goto('/console/imports')
  await page.locator('.el-radio-button', { hasText: '供电线路' }).click()
  // The last piece waits for us, and is lost once on its way.
  let let_go = () => {}
  const held = new Promise<void>((resume) => (let_go = resume))
  let tries = 0
  await page.route('**/pieces?*', async (route) => {
    if (
      !route
        .request()
        .url()
        .includes(`number=${pieces - 1}&`)
    )
      return route.continue()
    await held
    return ++tries === 1 ? route.abort() : route.continue()
  })
  await page.locator('[data-import-file]').setInputFiles(file)
  await expect(page.locator('[data-upload]')).toContainText(`${pieces - 1}.0 / `)
  expect(await serious_findings(page)).toEqual([])
  await picture(page, 'import-uploading-zh')
  let_go()
  await expect(state()).toHaveText('等待执行', { timeout: 60_000 })
  expect(tries).toBe(2)
  await expect(page.getByText('会分批执行')).toBeVisible()
  const large = page.url()

  await choose('供电线路', '一条.csv', '编号,上级,类型,名称\nL7,,变电站,别的名称\n')
  await expect(state()).toHaveText('等待执行')
  await page.getByRole('button', { name: '执行导入' }).click()
  await expect(state()).toHaveText('已执行')

  await page.goto(large)
  // However quick the centre is: the first look finds it midway, and the next waits until that has been seen.
  const kOne = /\/api\/v1\/imports\/[^/?]+(\/apply)?$/
  let go_on = () => {}
  const seen = new Promise<void>((resume) => (go_on = resume))
  let looks = -1
  await page.route(kOne, async (route) => {
    if (route.request().method() === 'POST') looks = 0
    if (looks < 0 || route.request().method() === 'POST') return route.continue()
    if (++looks > 1) {
      await seen
      return route.continue()
    }
    const answer = await route.fetch()
    const said = (await answer.json()) as { import: Record<string, unknown> }
    const way = { done: 1000, total: said.import.total }
    Object.assign(said.import, { state: 'applying', ...way, run: { work: 'applying', ...way } })
    await route.fulfill({ response: answer, json: said })
  })
  await page.getByRole('button', { name: '执行导入' }).click()
  await expect(page.locator('[role=status]').filter({ hasText: '分批执行' })).toContainText('1,000 / 10,010')
  go_on()
  await page.unroute(kOne)
  await expect(state()).toHaveText('已执行', { timeout: 60_000 })
  await expect(page.locator('.counts')).toContainText('10,009 新增')
  await expect(page.locator('.counts')).toContainText('1 未导入')
  await expect(page.locator('tr', { hasText: '检查之后又有变化' })).toContainText('L7')
  expect(await serious_findings(page)).toEqual([])
  await picture(page, 'import-left-zh')
  await page.getByRole('button', { name: '撤销整次导入' }).click()
  await expect(state()).toHaveText('已撤销', { timeout: 60_000 })
  await expect(page.locator('.counts')).not.toContainText('未')
})

test('an upload that is stopped leaves nothing behind', async () => {
  await page.goto('/console/imports')
  await page.route('**/pieces?*', () => {}) // never answered
  const buffer = Buffer.from('编号,姓名\nm88,孙丽\n')
  await page.locator('[data-import-file]').setInputFiles({ name: '停.csv', mimeType: 'text/csv', buffer })
  await page.getByRole('button', { name: '停止上传' }).click()
  await expect(page.locator('[data-upload]')).toHaveCount(0)
  await expect(page.getByRole('alert')).toHaveCount(0)
  await page.unroute('**/pieces?*')
  await page.goto('/console/imports')
  await expect(page.locator('tr', { hasText: '供电线路.csv' })).toContainText('已撤销')
  await expect(page.locator('tr', { hasText: '停.csv' })).toHaveCount(0)
})

test('PIN slips of a unit are a PDF that is made once', async () => {
  test.setTimeout(180_000) // each PIN is hashed, which is meant to take its time
  await page.goto(`/console/places?at=${kUnit}`)
  await page.getByRole('button', { name: '打印查询密码' }).click()
  await page.getByText('已有密码的也重发').click()
  await picture(page, 'pin-slips-zh')
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '生成 PDF' }).click(),
  ])
  expect(file.suggestedFilename()).toMatch(/^查询密码.*\.pdf$/)
  await file.saveAs(`${kPictures}/pin-slips.pdf`) // for people to look at, like the pictures
  const words = execFileSync('pdftotext', ['-enc', 'UTF-8', (await file.path())!, '-']).toString()
  expect(words).toContain('新华社区 三号楼 2单元')
  expect(words.match(/^\d{3} \d{3}$/gm)?.length).toBeGreaterThan(1)
  await page.getByRole('button', { name: '打印查询密码' }).click()
  await page.getByRole('button', { name: '生成 PDF' }).click()
  await expect(page.getByRole('alert').first()).toContainText('都已有密码')
})
