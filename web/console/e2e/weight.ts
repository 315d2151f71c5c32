import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'

/** Kilobytes of scripts and styles, each gzipped, that an address loads until its first screen stands. */
export async function weigh(page: Page, address: string, stands: (page: Page) => Promise<void>): Promise<number> {
  const bodies: Promise<Buffer>[] = []
  page.on('response', (response) => {
    if (/\.(js|css)$/.test(new URL(response.url()).pathname)) bodies.push(response.body())
  })
  await page.goto(address)
  await stands(page)
  const sizes = (await Promise.all(bodies)).map((body) => gzipSync(body).length)
  return sizes.reduce((sum, size) => sum + size, 0) / 1024
}
