// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
import { computed } from 'vue'
import { createI18n } from 'vue-i18n'
import en from './locale/en.json'
import zh from './locale/zh.json'

export type Language = 'zh' | 'en'
const kStored = 'gridboard.language'

export const i18n = createI18n({
  legacy: false,
  locale: (localStorage.getItem(kStored) === 'en' ? 'en' : 'zh') as Language,
  fallbackLocale: 'zh',
  flatJson: true,
  messages: { zh, en },
})

export const language = computed(() => i18n.global.locale.value as Language)

export function choose_language(chosen: Language) {
  i18n.global.locale.value = chosen
  localStorage.setItem(kStored, chosen)
  document.documentElement.lang = chosen === 'zh' ? 'zh-CN' : 'en'
}

/** For code outside of components. */
export function say(key: string, values: Record<string, unknown> = {}): string {
  return i18n.global.t(key, values)
}
