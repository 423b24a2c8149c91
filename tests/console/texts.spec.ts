// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'

const kSources = `${process.env.GRIDBOARD_PROJECT}/sync/console/src`
const texts = (language: string) =>
  JSON.parse(readFileSync(`${kSources}/locale/${language}.json`, 'utf8')) as Record<string, string>
const zh = texts('zh')
const en = texts('en')
const placeholders = (text: string) => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1]))].sort()

function sources(): string {
  return readdirSync(kSources, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(vue|ts)$/.test(name))
    .map((name) => readFileSync(`${kSources}/${name}`, 'utf8'))
    .join('\n')
}

test('every text is there in Chinese and in English, with the same values', () => {
  expect(Object.keys(en)).toEqual(Object.keys(zh))
  for (const [key, text] of Object.entries(zh)) {
    expect(text.trim(), key).not.toBe('')
    expect(en[key]!.trim(), key).not.toBe('')
    expect(placeholders(en[key]!), key).toEqual(placeholders(text))
    expect(en[key], `${key} is Chinese in English`).not.toMatch(/\p{Script=Han}/u)
  }
})

test('every text that the pages ask for is there, and none is there for nothing', () => {
  const code = sources()
  const whole = [...code.matchAll(/\b(?:t|say)\(\s*'([^']+)'/g), ...code.matchAll(/'([a-z_]+\.[a-z_.]+)'/g)].map(
    (found) => found[1]!,
  )
  const begun = [...code.matchAll(/`([a-z_]+\.[a-z_.]*)\$\{/g)].map((found) => found[1]!)
  const asked = [...code.matchAll(/\bt\(\s*'([^']+)'/g)].map((found) => found[1]!)
  for (const key of asked) expect(zh[key], key).toBeDefined()
  for (const key of Object.keys(zh))
    expect(
      whole.includes(key) || begun.some((part) => key.startsWith(part)) || key.endsWith('_words'),
      `${key} is never used`,
    ).toBe(true)
})
