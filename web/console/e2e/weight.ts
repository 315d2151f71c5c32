import { gzipSync } from 'node:zlib'
import type { Page, Response } from 'playwright-core'

/** Kilobytes of scripts and styles, each gzipped, that an address loads until its first screen stands. */
export async function weigh(page: Page, address: string, stands: (page: Page) => Promise<void>): Promise<number> {
  const bodies: Promise<Buffer>[] = []
  const note = (response: Response) => {
    if (/\.(js|css)$/.test(new URL(response.url()).pathname)) bodies.push(response.body())
  }
  page.on('response', note)
  await page.goto(address)
  await stands(page)
  // What comes later is not part of the first screen, and the page may be gone before it is read.
  page.off('response', note)
  const sizes = (await Promise.all(bodies)).map((body) => gzipSync(body).length)
  return sizes.reduce((sum, size) => sum + size, 0) / 1024
}
