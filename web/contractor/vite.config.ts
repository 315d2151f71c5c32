import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { routeTables } from '../kit/route-tables.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  root: here('.'),
  base: '/contractor/',
  plugins: [routeTables(['command/contractor/contract.ts', 'command/owner/letter/contract.ts']), react()],
  build: {
    outDir: here('../../dist/contractor'),
    emptyOutDir: true,
    target: ['chrome87', 'safari14', 'firefox78'],
    assetsInlineLimit: 0,
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
})
