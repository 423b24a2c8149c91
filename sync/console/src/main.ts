// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
import 'dayjs/locale/zh-cn'
import { createApp } from 'vue'
import App from './App.vue'
import { choose_language, i18n, language } from './i18n'
import { listen_for_keys } from './keys'
import { router } from './router'
import './styles.css'

choose_language(language.value)
listen_for_keys(router)
createApp(App).use(i18n).use(router).mount('#app')
