// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface, type Interface } from 'node:readline'

/** The centre and the boards that centre.py runs. */
export class Centre {
  address = ''
  first = { name: '', password: '' }
  private waiting: ((line: string) => void)[] = []

  private constructor(
    private process: ChildProcess,
    lines: Interface,
  ) {
    lines.on('line', (line) => this.waiting.shift()?.(line))
    process.on('exit', () => this.waiting.splice(0).forEach((tell) => tell('{"error": "centre.py ended"}')))
  }

  static async start(): Promise<Centre> {
    const script = `${process.env.GRIDBOARD_PROJECT}/tests/console/centre.py`
    const child = spawn('/usr/bin/python3', [script], { stdio: ['pipe', 'pipe', 'inherit'] })
    const centre = new Centre(child, createInterface(child.stdout!))
    const said = await centre.ask<{ address: string; name: string; password: string }>({ do: 'start' })
    centre.address = said.address
    centre.first = { name: said.name, password: said.password }
    return centre
  }

  async ask<T>(command: Record<string, unknown>): Promise<T> {
    const line = await new Promise<string>((resolve) => {
      this.waiting.push(resolve)
      this.process.stdin!.write(`${JSON.stringify(command)}\n`)
    })
    const answer = JSON.parse(line) as T & { error?: string }
    if (answer.error) throw new Error(answer.error)
    return answer
  }

  async end(): Promise<void> {
    const ended = new Promise((resolve) => this.process.on('exit', resolve))
    this.process.stdin!.end()
    await ended
  }
}
