import { existsSync } from 'node:fs'
import { loadavg } from 'node:os'
import { chromium, type Page } from 'playwright-core'
import { withDatabase } from './database.ts'
import { cookieOf, settleTown, withProduct } from './product.ts'
import { seeded } from './random.ts'
import { type BenchResult, type BenchSkipped, median, percentile, short } from './result.ts'
import { componentCount, enterComponents, strewn } from './tile-data.ts'

/** A frame in low mode takes 50 to 67 ms where a processor of two cores draws (half the pixels, no dots while it moves). */
const bars = { usableSeconds: 4, frameMs: 67, clickMs: 100 }
const clicks = 20
const path = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'

/**
 * The one map over a million components in a browser that draws by its processor, as a desk without a graphics card does: how long
 * until it is usable, how long the frames of panning and zooming are (95 of 100) with the low
 * mode on and off, and how soon a click is answered (95 of 100).
 */
export async function run(): Promise<BenchResult | BenchSkipped> {
  if (!existsSync(path)) return { name: 'map', skipped: 'install Chromium or name it in CHROMIUM_PATH' }
  return withDatabase(4, async (db) => {
    await settleTown(db, ['shouli'])
    const began = performance.now()
    await enterComponents(db.pool, strewn())
    console.log(
      `map: ${short(componentCount)} components entered in ${Math.round((performance.now() - began) / 1000)} s`,
    )
    return withProduct(db, async (address) => {
      const page = await openPage(address)
      try {
        return await measured(page)
      } finally {
        await page.context().browser()?.close()
      }
    })
  })
}

async function measured(page: Page): Promise<BenchResult> {
  // The first reading of a million components is the server's, once after it has started.
  console.log(`map: first opened after ${(await secondsToMap(page)).toFixed(1)} s`)
  const opened = [await secondsToMap(page), await secondsToMap(page), await secondsToMap(page)]
  const usable = median(opened)
  const full = await movedIn(page, '关')
  const low = await movedIn(page, '开')
  const click = percentile(await clicksOf(page), 0.95)
  return {
    name: 'map',
    figure: `usable ${usable.toFixed(1)} s, frame p95 ${Math.round(low)} ms in low mode, ${Math.round(full)} ms in full, click p95 ${Math.round(click)} ms`,
    bar: `≤ ${bars.usableSeconds} s, ≤ ${bars.frameMs} ms in low mode, < ${bars.clickMs} ms`,
    pass: usable <= bars.usableSeconds && low <= bars.frameMs && click < bars.clickMs,
  }
}

/** The 95th of a hundred frames of panning and zooming in one mode; the middle one and the processor's share are printed. */
async function movedIn(page: Page, mode: '开' | '关'): Promise<number> {
  await secondsToMap(page)
  await page.getByRole('radio', { name: mode, exact: true }).check()
  await page.waitForTimeout(2_000)
  const before = await processorMs(page)
  const frames = [...(await framesOf(page, () => pan(page))), ...(await framesOf(page, () => zoom(page)))]
  const work = ((await processorMs(page)) - before) / frames.length
  const slow = percentile(frames, 0.95)
  console.log(
    `map: low mode ${mode}: ${frames.length} frames, median ${Math.round(median(frames))} ms, p95 ${Math.round(slow)} ms; ${work.toFixed(0)} ms of processor a frame in all of the browser; load ${loadavg()[0]!.toFixed(1)}`,
  )
  return slow
}

/** Milliseconds of processor that the browser's processes have had so far: others on the machine do not count. */
async function processorMs(page: Page): Promise<number> {
  const session = await page.context().browser()!.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  return 1000 * processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0)
}

async function openPage(address: string): Promise<Page> {
  const browser = await chromium.launch({
    executablePath: path,
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--use-gl=angle', '--use-angle=swiftshader'],
  })
  const context = await browser.newContext({ baseURL: address, viewport: { width: 1440, height: 900 } })
  const cookies = (await cookieOf(address, 'shouli')).split('; ').map((pair) => {
    const [name = '', value = ''] = pair.split(/=(.*)/)
    return { name, value, url: address }
  })
  await context.addCookies(cookies)
  return context.newPage()
}

/** Seconds from the address to a map that has drawn and answers. */
async function secondsToMap(page: Page): Promise<number> {
  const began = performance.now()
  await page.goto('/map?at=107.45,31.2,15.5')
  await page.locator('.map-box[data-ready=yes]').waitFor({ timeout: 120_000 })
  return (performance.now() - began) / 1000
}

/** Runs in the page: keeps the length of every frame from now on. */
const startTiming = `(() => {
  globalThis.frames = []
  globalThis.isTiming = true
  let last = performance.now()
  const tick = (now) => {
    frames.push(now - last)
    last = now
    if (isTiming) requestAnimationFrame(tick)
  }
  requestAnimationFrame(tick)
})()`

/** The lengths of the frames while something is done, in milliseconds. */
async function framesOf(page: Page, act: () => Promise<void>): Promise<number[]> {
  await page.evaluate(startTiming)
  await act()
  return page.evaluate<number[]>('(() => { isTiming = false; return frames.slice(1) })()')
}

async function middleOf(page: Page): Promise<readonly [number, number]> {
  const box = await page.locator('.map-box canvas').boundingBox()
  if (!box) throw new Error('the map is not to be seen')
  return [box.x + box.width / 2, box.y + box.height / 2]
}

async function pan(page: Page): Promise<void> {
  const [x, y] = await middleOf(page)
  for (let turn = 0; turn < 4; turn++) {
    const way = turn % 2 === 0 ? 1 : -1
    await page.mouse.move(x, y)
    await page.mouse.down()
    for (let step = 1; step <= 40; step++) await page.mouse.move(x + way * step * 6, y + way * step * 3)
    await page.mouse.up()
    await page.waitForTimeout(300)
  }
}

async function zoom(page: Page): Promise<void> {
  const [x, y] = await middleOf(page)
  await page.mouse.move(x, y)
  for (const way of [1, -1, 1, -1])
    for (let step = 0; step < 10; step++) {
      await page.mouse.wheel(0, way * 120)
      await page.waitForTimeout(60)
    }
}

/** How soon clicks on the map are answered by the server, as the browser tells it. */
async function clicksOf(page: Page): Promise<number[]> {
  await page.goto('/map?at=107.45,31.2,17')
  await page.locator('.map-box[data-ready=yes]').waitFor()
  await page.waitForTimeout(3_000)
  const [x, y] = await middleOf(page)
  const random = seeded(3)
  for (let turn = 0; turn < clicks; turn++) {
    const reply = page.waitForResponse((response) => response.url().includes('/api/map/near'))
    await page.mouse.click(x + (random() - 0.5) * 400, y + (random() - 0.5) * 300)
    await reply
    await page.waitForTimeout(250)
  }
  return page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter(({ name }) => name.includes('/api/map/near'))
      .map(({ duration }) => duration),
  )
}
