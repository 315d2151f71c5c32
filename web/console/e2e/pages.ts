import type { Page } from 'playwright-core'
import { chooseFirst, lasso, mapReady, radiusByKeys } from './map.ts'
import { desk, phone, type Scene } from './scene.ts'
import { senseScenes } from './sense-pages.ts'
import { settle } from './stage.ts'
import { upkeepScenes } from './upkeep-pages.ts'

export type { Scene } from './scene.ts'

/** Two cells of which the second is sound in no respect: no code, and a surface that crosses itself. */
const badCells = JSON.stringify({
  type: 'FeatureCollection',
  features: [
    feature('5117030010019', [
      [107.5, 31.2],
      [107.501, 31.2],
      [107.501, 31.201],
      [107.5, 31.2],
    ]),
    feature('', [
      [107.51, 31.2],
      [107.511, 31.201],
      [107.511, 31.2],
      [107.51, 31.201],
      [107.51, 31.2],
    ]),
  ],
})

function feature(code: string, ring: readonly (readonly number[])[]) {
  return { type: 'Feature', properties: { code }, geometry: { type: 'Polygon', coordinates: [ring] } }
}

const badComponents =
  '部件标识码,部件名称,主管部门,部件状态,初始日期,经度,纬度\n123,井盖,市政所,完好,20260105,107.5,31.2\n,路灯,市政所,坏,2026,31.2,107.5\n'

async function dryRun(page: Page, kind: string, name: string, text: string): Promise<void> {
  await page.getByRole('radio', { name: new RegExp(`^${kind}`) }).check()
  await page.getByLabel('文件', { exact: true }).setInputFiles({
    name,
    mimeType: 'application/octet-stream',
    buffer: Buffer.from(text),
  })
  await page.getByRole('button', { name: '试导入' }).click()
  await page.getByRole('region', { name: '错误与提醒' }).getByRole('row').nth(1).waitFor()
}

async function makeToken(page: Page): Promise<void> {
  await page.getByLabel('名称').fill(`规划科 QGIS ${Date.now() % 1000}`)
  await page.getByRole('button', { name: '创建令牌' }).click()
  await page.getByRole('dialog').getByLabel('令牌', { exact: true }).waitFor()
}

async function openDrawer(page: Page): Promise<void> {
  await page
    .getByRole('row', { name: /\d{13}/ })
    .first()
    .click()
  const drawer = page.getByRole('dialog')
  await drawer.getByRole('term').first().waitFor()
  await drawer.getByRole('region', { name: /图$/ }).first().waitFor()
}

async function openScore(page: Page): Promise<void> {
  await page.getByRole('row').nth(1).click()
  await page.getByRole('dialog').getByRole('heading', { name: '基础计数' }).waitFor()
}

async function openUnit(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /城市管理监督中心/ })
    .first()
    .click()
  await page.getByRole('heading', { name: '历次变更' }).waitFor()
}

async function openPerson(page: Page): Promise<void> {
  await page.getByRole('row').nth(1).click()
  await page.getByRole('dialog').getByRole('heading', { name: '授予与收回' }).waitFor()
}

async function openTarget(page: Page): Promise<void> {
  await page.getByRole('button', { name: '城市道路路灯亮灯率' }).click()
  await page.getByRole('dialog').getByRole('heading', { name: '修改记录' }).waitFor()
}

async function openSpot(page: Page): Promise<void> {
  await page.getByRole('row', { name: /顽/ }).first().click()
  await page.getByRole('dialog').getByRole('heading', { name: '经过' }).waitFor()
}

/** Once a case has been rested on, its side panels are asked for and its place is drawn. */
async function caseRested(page: Page): Promise<void> {
  await page.getByRole('heading', { name: '办理历程' }).waitFor()
  await page.locator('.map-box[data-ready=yes]').or(page.getByText('尚未定位，登记时只有文字位置。')).first().waitFor()
}

async function openCase(page: Page): Promise<void> {
  await page
    .getByRole('row', { name: /\d{13}/ })
    .first()
    .click()
  await caseRested(page)
}

