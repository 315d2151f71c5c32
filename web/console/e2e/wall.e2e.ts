import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { type RunningServer, startServer } from '#server/testing/running.ts'
import { barriers, launch, openAs, openWindow, picture, type Stage, settle } from './stage.ts'

let server: RunningServer | undefined
let stage: Stage

before(async () => {
  const [running, browser] = await Promise.all([startServer(), launch()])
  server = running
  stage = { browser, address: running.address, password: running.password }
})

after(async () => {
  await stage?.browser.close()
  await server?.stop()
})

const showings = [
  { name: 'appearance', push: { theme: 'appearance' } },
  { name: 'map', push: { theme: 'map' } },
  { name: 'emergency', push: { theme: 'emergency' } },
  { name: 'scores', push: { theme: 'scores' } },
  { name: 'targets', push: { theme: 'targets' } },
  { name: 'industries', push: { theme: 'industries' } },
  { name: 'view', push: { view: { lon: 107.5232, lat: 31.2085, zoom: 15 } } },
  { name: 'case', push: {} },
] as const

/** Letters under 24 pixels, what stands across the seam of two screens, and what leaves the wall. */
const unreadable = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.wall *')]
      .filter((each) => [...each.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim()))
      .filter((each) => {
        const { left, right, bottom, width } = each.getBoundingClientRect()
        const isSmall = Number.parseFloat(getComputedStyle(each).fontSize) < 24
        const isAcross = each.tagName !== 'FOOTER' && left < 1920 && right > 1920
        return width > 0 && (isSmall || isAcross || right > innerWidth + 1 || bottom > innerHeight + 1)
      })
      .map((each) => each.textContent),
  )

test('every theme, a case and a part of the map are put on the wall and can be read from the last row', async () => {
  const admin = await openAs(stage, 'xitong', 'desk')
  const dispatcher = await openAs(stage, 'diaodu', 'desk')
  let keys = 0
  const send = async (from: typeof admin, path: string, data: object) => {
    const headers = { origin: stage.address, 'idempotency-key': `wall-${process.pid}-${++keys}` }
    const reply = await from.page.request.post(path, { data, headers })
    assert.ok(reply.ok(), await reply.text())
    return reply.json()
  }
  const wall = (await send(admin, '/api/walls', { name: '展示大屏' })) as { deviceId: string; address: string }
  const { items } = (await (await dispatcher.page.request.get('/api/cases?list=open&limit=1')).json()) as {
    items: { number: string }[]
  }
  for (const width of [3840, 1920]) {
    const { page, context } = await openWindow(stage, 'desk')
    await page.setViewportSize({ width, height: 1080 })
    await page.goto(wall.address)
    for (const { name, push } of showings) {
      const caseNumber = name === 'case' ? items[0]!.number : ''
      const rest = { deviceId: wall.deviceId, theme: null, caseNumber, view: null, minutes: 2 }
      const pushed = (await send(dispatcher, '/api/walls/push', { ...rest, ...push })) as { pushId: string }
      await page.getByText('投屏中').waitFor({ timeout: 20_000 })
      await settle(page)
      await page.locator('.wall-map:not([data-ready=yes])').first().waitFor({ state: 'detached', timeout: 60_000 })
      await picture(page, `wall-${name}-${width}`)
      assert.deepEqual([name, await unreadable(page)], [name, []])
      assert.deepEqual(await barriers(page), [])
      await send(dispatcher, `/api/walls/push/${pushed.pushId}/end`, {})
      await page.getByText('投屏中').waitFor({ state: 'detached', timeout: 20_000 })
    }
    await page.goto('/wall/calibrate')
    await picture(page, `wall-calibration-${width}`)
    await context.close()
  }
  await Promise.all([admin.context.close(), dispatcher.context.close()])
})

test('xitong issues a wall’s token; the wall opens at both sizes, keeps its last picture, and goes dark when revoked', async () => {
  const admin = await openAs(stage, 'xitong', 'desk')
  await admin.page.goto('/walls')
  await admin.page.getByLabel('名称').fill('指挥大厅')
  await admin.page.getByRole('button', { name: '发放令牌' }).click()
  const address = await admin.page.getByRole('dialog').getByRole('textbox').inputValue()
  for (const width of [3840, 1920]) {
    const { page, context } = await openWindow(stage, 'desk')
    await page.setViewportSize({ width, height: 1080 })
    await page.goto(address)
    await settle(page)
    await page.getByText('数据截至').waitFor()
    assert.doesNotMatch(page.url(), /#/)
    await picture(page, `wall-${width}`)
    assert.deepEqual(await barriers(page), [])
    const isScrolled = () =>
      page.evaluate(
        () => document.documentElement.scrollHeight > innerHeight || document.documentElement.scrollWidth > innerWidth,
      )
    assert.equal(await isScrolled(), false)
    await page.route('**/wall/picture', (route) => route.fulfill({ status: 503, body: '' }))
    await page.getByText('连接中断，正在重试').waitFor({ timeout: 20_000 })
    assert.match((await page.getByRole('status').textContent()) ?? '', /画面为 \d+ s 前/)
    assert.equal(await page.getByText('数据截至').count(), 1)
    await page.unroute('**/wall/picture')
    await page.getByText('连接中断，正在重试').waitFor({ state: 'detached', timeout: 20_000 })
    await context.close()
  }
  const { page, context } = await openWindow(stage, 'desk')
  await page.goto(address)
  await page.getByText('数据截至').waitFor()
  await admin.page.reload()
  await admin.page
    .getByRole('listitem')
    .filter({ hasText: '指挥大厅' })
    .getByRole('button', { name: /^收 ?回$/ })
    .click()
  await admin.page
    .getByRole('tooltip')
    .getByRole('button', { name: /^收 ?回$/ })
    .click()
  await page.getByRole('heading', { name: '此大屏未授权' }).waitFor({ timeout: 20_000 })
  await Promise.all([context.close(), admin.context.close()])
})
