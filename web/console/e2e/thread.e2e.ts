import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { phonePhoto } from '#kernel/files/sample-photo.ts'
import { type RunningServer, startServer } from '#server/testing/running.ts'
import * as citizen from './citizen.ts'
import { auditorDay, dispatchByKeys, leaderDay, supervisorDay } from './days.ts'
import * as desk from './desk.ts'
import { workByKeys } from './keyboard.ts'
import { lasso, searchToMap } from './map.ts'
import { enter, scenes } from './pages.ts'
import {
  barriers,
  barriersInTheDark,
  type Device,
  giveTask,
  launch,
  openAs,
  openPage,
  openWindow,
  picture,
  post,
  type Stage,
  settle,
  tooWide,
  type Window,
} from './stage.ts'
import { weigh } from './weight.ts'

/** A door on the beat of the cast's collector, as a phone in front of it finds itself. */
const here = { longitude: 107.52479, latitude: 31.21277 }

let server: RunningServer | undefined
let stage: Stage
const photos: desk.Photo[] = []
let sent: citizen.Sent

before(async () => {
  const [running, browser] = await Promise.all([startServer(), launch()])
  server = running
  stage = { browser, address: running.address, password: running.password }
  for (const seed of [1, 40, 80])
    photos.push({ name: `现场${seed}.jpg`, mimeType: 'image/jpeg', buffer: await phonePhoto({ seed }) })
})

after(async () => {
  await stage?.browser.close()
  await server?.stop()
})

/** The window of somebody at work; what goes wrong on its pages fails the story that opened it. */
async function as(username: string, device: Device, work: (window: Window) => Promise<void>): Promise<void> {
  const window = await openAs(stage, username, device)
  try {
    await at(window, `failed-${username}`, work)
  } finally {
    await window.context.close()
  }
}

async function at(window: Window, failed: string, work: (window: Window) => Promise<void>): Promise<void> {
  try {
    await Promise.race([work(window), window.crash])
    assert.deepEqual(window.faults, [])
  } catch (error) {
    await picture(window.page, failed)
    throw error
  }
}

const windows = new Map<string, Promise<Window>>()

/** A page of its own in the one window of somebody, who signs in once and keeps what the browser has loaded. */
async function scene(
  username: string,
  device: Device,
  name: string,
  work: (page: Page) => Promise<void>,
): Promise<void> {
  const key = `${username} ${device}`
  const window = windows.get(key) ?? openAs(stage, username, device)
  windows.set(key, window)
  const opened = await openPage(stage, await window)
  try {
    await at(opened, `failed-${name}`, ({ page }) => work(page))
  } finally {
    await opened.page.close()
  }
}

let broken = false

/** One act of the thread; once an act has failed the later ones have nothing to go on with. */
function act(sentence: string, play: () => Promise<void>): void {
  test(sentence, async (t) => {
    if (broken) return t.skip('an earlier act failed')
    broken = true
    await play()
    broken = false
  })
}

act('dashen reports a loose manhole from her phone without an account and takes number and code away', async () => {
  const window = await openWindow(stage, 'phone', here)
  sent = await citizen.report(window.page, photos[0]!, async (name) => {
    await settle(window.page)
    await picture(window.page, `citizen-${name}`)
    assert.deepEqual(await barriers(window.page), [], name)
  })
  assert.deepEqual(window.faults, [])
})

act('banzhang may not file what nobody has confirmed, and the button says why', async () => {
  await as('banzhang', 'desk', async ({ page }) => {
    await desk.find(page, sent.number)
    const file = desk.stepButton(page, '立案')
    assert.equal(await file.getAttribute('aria-disabled'), 'true')
    await file.getByText(/^不能办理：.{4,}/).waitFor()
    await picture(page, 'case-refused-step')
    await file.press('Enter')
    assert.equal(await page.getByRole('region', { name: '立案', exact: true }).count(), 0, 'nothing opens')
  })
})

act(
  'shouli signs in, finds the report and sends it to the collector of the beat, who is proposed with a reason',
  async () => {
    const { page, context, faults } = await openWindow(stage, 'desk')
    await desk.signIn(page, 'shouli', stage.password)
    await desk.openFromList(page, '待受理', sent.number)
    const form = await desk.openStep(page, '派发核实')
    await form.getByRole('radio', { name: /林小林.*网格.*在手/, checked: true }).waitFor()
    await desk.send(page, form, '派发核实', '核实中')
    assert.deepEqual(faults, [])
    await context.close()
  },
)

