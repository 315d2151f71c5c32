import type { Page } from 'playwright-core'
import { mapReady } from './map.ts'
import { desk, phone, type Scene } from './scene.ts'

async function openPlan(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /^查看 / })
    .first()
    .click()
  await page.getByRole('dialog').getByRole('heading', { name: '经过' }).waitFor()
}

async function openRecord(page: Page): Promise<void> {
  await openPlan(page)
  await page
    .getByRole('dialog')
    .getByRole('link', { name: /的档案$/ })
    .first()
    .click()
  await page.getByRole('heading', { name: '经过' }).waitFor()
}

async function openThing(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /^检查 / })
    .first()
    .click()
  await page.getByRole('dialog').getByRole('button', { name: '提交' }).waitFor()
}

async function openOrder(page: Page): Promise<void> {
  await page
    .getByRole('row', { name: /GD\d{8}/ })
    .first()
    .click()
  await page.getByRole('dialog').getByRole('heading', { name: '经过' }).waitFor()
}

async function changePlan(page: Page): Promise<void> {
  await openPlan(page)
  await page.getByRole('dialog').getByRole('button', { name: '修改计划' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '保存修改' }).waitFor()
}

async function openOwner(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /^查看 / })
    .first()
    .click()
  await page.getByRole('dialog').getByRole('heading', { name: '增加联系人' }).waitFor()
}

async function fillAttributes(page: Page): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name: '填写属性' }).click()
  await page.getByRole('dialog').getByLabel('灯杆高度').waitFor()
}

async function changeMany(page: Page): Promise<void> {
  await page
    .getByRole('checkbox', { name: /^选择 路灯/ })
    .first()
    .click()
  await page.getByRole('button', { name: '批量改属性' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '预演' }).waitFor()
}

/** Inspections, work orders, owners, attributes and the record of a thing. */
export const upkeepScenes: readonly Scene[] = [
  desk('inspections', 'banzhang', '/inspections'),
  desk('inspection-plan', 'banzhang', '/inspections', openPlan),
  desk('inspection-new', 'banzhang', '/inspections?open=new'),
  desk('inspection-change', 'banzhang', '/inspections', changePlan),
  phone('phone-inspection-change', 'banzhang', '/inspections', changePlan),
  desk('owners', 'diaodu', '/owners'),
  desk('owner', 'diaodu', '/owners', openOwner),
  phone('phone-owner', 'diaodu', '/owners', openOwner),
  desk('component-attributes', 'xitong', '/components?kind=01037&open=51170301037000001', fillAttributes),
  phone('phone-component-attributes', 'xitong', '/components?kind=01037&open=51170301037000001', fillAttributes),
  desk('components-many', 'xitong', '/components?kind=01037', changeMany),
  phone('phone-inspections', 'banzhang', '/inspections'),
  phone('phone-rounds', 'xiaolin', '/rounds'),
  phone('phone-inspect', 'xiaolin', '/rounds', openThing),
  desk('work-orders', 'banzhang', '/work-orders'),
  desk('work-order', 'banzhang', '/work-orders?state=done', openOrder),
  desk('work-order-new', 'diaodu', '/work-orders?open=new'),
  desk('replacements', 'diaodu', '/work-orders?open=replace'),
  phone('phone-work-orders', 'luzheng', '/work-orders'),
  phone('phone-work-order', 'luzheng', '/work-orders?state=begun', openOrder),
  desk('thing', 'banzhang', '/inspections', openRecord),
  desk('map-industries', 'banzhang', '/map?layers=case.industry', mapReady),
]
