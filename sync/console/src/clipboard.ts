// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
import { say } from './i18n'
import { done } from './toasts'

/** Says so once it is there. Where the browser doesn't let a page copy, the text is shown to be copied by hand. */
export async function copy_text(text: string) {
  try {
    await navigator.clipboard.writeText(text)
    done(say('public.copied'))
  } catch {
    window.prompt(say('public.by_hand'), text)
  }
}