act('xiaolin answers from the spot with a picture', async () => {
  await as('xiaolin', 'phone', async ({ page }) => {
    await desk.openTask(page, sent.number)
    const form = await desk.openStep(page, '回复核实')
    await form.getByRole('radio', { name: '问题属实' }).check()
    await desk.addPhotos(form, '现场照片', [photos[1]!])
    await desk.send(page, form, '回复', '待立案')
  })
})

act('banzhang files it by pinyin initials under a condition whose limit is shown', async () => {
  await as('banzhang', 'desk', async ({ page }) => {
    await desk.openFromList(page, '待立案', sent.number)
    const form = await desk.openStep(page, '立案')
    const category = form.getByRole('combobox', { name: '小类' })
    await category.fill('ysjg')
    await page.getByTitle('雨水井盖异常').first().click()
    await form
      .getByRole('radio', { name: /工作日|小时/ })
      .first()
      .check()
    await form.getByText('处置时限').waitFor()
    await picture(page, 'step-file')
    await desk.send(page, form, '立案', '待派遣')
  })
})

act('diaodu dispatches to the proposed unit, whose reason and load stand beside it', async () => {
  await as('diaodu', 'desk', async ({ page }) => {
    await desk.openFromList(page, '待派遣', sent.number)
    const form = await desk.openStep(page, '派遣')
    await form.getByRole('radio', { name: /市政设施所.*推荐.+在办 \d+ 件/, checked: true }).waitFor()
    await form.getByText(/现在派遣，处置截止/).waitFor()
    await picture(page, 'step-dispatch')
    await desk.send(page, form, '派遣', '待签收')
  })
})

act('luzheng accepts, and reports with pictures from before and after', async () => {
  await as('luzheng', 'desk', async ({ page }) => {
    await desk.openFromList(page, '待签收', sent.number)
    await desk.send(page, await desk.openStep(page, '签收'), '签收', '处置中')
    // Where others wait to be accepted, the desk has gone on to the next of them.
    await desk.openFromList(page, '处置中', sent.number)
    const form = await desk.openStep(page, '反馈处置')
    await desk.addPhotos(form, '处置前照片', [photos[1]!])
    await desk.addPhotos(form, '处置后照片', [photos[2]!])
    await form.getByLabel('处置情况').fill('已更换井盖并垫平')
    await picture(page, 'step-handle')
    await desk.send(page, form, '提交反馈', '待核查')
  })
})

act('shouli has a verifier drawn, banzhang names xiaolin instead, who passes it, banzhang closes', async () => {
  await as('shouli', 'desk', async ({ page }) => {
    await desk.openFromList(page, '待核查', sent.number)
    const form = await desk.openStep(page, '派发核查')
    await form.getByText(/从.+名无关联采集员中抽取 1 人/).waitFor()
    await picture(page, 'step-draw')
    await desk.send(page, form, '派发核查', '核查中')
  })
  await as('banzhang', 'desk', async ({ page }) => {
    await desk.find(page, sent.number)
    const form = await desk.openStep(page, '派发核查')
    await form.getByRole('button', { name: '不抽取，改为指定' }).click()
    await form.getByRole('radio', { name: /林小林/ }).check()
    await form.getByLabel('指定理由').fill('抽中的采集员临时请假')
    await desk.send(page, form, '派发核查', '核查中')
  })
  await as('xiaolin', 'phone', async ({ page }) => {
    await desk.openTask(page, sent.number)
    const form = await desk.openStep(page, '回复核查')
    await form.getByRole('radio', { name: /已处置到位/ }).check()
    await desk.addPhotos(form, '现场照片', [photos[2]!])
    await picture(page, 'phone-step-verify')
    await desk.send(page, form, '回复', '待结案')
  })
  await as('banzhang', 'desk', async ({ page }) => {
    await desk.openFromList(page, '待结案', sent.number)
    const form = await desk.openStep(page, '结案')
    await form.getByRole('radio', { name: /^已解决/, checked: true }).waitFor()
    await desk.send(page, form, '结案', '已结案')
    await picture(page, 'case-closed')
  })
})

act('dashen reads by her code that it is solved and independently verified, and rates it', async () => {
  const { page, context, faults } = await openWindow(stage, 'phone')
  await citizen.lookUp(page, sent.code)
  await page.getByText('已解决（经独立核查）').first().waitFor()
  await page.getByText('市政设施所').first().waitFor()
  await settle(page)
  await picture(page, 'citizen-progress')
  assert.deepEqual(await barriers(page), [])
  await citizen.rate(page)
  await page.getByRole('button', { name: '刷新' }).click()
  assert.deepEqual(faults, [])
  await context.close()
})

