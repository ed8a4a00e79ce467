import { tanstackRouter } from '@tanstack/router-plugin/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { markdownPages } from './build/markdown-pages.ts'
import { preloadFont } from './build/preload-font.ts'

export default defineConfig({
  plugins: [
    tanstackRouter({ target: 'react', autoCodeSplitting: true, quoteStyle: 'single', semicolons: false, routeFileIgnorePattern: '\\.test\\.' }),
    react(),
    markdownPages(),
    preloadFont(),
  ],
  // The API answers on the same origin in production; in development it runs on its own port.
  server: { proxy: { '/api': 'http://127.0.0.1:3000' } },
  build: {
    target: 'es2023',
    rolldownOptions: {
      // The domain package is pure: a module of it that nothing is imported from has nothing to do in the browser.
      output: {
        // A few files instead of forty: what most pages share comes together; charts, schemas and cron stay with the pages that need them.
        codeSplitting: {
          groups: [
            { name: 'vendor', test: /node_modules[\\/](?!.*(?:echarts|zrender|zod|croner))/, minShareCount: 2 },
            { name: 'shared', test: /src[\\/](?:ui|format|search|features[\\/]frame)[\\/]/, minShareCount: 3 },
          ],
        },
      },
      treeshake: { moduleSideEffects: (id) => !id.includes('/packages/domain/') },
    },
  },
})
