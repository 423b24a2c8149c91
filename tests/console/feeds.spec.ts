// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
// Outages for everybody, read by software that isn't ours: calendars by ical.js, feeds by rss-parser (and, with every CAP
// message, once more in tests/sync/bulletin/read_by_others.py); a thousand made ones, then one of a live centre.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import ICAL from 'ical.js'
import Parser from 'rss-parser'
import { Centre } from './support/centre'
import { kCommunity, kPassword, kUnit } from './support/desk'

const kOutages = 1000
const kEvents = 20 // of a calendar, see samples.cpp
const kTypes = { customFields: { item: ['published', 'updated'] } }

let folder: string
let moments: number

test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gridboard-feeds-'))
  execFileSync(join(process.env.GRIDBOARD_BUILD!, 'bin', 'bulletin_samples'), [folder, String(kOutages)])
  moments = readdirSync(folder).filter((name) => name.endsWith('.ics')).length
  expect(moments).toBeGreaterThan(5)
})
test.afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

function manifest(): Map<string, { bulletins: number; state: string; fault: boolean }> {
  const lines = readFileSync(join(folder, 'manifest.txt'), 'utf8').trim().split('\n')
  return new Map(
    lines.map((line) => {
      const [outage, bulletins, state, fault] = line.split('\t')
      return [outage!, { bulletins: Number(bulletins), state: state!, fault: fault === '1' }]
    }),
  )
}

function events_of(text: string): ICAL.Event[] {
  const calendar = new ICAL.Component(ICAL.parse(text))
  expect(calendar.getFirstPropertyValue('version')).toBe('2.0')
  for (const zone of calendar.getAllSubcomponents('vtimezone')) {
    ICAL.TimezoneService.register(new ICAL.Timezone(zone))
  }
  return calendar.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event))
}

test('ical.js reads every calendar; UIDs stay, SEQUENCE grows with each change, times carry +08:00', () => {
  const told = manifest()
  const sequences = new Map<string, number>()
  for (let moment = 0; moment < moments; ++moment) {
    const text = readFileSync(join(folder, `${moment}.ics`), 'utf8')
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    const events = events_of(text)
    expect(events).toHaveLength(kEvents)
    expect(new Set(events.map((event) => event.uid)).size).toBe(kEvents)
    for (const event of events) {
      const outage = told.get(event.uid.split('@')[0]!)!
      expect(event.uid).toMatch(/@yunxi\.example$/)
      expect(event.sequence).toBe(Math.min(moment + 1, outage.bulletins))
      expect(event.sequence).toBeGreaterThanOrEqual(sequences.get(event.uid) ?? 1)
      sequences.set(event.uid, event.sequence)
      expect(event.startDate.zone.tzid).toBe('Asia/Shanghai')
      expect(event.startDate.utcOffset()).toBe(8 * 3600)
      expect(event.summary).toBeTruthy()
      const status = event.component.getFirstPropertyValue('status')
      const ended = moment + 1 >= outage.bulletins
      expect(status === 'CANCELLED').toBe(ended && outage.state === 'cancelled')
      // Without an end of its own, ical.js ends an event with its start.
      if (event.component.getFirstProperty('dtend')) {
        expect(event.endDate.compare(event.startDate)).toBe(1)
      } else {
        expect(outage.fault).toBe(true)
      }
    }
    if (moment > 0) expect([...sequences.keys()].sort()).toEqual(events.map((event) => event.uid).sort())
  }
})

test('a calendar keeps texts as they were typed, whatever is in them', () => {
  const all = events_of(readFileSync(join(folder, `${moments - 1}.ics`), 'utf8'))
    .map((event) => `${event.description}\n${event.location}`)
    .join('\n')
  expect(all).toContain('a;b,c\\d:e\nf;g')
  expect(all).toContain('𠮷野家 𪚥')
  expect(all).toContain('SUMMARY:injected')
})

test('rss-parser reads every feed; ids stay, each entry leads to its CAP message', async () => {
  const ids = new Set<string>()
  for (let moment = 0; moment < moments; ++moment) {
    const feed = await new Parser(kTypes).parseString(readFileSync(join(folder, `${moment}.atom`), 'utf8'))
    expect(feed.title).toBe('百塔区 停电信息')
    expect(feed.items).toHaveLength(kEvents)
    for (const item of feed.items) {
      ids.add(item.id as string)
      expect(item.link).toMatch(/^https:\/\/yunxi\.example\/feeds\/cap\/T20261122-\d+\.\d+\.xml$/)
      expect(readFileSync(join(folder, item.link!.split('/').pop()!), 'utf8')).toContain('<alert ')
      expect(item.title).toBeTruthy()
      expect(item.updated).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/)
    }
  }
  expect(ids.size).toBe(kEvents)
})

