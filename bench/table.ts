import { cpus, loadavg } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { type Browser, chromium, type Page } from 'playwright-core'
import { buildScreensOnce } from '#server/screens-build.ts'
import { prepareCases } from './cases.ts'
import { type BenchDatabase, withDatabase } from './database.ts'
import { cookieOf, settleTown, withProduct } from './product.ts'
import { type BenchResult, median, percentile, short } from './result.ts'

const fpsBar = 50
const paintBar = 50
const cases = 100_000
const batch = 10_000
const scrollSeconds = 10
const pixelsPerFrame = 100
const presses = 40

/**
 * The queue of a hundred thousand open cases in Chromium against the real server: frames a second while it is scrolled by two
 * rows a frame, and the time from the key J to the next case standing on the screen, as somebody who works the list presses it.
 */
export async function run(): Promise<BenchResult> {
  await buildScreensOnce((line) => console.log(`table: ${line}`))
  return withDatabase(4, async (db) => {
    await fill(db)
    return withProduct(db, async (address) => {
      const browser = await chromium.launch({
        executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
        args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
      })
      try {
        const page = await openQueue(browser, address)
        await untilQuiet()
        const idle = await idleFrames(page)
        const { fps, rows, work } = await scroll(page)
        console.log(
          `table: ${short(fps)} frames/s over ${scrollSeconds} s, down to row ${rows}; the idle page has ${short(idle)}; the main thread works ${work.all.toFixed(1)} ms a frame, ${work.script.toFixed(1)} ms of it scripts; load ${loadavg()[0]!.toFixed(1)}`,
        )
        const paints = await walk(page)
        const [middle, slow] = [median(paints), percentile(paints, 0.95)]
        return {
          name: 'table',
          figure: `${fps.toFixed(1)} fps in ${short(cases)} rows (idle ${idle.toFixed(0)}, ${work.all.toFixed(1)} ms of main thread a frame), J paints in ${middle.toFixed(0)} ms (p95 ${slow.toFixed(0)} ms)`,
          bar: `≥ ${fpsBar} fps, J ≤ ${paintBar} ms`,
          pass: fps >= fpsBar && middle <= paintBar,
        }
      } finally {
        await browser.close()
      }
    })
  })
}

async function fill(db: BenchDatabase): Promise<void> {
  const people = await settleTown(db, ['shouli'])
  const began = performance.now()
  for (let after = 0; after < cases; after += batch) await prepareCases(db.pool, people, batch, new Date(), after)
  await db.pool.pg.query('vacuum (analyze) city.case')
  console.log(`table: ${short(cases)} cases written in ${short((performance.now() - began) / 1000)} s`)
}

async function openQueue(browser: Browser, address: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: address, viewport: { width: 1440, height: 900 } })
  const cookies = (await cookieOf(address, 'shouli')).split('; ').map((one) => one.split('='))
  await context.addCookies(cookies.map(([name = '', value = '']) => ({ name, value, url: address })))
  const page = await context.newPage()
  await page.goto('/cases?list=open')
  await page.getByRole('grid').getByRole('row').nth(5).waitFor()
  return page
}

const quietMs = 300_000

/** Waits until the product has done what a hundred thousand cases at once gave it to do. */
async function untilQuiet(): Promise<void> {
  const until = performance.now() + quietMs
  const times = () => {
    const all = cpus().map((core) => core.times)
    const sum = (pick: (times: (typeof all)[number]) => number) => all.reduce((total, each) => total + pick(each), 0)
    return {
      idle: sum(({ idle }) => idle),
      all: sum(({ idle, user, nice, sys, irq }) => idle + user + nice + sys + irq),
    }
  }
  while (performance.now() < until) {
    const before = times()
    await pause(2_000)
    const after = times()
    if ((after.idle - before.idle) / (after.all - before.all) > 0.9) return
  }
  console.log('table: the machine did not come to rest')
}

// What runs in the page is text: the server's own code, which this is checked with, knows no document.

/** Frames a second while nothing is done: what this machine gives at this moment at best. */
const idleFrames = (page: Page): Promise<number> =>
  page.evaluate(`new Promise((done) => {
    const began = performance.now()
    let frames = 0
    const frame = () => {
      const past = performance.now() - began
      if (past >= 2000) return done((frames * 1000) / past)
      frames += 1
      requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
  })`)

/** Milliseconds of processor that the page's main thread has had so far: others on the machine do not count. */
type Work = { readonly all: number; readonly script: number }

async function workMeter(page: Page): Promise<() => Promise<Work>> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    const msOf = (name: string) => 1000 * (metrics.find((metric) => metric.name === name)?.value ?? Number.NaN)
    return { all: msOf('TaskDuration'), script: msOf('ScriptDuration') }
  }
}

/** Scrolls by so many pixels in every frame, as a wheel that is held does, and counts the frames. */
async function scroll(page: Page): Promise<{ fps: number; rows: number; work: Work }> {
  const work = await workMeter(page)
  const before = await work()
  const { frames, seconds, rows } = await page.evaluate<{ frames: number; seconds: number; rows: number }>(scrolling)
  const after = await work()
  return {
    fps: frames / seconds,
    rows,
    work: { all: (after.all - before.all) / frames, script: (after.script - before.script) / frames },
  }
}

const scrolling = `new Promise((done) => {
    const grid = document.querySelector('[role="grid"]')
    const began = performance.now()
    let frames = 0
    const frame = () => {
      const past = performance.now() - began
      if (past >= ${scrollSeconds * 1000}) {
        const last = [...grid.querySelectorAll('[role="row"][aria-rowindex]')].at(-1)
        return done({ frames, seconds: past / 1000, rows: Number(last.getAttribute('aria-rowindex')) })
      }
      frames += 1
      grid.scrollTop += ${pixelsPerFrame}
      requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
  })`

/** Takes down the time from each key to the frame after another case stood there. */
const stopwatch = `
  window.taken = []
  const shown = () => document.querySelector('#case-number')?.textContent
  addEventListener('keydown', ({ timeStamp }) => {
    const before = shown()
    const look = () => {
      if (shown() === before || shown() === undefined) requestAnimationFrame(look)
      else requestAnimationFrame(() => window.taken.push(performance.now() - timeStamp))
    }
    requestAnimationFrame(look)
  }, true)
`

/** Opens a case and goes on with J as somebody does who reads: the neighbour is fetched meanwhile. */
async function walk(page: Page): Promise<number[]> {
  await page.goto('/cases?list=open')
  await page.getByRole('grid').getByRole('row').nth(3).click()
  await page.locator('#case-number').waitFor()
  await page.locator('[role="row"][aria-selected="true"]').focus()
  await page.evaluate(stopwatch)
  for (let press = 1; press <= presses; press++) {
    await page.waitForTimeout(300)
    await page.keyboard.press('j')
    // The page's own policy forbids what a function that is waited for would need.
    while ((await page.evaluate<number>('window.taken.length')) < press) await page.waitForTimeout(20)
  }
  return page.evaluate('window.taken')
}
