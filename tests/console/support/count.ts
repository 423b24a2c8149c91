// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter'

/** One line a test; the last one counts. */
export default class Count implements Reporter {
  private passed = 0
  private failed = 0

  onTestEnd(test: TestCase, result: TestResult) {
    if (result.status === 'skipped') this.say(`not run  ${test.title}`)
    if (result.status === 'passed') this.passed += 1
    else this.failed += 1
    const notes = test.annotations.map((note) => ` (${note.description})`).join('')
    if (result.status !== 'skipped')
      this.say(
        `${result.status === 'passed' ? 'ok' : 'FAILED'}  ${test.title}${notes}  ${(result.duration / 1000).toFixed(1)} s`,
      )
    for (const error of result.errors) this.say((error.stack ?? error.message ?? '').replace(/\u001b\[\d+m/g, ''))
  }

  onError(error: { message?: string; stack?: string }) {
    this.failed += 1
    this.say(error.stack ?? error.message ?? 'an error')
  }

  onEnd() {
    this.say(`${this.passed} passed, ${this.failed} failed`)
  }

  private say(line: string) {
    process.stdout.write(`${line}\n`)
  }
}
