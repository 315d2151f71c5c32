import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
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
  await admin.page.getByRole('button', { name: /^收 ?回$/ }).click()
  await admin.page
    .getByRole('tooltip')
    .getByRole('button', { name: /^收 ?回$/ })
    .click()
  await page.getByRole('heading', { name: '此大屏未授权' }).waitFor({ timeout: 20_000 })
  await Promise.all([context.close(), admin.context.close()])
})
