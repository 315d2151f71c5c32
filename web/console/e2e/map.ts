import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { settle } from './stage.ts'

/** The map of the page once it has drawn. */
export async function mapReady(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1, name: '一张图' }).waitFor()
  await page.getByRole('region', { name: /^城市地图/ }).waitFor()
  await page.locator('.map-box[data-ready=yes]').waitFor()
  await page
    .getByRole('complementary', { name: '视野内列表' })
    .getByText(/^视野内案件/)
    .waitFor()
}

/** Waits until the map within a page has drawn. */
export const mapDrawn = (page: Page): Promise<void> => page.locator('.map-box[data-ready=yes]').waitFor()

/** Finds a road by its pinyin from the one box and goes there on the map, with keys alone. */
export async function searchToMap(page: Page, typed: string): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await page.keyboard.press('/')
  const box = page.getByRole('combobox', { name: '全局搜索' })
  assert.ok(await box.evaluate((element) => element === document.activeElement))
  await page.keyboard.type(typed)
  const places = page.getByRole('group', { name: '地点' })
  await places.getByRole('option').first().waitFor()
  const options = page.getByRole('listbox', { name: '搜索结果' }).getByRole('option')
  const first = await options.evaluateAll((all) =>
    all.findIndex((one) => one.closest('[role=group]')?.textContent?.startsWith('地点')),
  )
  for (let presses = 0; presses <= first; presses++) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByRole('complementary', { name: '选中对象' }).getByRole('heading').first().waitFor()
}

/** Chooses the first case of the list beside the map; the sheet of its facts opens. */
export async function chooseFirst(page: Page): Promise<string> {
  const row = page
    .getByRole('complementary', { name: '视野内列表' })
    .getByRole('button', { name: /\d{13}/ })
    .first()
  const number = (await row.textContent())?.match(/\d{13}/)?.[0] ?? ''
  await row.click()
  const sheet = page.getByRole('complementary', { name: '选中对象' })
  await sheet.getByText(number).waitFor()
  await sheet.getByRole('link', { name: '打开案件' }).waitFor()
  await settle(page)
  return number
}

/** Draws a lasso about the middle of the map by mouse and waits for its counts. */
export async function lasso(page: Page): Promise<void> {
  await page.locator('.map-box[data-ready=yes]').waitFor()
  await page.getByRole('button', { name: '圈选', exact: true }).click()
  await page.getByText(/^按住鼠标在地图上画一圈/).waitFor()
  const box = await page.locator('.map-box canvas').boundingBox()
  assert.ok(box)
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  const at = (turn: number) => [x + 150 * Math.cos(turn), y + 130 * Math.sin(turn)] as const
  await page.mouse.move(...at(0))
  await page.mouse.down()
  for (let step = 1; step <= 20; step++) await page.mouse.move(...at((step / 20) * 2 * Math.PI))
  await page.mouse.up()
  await page.getByRole('complementary', { name: '圈选结果' }).getByRole('row', { name: /^合计/ }).first().waitFor()
  await settle(page)
}

/** Draws the same by keys: a radius about the middle of the map. */
export async function radiusByKeys(page: Page): Promise<void> {
  await page.getByRole('button', { name: '半径', exact: true }).press('Enter')
  await page.getByRole('spinbutton', { name: '半径（米）' }).fill('400')
  await page.getByRole('button', { name: '以地图中心为圆心' }).press('Enter')
  await page.getByRole('complementary', { name: '圈选结果' }).getByText(/^面积/).waitFor()
  await settle(page)
}