async function openQueued(page: Page): Promise<void> {
  await page
    .getByRole('row', { name: /\d{13}/ })
    .first()
    .click()
  await page.getByRole('region', { name: '办理' }).getByRole('button').first().waitFor()
}

async function openFilm(page: Page): Promise<void> {
  await openCase(page)
  await page.getByRole('link', { name: '回放' }).click()
  await page.getByRole('slider', { name: '播放位置' }).waitFor()
}

async function fillRegister(page: Page): Promise<void> {
  await page.getByLabel('问题描述').fill('井盖缺失，行人绕行')
  await page.getByLabel('地址', { exact: true }).fill('南滨路169')
  await page.getByRole('option', { name: '南滨路169号' }).first().waitFor({ state: 'attached' })
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '疑似重复' }).waitFor()
}

async function openDestination(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^市级综合平台/ }).click()
  await page.getByRole('heading', { name: '投递记录' }).waitFor()
}

async function openMenu(page: Page): Promise<void> {
  await page.getByRole('button', { name: '菜单', exact: true }).click()
  await page.getByRole('dialog').getByRole('link', { name: '帮助' }).waitFor()
}

async function openTask(page: Page): Promise<void> {
  await page
    .getByRole('row', { name: /\d{13}/ })
    .filter({ hasText: '核实中' })
    .first()
    .click()
  await caseRested(page)
}

async function openSheet(page: Page): Promise<void> {
  await openTask(page)
  await page.getByRole('button', { name: '办理', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: '回复核实' }).click()
  await page.getByRole('dialog').getByLabel('现场说明').waitFor()
}

async function openOnMap(page: Page): Promise<void> {
  await mapReady(page)
  await chooseFirst(page)
}

async function editComponent(page: Page): Promise<void> {
  await page.locator('.map-box[data-ready=yes]').waitFor()
  await page.getByRole('button', { name: '登记部件' }).click()
  await page.getByRole('complementary', { name: '编辑' }).getByLabel('部件小类').waitFor()
}

/** The form of an ancient tree, sent too early: its own attributes with their faults. */
async function editTree(page: Page): Promise<void> {
  await editComponent(page)
  const side = page.getByRole('complementary', { name: '编辑' })
  await side.getByLabel('部件小类').fill('古树')
  await page.locator('.ant-select-item-option', { hasText: '古树名木' }).first().click()
  await side.getByLabel('保护等级').waitFor()
  await side.getByRole('button', { name: '登记并编码' }).click()
  await side.getByText(/处需要改正/).waitFor()
}

const badDevices = '通信协议,终端号,车牌号,设备类型\njt808,13000000001,洒水车 09,洒水车\nmqtt,2,乙,飞船\n'

/** The first cell of the list of cells, opened for a change on the map. */
async function editCell(page: Page): Promise<void> {
  const reply = await page.request.get('/api/cells?limit=1')
  const { items } = (await reply.json()) as { items: { code: string; label: { lon: number; lat: number } }[] }
  const { code, label } = items[0]!
  await page.goto(`/map?at=${label.lon},${label.lat},16&pick=cell:${code}`)
  await page.locator('.map-box[data-ready=yes]').waitFor()
  await page.getByRole('button', { name: '调整网格' }).click()
  const side = page.getByRole('complementary', { name: '编辑' })
  await side.getByRole('radio', { name: '移动公共边' }).click()
  await side.getByRole('group', { name: '相邻网格' }).getByRole('radio').first().click()
  await side.getByText(/拓扑检查通过/).waitFor()
}

/** Cells of the district's last community planned to become one, in a week, and the plan opened. */
async function planChange(page: Page): Promise<void> {
  const planned = await page.request.get('/api/grid/changes?state=planned')
  const { items } = (await planned.json()) as { items: unknown[] }
  if (items.length === 0) await planMerge(page)
  await page.goto('/grid-changes')
  await page.getByRole('button', { name: /合并/ }).first().click()
  await page.getByRole('dialog').getByRole('button', { name: '撤回计划' }).waitFor()
  await page.getByRole('dialog').getByRole('region', { name: '网格调整前后图' }).waitFor()
}

