// SPDX-FileCopyrightText: 2026 The Gridboard Authors
// SPDX-License-Identifier: Apache-2.0
import vue from '@vitejs/plugin-vue'
import components from 'unplugin-vue-components/vite'
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers'
import { defineConfig } from 'vite'

export default defineConfig({
  base: '/console/',
  plugins: [
    // A space between two words stays one wherever the line is broken.
    vue({ template: { compilerOptions: { whitespace: 'preserve' } } }),
    components({ dts: false, dirs: [], resolvers: [ElementPlusResolver()] }),
  ],
  // Nothing inline: the centre's Content-Security-Policy forbids it.
  build: {
    target: 'chrome100',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1000,
    reportCompressedSize: false,
  },
  define: {
    __VUE_OPTIONS_API__: true,
    __VUE_I18N_FULL_INSTALL__: false,
    __VUE_I18N_LEGACY_API__: false,
    __INTLIFY_PROD_DEVTOOLS__: false,
  },
})
