import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'

/** A running product with its demo district, and the browser in front of it. */
export type Stage = { readonly browser: Browser; readonly address: string; readonly password: string }

const sizes = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const
export type Device = keyof typeof sizes

/**
 * A browser window of one person. `faults` gathers what must never happen: errors on the page, requests to elsewhere;
 * `crash` is rejected at the first of them, so that nobody waits for a page that has broken.
 */
export type Window = {
  readonly page: Page
  readonly context: BrowserContext
  readonly faults: string[]
  readonly crash: Promise<never>
}

const screens = join(import.meta.dirname, '..', '..', '..', 'artefacts', 'screens')

export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--use-gl=angle',
      '--use-angle=swiftshader',
    ],
  })

/** Opens a window without an account, on a phone where wanted standing at `here` (degrees WGS 84). */
export async function openWindow(
  stage: Stage,
  device: Device,
  here?: { longitude: number; latitude: number },
): Promise<Window> {
  const context = await stage.browser.newContext({
    baseURL: stage.address,
    viewport: sizes[device],
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    hasTouch: device === 'phone',
    isMobile: device === 'phone',
    ...(here ? { geolocation: { ...here, accuracy: 8 }, permissions: ['geolocation'] } : {}),
  })
  context.setDefaultTimeout(10_000)
  return { context, ...watch(context, stage.address), page: await context.newPage() }
}

type Watched = Pick<Window, 'faults' | 'crash'>

/** Gathers what goes wrong in a window, or in one page of it. */
function watch(of: BrowserContext | Page, address: string): Watched {
  const faults: string[] = []
  let fail: (fault: Error) => void = () => undefined
  const crash = new Promise<never>((_, reject) => {
    fail = reject
  })
  crash.catch(() => undefined)
  const note = (fault: string) => {
    faults.push(fault)
    fail(new Error(fault))
  }
  // A window and a page share these events; only what an error of a script is called differs.
  const events = of as BrowserContext
  events.on('request', (request) => {
    const url = request.url()
    if (!/^(data|blob):/.test(url) && !url.startsWith(address)) note(`a request leaves for ${url}`)
  })
  if ('goto' in of) of.on('pageerror', (error) => note(error.message))
  else of.on('weberror', (error) => note(error.error().message))
  events.on('console', (message) => {
    if (message.type() === 'error') note(`console: ${message.text()} (${message.location().url})`)
  })
  return { faults, crash }
}

/** A further page of a window, as if nobody had used it: what the person did before is not kept in the browser. */
export async function openPage(stage: Stage, { context }: Window): Promise<Window> {
  const page = await context.newPage()
  await page.addInitScript(() => {
    if (sessionStorage.getItem('opened') === null) localStorage.clear()
    sessionStorage.setItem('opened', 'yes')
  })
  return { context, page, ...watch(page, stage.address) }
}

/** Opens a window in which somebody of the demo is signed in already. */
export async function openAs(stage: Stage, username: string, device: Device): Promise<Window> {
  const window = await openWindow(stage, device)
  await post(stage, window, '/api/session', { username, password: stage.password })
  return window
}

let keys = 0

/** Sends a command as the person of the window, for what a story needs but does not tell. Throws unless it succeeds. */
export async function post<T>(stage: Stage, { context }: Window, path: string, data: unknown): Promise<T> {
  const headers = { origin: stage.address, 'idempotency-key': `browser-story-${process.pid}-${++keys}` }
  const reply = await context.request.post(path, { data, headers })
  if (!reply.ok()) throw new Error(`${path} ${reply.status()}: ${await reply.text()}`)
  return reply.json() as Promise<T>
}

/** Gives the collector who is proposed for `place` a task, so that a phone has something to do. The window is a desk's. */
export async function giveTask(stage: Stage, desk: Window, place: unknown): Promise<void> {
  const report = { source: 'hotline', description: '井盖松动', place }
  const { caseId } = await post<{ caseId: string }>(stage, desk, '/api/cases', report)
  const reply = await desk.context.request.get(`/api/cases/${caseId}/collectors`)
  const { items } = (await reply.json()) as { items: { personId: string }[] }
  await post(stage, desk, `/api/cases/${caseId}/ask-confirm`, { collectorId: items[0]?.personId })
}

/** Waits until nothing on the page says that it is loading. */
export async function settle(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' })
  for (const waiting of ['正在载入', '正在打开地图……', '正在查询……']) {
    const signs = page.getByRole('status', { name: waiting }).or(page.getByText(waiting, { exact: true }))
    while ((await signs.count()) > 0) await signs.first().waitFor({ state: 'detached' })
  }
  await page.evaluate(() => document.fonts.ready)
}

/** Keeps a picture of the page under artefacts/screens, for whoever looks at the design. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(screens, { recursive: true })
  await page.screenshot({ path: join(screens, `${name}.png`), animations: 'disabled' })
}

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** What is right is not written down, which takes as long as to look. */
const axeOn = (page: Page): AxeBuilder =>
  new AxeBuilder({ page }).options({ resultTypes: ['violations'], selectors: false }).setLegacyMode(true)

/** What axe finds wrong with the page as it stands, one line for each place. */
export async function barriers(page: Page): Promise<string[]> {
  return found(axeOn(page).withTags(standards))
}

/** Turns the page dark as it stands, keeps a picture of it, and gives what cannot be read in the dark. */
export async function barriersInTheDark(page: Page, name: string): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'dark' })
  const dark = page.locator('html[data-theme="dark"]')
  // A page beside another may be drawn so seldom that it has not heard of the dark yet.
  await dark.waitFor({ state: 'attached', timeout: 3_000 }).catch(() => page.bringToFront())
  await dark.waitFor({ state: 'attached' })
  await settle(page)
  await picture(page, `${name}-dark`)
  return found(axeOn(page).withRules(['color-contrast']))
}

/** Makes the page as narrow as a phone as it stands, keeps a picture, and gives by how many pixels it is then too wide. */
export async function tooWide(page: Page, name: string): Promise<number> {
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize(sizes.phone)
  await settle(page)
  await picture(page, `${name}-narrow`)
  return page.evaluate(() => (document.scrollingElement?.scrollWidth ?? 0) - innerWidth)
}

async function found(axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} — ${failureSummary?.replaceAll(/\s+/g, ' ')}`,
    ),
  )
}