async function planMerge(page: Page): Promise<void> {
  const ask = async <T>(path: string) => (await (await page.request.get(path)).json()) as T
  const cells = await ask<{ items: { code: string }[] }>('/api/cells?limit=500')
  const code = cells.items.at(-1)!.code
  const near = await ask<{ items: { code: string; border: unknown }[] }>(`/api/grid/neighbours?code=${code}`)
  const other = near.items.find(({ border }) => border !== null)!.code
  const day = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10)
  const { token } = await ask<{ token: string }>(`/api/grid/preview?kind=merge&cells=${code},${other}&day=${day}`)
  const done = await page.request.post('/api/grid/changes', {
    data: { kind: 'merge', cells: [code, other], day, token, reason: '两网格同属一个小区，合并管理' },
    headers: { origin: new URL(page.url()).origin, 'idempotency-key': `plan-${Date.now()}` },
  })
  if (!done.ok()) throw new Error(`the merge was not planned: ${await done.text()}`)
}

async function openBeat(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /^调整 / })
    .first()
    .click()
  await page.getByRole('dialog').getByLabel('采集员').waitFor()
}

async function drawOnMap(page: Page): Promise<void> {
  await mapReady(page)
  await lasso(page)
  await page.getByRole('button', { name: '清除圈选' }).click()
  await radiusByKeys(page)
}