test('shouli works by keyboard alone: signs in, walks the list, leaves a form and sends it', async () => {
  await as('shouli', 'desk', async (window) => {
    const place = { text: '南滨路169号', point: { frame: 'WGS84', lon: here.longitude, lat: here.latitude } }
    for (const description of ['路灯不亮', '井盖松动'])
      await post(stage, window, '/api/cases', { source: 'hotline', description, place })
    await giveTask(stage, window, place)
    await window.context.clearCookies()
    await workByKeys(window.page, 'shouli', stage.password)
  })
})

test('diaodu dispatches by keyboard alone', () => as('diaodu', 'desk', ({ page }) => dispatchByKeys(page)))

test('lingdao goes from a number of her brief to its cases and to one of them', () =>
  as('lingdao', 'phone', ({ page }) => leaderDay(page)))

test('ducha follows a score down to a case and watches it as a film', () =>
  as('ducha', 'desk', ({ page }) => supervisorDay(page)))

test('shenji opens an entry of the audit', () => as('shenji', 'desk', ({ page }) => auditorDay(page)))

// Each scene has a page of its own, so that two may be looked at side by side.
describe('every page', { concurrency: 2 }, () => {
  for (const { name, who, device, ...rest } of scenes) {
    test(`the page ${name} of ${who} loads without error, asks nobody else and is open to everyone`, async () => {
      await scene(who, device, name, async (page) => {
        await enter(page, { name, who, device, ...rest })
        await picture(page, name)
        assert.deepEqual(await barriers(page), [])
        if (device === 'phone') return
        assert.deepEqual(await barriersInTheDark(page, name), [])
        assert.ok((await tooWide(page, name)) <= 0, 'the page does not fit a phone')
      })
    })
  }
  after(async () => {
    for (const window of windows.values()) await (await window).context.close()
  })
})

test('diaodu finds a road by its initials, looks at it on the map, and the shared address opens the same view to banzhang', async () => {
  let address = ''
  await as('diaodu', 'desk', async ({ page }) => {
    await page.goto('/')
    await searchToMap(page, 'nbl')
    await lasso(page)
    address = page.url()
    await picture(page, 'map-shared')
  })
  await as('banzhang', 'desk', async ({ page }) => {
    await page.goto(address)
    await page.getByRole('complementary', { name: '圈选结果' }).getByText(/^面积/).waitFor()
    assert.equal(page.url(), address)
  })
})

test('the page of the sign-in and its refusal are open to everyone', async () => {
  const { page, context } = await openWindow(stage, 'phone')
  await page.goto('/login')
  await page.getByLabel('用户名').fill('shouli')
  await page.getByLabel('密码', { exact: true }).fill('not the password')
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('alert').waitFor()
  await picture(page, 'phone-login-refused')
  assert.deepEqual(await barriers(page), [])
  await context.close()
})

test('wairen signs in and is told plainly that nothing is open to somebody without a post', async () => {
  await as('wairen', 'desk', async ({ page }) => {
    await page.goto('/')
    await page.getByText('您还没有岗位').waitFor()
    await picture(page, 'stranger-home')
    assert.deepEqual(await barriers(page), [])
    for (const path of ['/cases?list=open', '/register', '/components', '/cells', '/map', '/imports']) {
      await page.goto(path)
      await page.getByRole('heading', { level: 1, name: '您的岗位不能使用这个页面' }).waitFor()
      assert.equal(await page.getByRole('row').count(), 0, path)
    }
    await picture(page, 'stranger-forbidden')
    assert.deepEqual(await barriers(page), [])
  })
})

test('the first screen of the console weighs at most 330 KB, the map 460 more, that of the citizen at most 110', async (t) => {
  const opened = (heading: string) => (page: Page) => page.getByRole('heading', { name: heading }).waitFor()
  const weights: Record<string, number> = {}
  await as('shouli', 'desk', async ({ page }) => {
    weights.console = await weigh(page, '/', opened('最先到期'))
  })
  await as('shouli', 'desk', async ({ page }) => {
    const stands = (shown: Page) => shown.locator('.map-box[data-ready=yes]').waitFor()
    weights.map = (await weigh(page, '/map', stands)) - weights.console!
  })
  const desk = await openWindow(stage, 'desk')
  weights['sign-in'] = await weigh(desk.page, '/login', opened('登录'))
  const phone = await openWindow(stage, 'phone')
  weights.citizen = await weigh(phone.page, '/report/', opened('拍下问题'))
  await Promise.all([desk.context.close(), phone.context.close()])
  for (const [name, kilobytes] of Object.entries(weights)) {
    t.diagnostic(`${name} ${kilobytes.toFixed(0)} KB`)
    const most = { citizen: 110, map: 460 }[name] ?? 330
    assert.ok(kilobytes <= most, `${name} weighs ${kilobytes.toFixed(0)} KB`)
  }
})
