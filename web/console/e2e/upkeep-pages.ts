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

/** Inspections, work orders and the record of a thing. */
export const upkeepScenes: readonly Scene[] = [
  desk('inspections', 'banzhang', '/inspections'),
  desk('inspection-plan', 'banzhang', '/inspections', openPlan),
  desk('inspection-new', 'banzhang', '/inspections?open=new'),
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
