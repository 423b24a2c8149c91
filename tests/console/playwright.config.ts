// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: '.',
  workers: 2, // each file has a centre and boards of its own, and mostly waits for them
  timeout: 60_000,
  expect: { timeout: 10_000 },
  outputDir: 'failures',
  reporter: [['./support/count.ts']],
  use: {
    launchOptions: { executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] },
    screenshot: 'only-on-failure',
  },
})
