import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  root: here('.'),
  base: '/wall/',
  plugins: [react()],
  build: {
    outDir: here('../../dist/wall'),
    emptyOutDir: true,
    target: ['chrome87', 'safari14', 'firefox78'],
    assetsInlineLimit: 0,
  },
  // The map's worker is a module.
  worker: { format: 'es' },
  server: { proxy: { '/api': 'http://127.0.0.1:8080', '/tiles': 'http://127.0.0.1:8080' } },
})