test('a fault on a live centre: its moved estimates, premature end and reopening reach whoever polls without signing in', async () => {
  const centre = await Centre.start()
  try {
    let cookie = ''
    const done = async (path: string, body: unknown, method = 'POST') => {
      const answer = await fetch(`${centre.address}/api/v1${path}`, {
        method,
        body: JSON.stringify(body),
        headers: { 'X-Gridboard': '1', 'Content-Type': 'application/json', Cookie: cookie },
      })
      const text = await answer.text()
      expect(answer.ok, `${path}: ${text}`).toBe(true)
      cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? cookie
      return (text ? JSON.parse(text) : {}) as { id: string; version: number }
    }
    await done('/session', { name: centre.first.name, password: centre.first.password })
    await done('/session/password', { old: centre.first.password, new: kPassword }, 'PUT')
    const poll = (path: string, tag?: string) =>
      fetch(`${centre.address}${path}`, { headers: tag ? { 'If-None-Match': tag } : {} })
    let outage = await done('/outages', { kind: 'fault', cause: '雷击', places: [kUnit] })
    const tags = new Map<string, string>()
    const feeds = [
      `/feeds/outages.atom?place=${encodeURIComponent(kUnit)}`,
      `/feeds/outages.ics?place=${encodeURIComponent(kCommunity)}`,
      `/feeds/cap/${outage.id}.xml`,
      `/feeds/atom/${outage.id}.xml`,
    ]
    const moves = async () => {
      for (const feed of feeds) {
        const before = tags.get(feed)
        if (before) expect((await poll(feed, before)).status, feed).toBe(304)
      }
    }
    const moved = async (number: number) => {
      for (const feed of feeds) {
        // A server looks once a second whether anything was told.
        await expect.poll(async () => (await poll(feed, tags.get(feed))).status, { timeout: 3000 }).toBe(200)
        const answer = await poll(feed)
        tags.set(feed, answer.headers.get('etag')!)
        const text = await answer.text()
        if (feed.includes('.atom')) {
          const { items } = await new Parser().parseString(text)
          const own = items.filter((item) => item.link!.includes(outage.id))
          expect(own).toHaveLength(1)
          expect(own[0]!.link).toContain(`/feeds/cap/${outage.id}.${number}.xml`)
        } else if (feed.includes('.ics')) {
          const own = events_of(text).filter((event) => event.uid.startsWith(`${outage.id}@`))
          expect(own.map((event) => event.sequence)).toEqual([number])
        } else if (feed.includes('/atom/')) {
          expect(text).toContain(`href="/feeds/cap/${outage.id}.${number}.xml"`)
        } else {
          expect(text).toContain(`<identifier>${outage.id}.${number}</identifier>`)
          const references = /<references>([^<]*)/.exec(text)?.[1]
          expect(references?.split(' ').length ?? 0).toBe(number - 1)
        }
      }
      await moves()
    }
    await moved(1)
    const later = (hours: number) => new Date(Date.now() + hours * 3600_000).toISOString()
    const work: [string, Record<string, unknown>][] = [
      ['steps', { etr: later(2), text: '抢修人员已到现场。' }],
      ['steps', { etr: later(5), text: '电缆需要更换。' }],
      ['restore', {}],
      ['reopen', { reason: '用户反映仍没有电' }],
      ['restore', {}],
    ]
    for (const [index, [what, body]] of work.entries()) {
      outage = await done(`/outages/${outage.id}/${what}`, { ...body, version: outage.version })
      await moved(index + 2)
    }
    const last = await (await poll(feeds[2]!)).text()
    expect(last).toContain('<responseType>AllClear</responseType>')
    expect(last).not.toContain('Z</')
    for (const nowhere of ['/feeds/outages.ics?place=ZZ', `/feeds/outages.atom?place=${kUnit}/501`, '/feeds/x']) {
      expect((await poll(nowhere)).status, nowhere).toBe(404)
    }
  } finally {
    await centre.end()
  }
})