/** The console's pages, each for a post that works there. */
export const scenes: readonly Scene[] = [
  desk('home', 'banzhang', '/'),
  desk('list', 'banzhang', '/cases?list=open'),
  desk('list-split', 'banzhang', '/cases?list=open', openCase),
  desk('register', 'shouli', '/register', fillRegister),
  desk('dispatch', 'diaodu', '/dispatch', openQueued),
  phone('phone-dispatch', 'diaodu', '/dispatch'),
  desk('industries', 'xitong', '/industries'),
  phone('phone-industries', 'ducha', '/industries'),
  desk('chronic', 'ducha', '/chronic'),
  desk('chronic-spot', 'ducha', '/chronic', openSpot),
  desk('photo-reuse', 'ducha', '/photo-reuse'),
  desk('map', 'diaodu', '/map', mapReady),
  desk('map-case', 'diaodu', '/map', openOnMap),
  desk('map-lasso', 'banzhang', '/map?layers=case.cell&cells=open', drawOnMap),
  phone('phone-map', 'xiaolin', '/map', mapReady),
  desk('map-edit-component', 'xitong', '/map', editComponent),
  desk('map-edit-tree', 'xitong', '/map', editTree),
  desk('map-edit-cell', 'xitong', '/map', editCell),
  phone('phone-map-edit', 'xitong', '/map', editCell),
  desk('grid-changes', 'xitong', '/grid-changes'),
  desk('grid-change', 'xitong', '/grid-changes', planChange),
  phone('phone-grid-change', 'xitong', '/grid-changes', planChange),
  desk('beats', 'xitong', '/beats'),
  desk('beat', 'xitong', '/beats', openBeat),
  desk('components', 'xitong', '/components'),
  desk('component', 'xitong', '/components', openDrawer),
  desk('cells', 'xitong', '/cells'),
  desk('cell', 'xitong', '/cells', openDrawer),
  desk('imports-cells', 'xitong', '/imports', (page) => dryRun(page, '单元网格', '网格.geojson', badCells)),
  desk('imports-devices', 'xitong', '/imports?kind=devices', (page) => dryRun(page, '设备', '设备.csv', badDevices)),
  desk('imports-components', 'xitong', '/imports', (page) => dryRun(page, '部件', '部件.csv', badComponents)),
  desk('scores', 'ducha', '/scores'),
  desk('score-line', 'ducha', '/scores', openScore),
  desk('score-runs', 'ducha', '/scores/runs'),
  desk('score-rules', 'ducha', '/scores/rules'),
  desk('targets', 'lingdao', '/targets'),
  desk('target', 'ducha', '/targets', openTarget),
  phone('phone-targets', 'lingdao', '/targets'),
  desk('walls', 'xitong', '/walls'),
  phone('phone-walls', 'diaodu', '/walls'),
  desk('access-tokens', 'xitong', '/access-tokens', makeToken),
  phone('phone-access-tokens', 'anquan', '/access-tokens'),
  desk('district-rules', 'xitong', '/district-rules'),
  desk('organisation', 'xitong', '/organisation', openUnit),
  phone('phone-organisation', 'diaodu', '/organisation'),
  desk('duties', 'xitong', '/duties'),
  desk('shifts', 'banzhang', '/duties?tab=shifts'),
  phone('phone-duties', 'diaodu', '/duties'),
  desk('catalogue', 'xitong', '/catalogue'),
  desk('catalogue-national', 'shouli', '/catalogue?tab=national'),
  phone('phone-catalogue', 'xiaolin', '/catalogue'),
  desk('calendar', 'xitong', '/calendar'),
  phone('phone-calendar', 'diaodu', '/calendar'),
  desk('people', 'xitong', '/people'),
  desk('person', 'anquan', '/people', openPerson),
  phone('phone-people', 'anquan', '/people'),
  desk('password', 'shouli', '/password'),
  desk('audit', 'shenji', '/audit'),
  phone('phone-audit', 'shenji', '/audit'),
  desk('notices', 'diaodu', '/notices'),
  desk('templates', 'diaodu', '/notify?open=case.dispatched'),
  desk('destinations', 'xitong', '/notify?tab=destinations', openDestination),
  desk('sms', 'xitong', '/notify?tab=sms'),
  desk('urges', 'ducha', '/urges'),
  desk('appeals', 'ducha', '/appeals'),
  phone('phone-appeals', 'luzheng', '/appeals'),
  desk('declines', 'shouli', '/declines'),
  phone('phone-declines', 'shouli', '/declines'),
  desk('samples', 'ducha', '/samples'),
  desk('draws', 'ducha', '/draws'),
  desk('reviews', 'ducha', '/reviews'),
  desk('film', 'ducha', '/cases?list=open', openFilm),
  phone('phone-film', 'ducha', '/cases?list=open', openFilm),
  desk('bulks', 'diaodu', '/bulks'),
  phone('phone-urges', 'luzheng', '/urges'),
  phone('phone-sample-tasks', 'xiaolin', '/sample-tasks'),
  desk('reports', 'ducha', '/reports'),
  desk('handover', 'banzhang', '/handover'),
  phone('phone-handover', 'banzhang', '/handover'),
  desk('brief', 'lingdao', '/brief'),
  desk('gaming', 'ducha', '/gaming'),
  phone('phone-brief', 'lingdao', '/brief'),
  desk('rules', 'diaodu', '/rules'),
  desk('returns', 'ducha', '/returns'),
  desk('time-limits', 'xitong', '/time-limits'),
  desk('limit-draft', 'xitong', '/time-limits/conditions'),
  phone('phone-limit-draft', 'xitong', '/time-limits/conditions'),
  ...senseScenes,
  ...upkeepScenes,
  desk('help', 'shouli', '/help'),
  desk('style', 'xitong', '/style'),
  phone('phone-style', 'xiaolin', '/style'),
  desk('lost', 'shouli', '/no/such/page'),
  phone('phone-home', 'xiaolin', '/'),
  phone('phone-menu', 'xiaolin', '/', openMenu),
  phone('phone-list', 'xiaolin', '/cases?list=my-tasks'),
  phone('phone-case', 'xiaolin', '/cases?list=my-tasks', openTask),
  phone('phone-step', 'xiaolin', '/cases?list=my-tasks', openSheet),
  phone('phone-chronic', 'ducha', '/chronic'),
  phone('phone-photo-reuse', 'ducha', '/photo-reuse'),
  phone('phone-components', 'xiaolin', '/components'),
  phone('phone-scores', 'lingdao', '/scores'),
  phone('phone-notices', 'luzheng', '/notices'),
  phone('phone-rules', 'diaodu', '/rules'),
  phone('phone-help', 'xiaolin', '/help'),
]

/** Brings a page to where the scene wants it. */
export async function enter(page: Page, { path, open }: Scene): Promise<void> {
  await page.goto(path)
  await settle(page)
  await open?.(page)
  await settle(page)
}
