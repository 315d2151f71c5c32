import type { Page } from 'playwright-core'
import { mapDrawn, mapReady } from './map.ts'
import { desk, phone, type Scene } from './scene.ts'

async function openDevice(page: Page): Promise<void> {
  await page.getByRole('row').nth(1).click()
  await page.getByRole('dialog').getByRole('term').first().waitFor()
}

/** A device examined: the report with every check, one of them opened. */
async function examineDevice(page: Page): Promise<void> {
  await openDevice(page)
  await page.getByRole('button', { name: '出具报告' }).click()
  await page.getByRole('dialog').getByRole('link', { name: '打印（PDF）' }).scrollIntoViewIfNeeded()
}

/** The form of a live trial, with the cut chosen. */
async function wishTrial(page: Page): Promise<void> {
  await openDevice(page)
  const cut = page.getByRole('dialog').getByRole('checkbox', { name: /断线/ })
  await cut.check()
  await cut.scrollIntoViewIfNeeded()
}

/** How long values are kept, with the form of one class and what it would drop. */
async function openRetention(page: Page): Promise<void> {
  await page.getByRole('button', { name: '数据留存' }).click()
  await page.getByRole('button', { name: '修改原始报文的留存期' }).click()
  await page.getByRole('dialog').getByRole('status').waitFor()
}

/** The first alarm of the list with its curve. */
async function openAlarm(page: Page): Promise<void> {
  await page.locator('[role=row][data-index="0"]').click()
  await page.getByRole('dialog').getByText('经过').waitFor()
}

/** A stretch of a plan with who passed when. */
async function openStretch(page: Page): Promise<void> {
  await page.getByRole('region', { name: '路段' }).getByRole('button').first().click()
  await page.getByText('谁在何时经过').waitFor()
  await mapDrawn(page)
}

/** The form in which the sign of work of a vehicle is declared. */
async function declareSign(page: Page): Promise<void> {
  await page.getByRole('region', { name: '作业判定依据' }).getByRole('button').first().click()
  await page.getByRole('dialog').getByRole('checkbox').check()
  await page.getByText('信号类型').waitFor()
}

/** The form in which a fence is drawn. */
async function drawFence(page: Page): Promise<void> {
  await page.getByRole('button', { name: '新建围栏' }).click()
  await page.getByText('撤去最后一点').waitFor()
}

/** The form in which the next version of a rule is drafted. */
async function draftAlarmRule(page: Page): Promise<void> {
  await page.getByRole('button', { name: '工地 PM10 持续超限' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '修改' }).click()
  await page.getByRole('button', { name: '保存草稿' }).waitFor()
}

/** The form of who is told of alarms, with whom it would tell. */
async function changeTelling(page: Page): Promise<void> {
  await page.getByRole('button', { name: '修改告知办法' }).click()
  await page.getByRole('button', { name: '发布' }).waitFor()
}

/** Who is told of alarms, read, with whom an alarm of the night would tell. */
async function previewTelling(page: Page): Promise<void> {
  await page.getByRole('region', { name: '预演' }).getByRole('listitem').first().waitFor()
}

/** Devices, what they say, what it means, and where vehicles were. */
export const senseScenes: readonly Scene[] = [
  desk('devices', 'xitong', '/devices'),
  desk('tracks', 'diaodu', '/tracks', mapDrawn),
  desk('coverage', 'diaodu', '/coverage', openStretch),
  desk('fences', 'ducha', '/fences', drawFence),
  desk('alarms', 'banzhang', '/alarms'),
  desk('alarm', 'banzhang', '/alarms?state=all', openAlarm),
  desk('alarm-rules', 'ducha', '/alarm-rules'),
  desk('alarm-rule-draft', 'ducha', '/alarm-rules', draftAlarmRule),
  desk('alarm-telling', 'banzhang', '/alarm-rules?telling=yes', changeTelling),
  desk('coverage-sign', 'diaodu', '/coverage', declareSign),
  phone('phone-alarm-telling', 'ducha', '/alarm-rules?telling=yes', previewTelling),
  phone('phone-alarms', 'diaodu', '/alarms'),
  phone('phone-tracks', 'ducha', '/tracks', mapDrawn),
  phone('phone-coverage', 'lingdao', '/coverage', mapDrawn),
  phone('phone-fences', 'diaodu', '/fences'),
  desk('device', 'xitong', '/devices', openDevice),
  phone('phone-device', 'xitong', '/devices', openDevice),
  desk('device-retention', 'xitong', '/devices', openRetention),
  phone('phone-device-retention', 'xitong', '/devices', openRetention),
  desk('device-acceptance', 'xitong', '/devices', examineDevice),
  phone('phone-device-acceptance', 'xitong', '/devices', examineDevice),
  desk('device-trial', 'xitong', '/devices', wishTrial),
  phone('phone-device-trial', 'xitong', '/devices', wishTrial),
  desk('map-vehicles', 'diaodu', '/map?layers=case.vehicle', mapReady),
]
