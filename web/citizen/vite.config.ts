import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { routeTables } from '../kit/route-tables.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  root: here('.'),
  base: '/report/',
  plugins: [
    routeTables(['serve/intake/contract.ts', 'serve/thing/contract.ts', 'analyse/tile/map-contract.ts']),
    react(),
  ],
  build: {
    outDir: here('../../dist/citizen'),
    emptyOutDir: true,
    // The map library, loaded only when asked for.
    chunkSizeWarningLimit: 1200,
    // Older in-app browsers are common among citizens; this is as far back as the build goes without a second bundle.
    target: ['chrome87', 'safari14', 'firefox78'],
    assetsInlineLimit: 0,
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080', '/tiles': 'http://127.0.0.1:8080' } },
})
