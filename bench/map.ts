import { existsSync } from 'node:fs'
import { chromium, type Page } from 'playwright-core'
import { loadComponents, type NewComponent } from '#city/component/store.ts'
import { point } from '#city/place/frame.ts'
import { lamp } from '#server/testing/lamps.ts'
import { town } from '#server/testing/town.ts'
import { withDatabase } from './database.ts'
import { cookieOf, settleTown, withProduct } from './product.ts'
import { seeded } from './random.ts'
import { type BenchResult, type BenchSkipped, median, percentile } from './result.ts'

const count = 1_000_000
/** The same ground as the benchmark of tiles. */
const area = { west: 107.3, east: 107.6, south: 31.05, north: 31.35 }
const bars = { usableSeconds: 4, frameMs: 50, clickMs: 100 }
const clicks = 20
const path = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'

/**
 * The one map over a million components in a browser that draws by its processor, as a desk without a graphics card does: how long
 * until it is usable, how long the frames of panning and zooming are (95 of 100), and how soon a click is answered (95 of 100).
 */
export async function run(): Promise<BenchResult | BenchSkipped> {
  if (!existsSync(path)) return { name: 'map', skipped: 'install Chromium or name it in CHROMIUM_PATH' }
  return withDatabase(4, async (db) => {
    await settleTown(db, ['shouli'])
    const began = performance.now()
    await db.pool.transaction((tx) =>
      loadComponents(tx, town.districtId, strewn(), { by: 'bench', at: new Date(), change: 'imported' }),
    )
    console.log(`map: ${count} components loaded in ${Math.round((performance.now() - began) / 1000)} s`)
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
  const frames = [...(await framesOf(page, () => pan(page))), ...(await framesOf(page, () => zoom(page)))]
  const frame = percentile(frames, 0.95)
  console.log(`map: ${frames.length} frames, median ${Math.round(median(frames))} ms`)
  const click = percentile(await clicksOf(page), 0.95)
  return {
    name: 'map',
    figure: `usable ${usable.toFixed(1)} s, frame p95 ${Math.round(frame)} ms, click p95 ${Math.round(click)} ms`,
    bar: `≤ ${bars.usableSeconds} s, ≤ ${bars.frameMs} ms, < ${bars.clickMs} ms`,
    pass: usable <= bars.usableSeconds && frame <= bars.frameMs && click < bars.clickMs,
  }
}

function* strewn(): Generator<NewComponent> {
  const random = seeded(11)
  for (let at = 0; at < count; at++) {
    const kind = `01${String((at % 40) + 1).padStart(3, '0')}`
    yield {
      ...lamp(1),
      code: `513399${kind}${String(Math.floor(at / 40) + 1).padStart(6, '0')}`,
      place: point(area.west + random() * (area.east - area.west), area.south + random() * (area.north - area.south)),
    }
  }
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
