import assert from 'node:assert/strict'
import type { Locator, Page } from 'playwright-core'
import { tabTo, waitForFocus } from './keyboard.ts'
import { settle } from './stage.ts'

const numbered = /\d{13}/

const caseHeading = (page: Page): Locator => page.getByRole('heading', { name: /^\d{13}$/ })

/** diaodu without a mouse: walks the queue, opens the form by a digit, sends to the proposed unit, and the next case is there. */
export async function dispatchByKeys(page: Page): Promise<void> {
  await page.goto('/dispatch')
  const rows = page.getByRole('grid', { name: '派遣台' }).getByRole('row', { name: numbered })
  await rows.first().waitFor()
  await page.keyboard.press('Tab')
  await waitForFocus(page.getByRole('link', { name: '跳到正文' }))
  await page.keyboard.press('Enter')
  await tabTo(page, rows, 12)
  await page.keyboard.press('Enter')
  await caseHeading(page).waitFor()
  const number = (await caseHeading(page).textContent()) ?? ''
  await page.getByRole('button', { name: '派遣', exact: true }).waitFor()
  await page.keyboard.press('1')
  const form = page.getByRole('region', { name: '派遣', exact: true })
  await waitForFocus(form.getByRole('heading', { name: '派遣' }))
  await form.getByRole('radio', { checked: true }).waitFor()
  await tabTo(page, form.getByRole('button', { name: '派遣', exact: true }))
  await page.keyboard.press('Enter')
  await page.getByText(`${number} → 待签收`).waitFor()
  await rows.filter({ hasText: number }).waitFor({ state: 'detached' })
}

/** lingdao on her phone: a number of the brief, the cases behind it, one of them; two touches from number to case. */
export async function leaderDay(page: Page): Promise<void> {
  await page.goto('/brief')
  await page.getByRole('heading', { name: '领导专报' }).waitFor()
  const number = page.getByRole('link', { name: /^已超时 \d+/ })
  const claimed = Number(/\d+/.exec((await number.textContent()) ?? '')?.[0])
  await number.click()
  await page.getByRole('heading', { level: 1, name: '已超时' }).waitFor()
  await page.getByText(`共 ${claimed} 件`).first().waitFor()
  await page.getByRole('row', { name: numbered }).first().click()
  await page.getByRole('heading', { name: numbered }).first().waitFor()
}

/** ducha from a score down to a case, and that case as a film from its first event to its last. */
export async function supervisorDay(page: Page): Promise<void> {
  await page.goto('/scores')
  await page.getByRole('row').nth(1).click()
  const sheet = page.getByRole('dialog')
  const count = sheet.getByRole('button', { name: /^处置数 \d+/ })
  const claimed = Number(/\d+/.exec((await count.textContent()) ?? '')?.[0])
  await count.click()
  const link = page.getByRole('link', { name: numbered })
  await link.first().waitFor()
  assert.ok((await link.count()) <= claimed, 'no more cases than the number says')
  await link.first().click()
  await page.getByRole('link', { name: '回放' }).click()
  const position = page.getByRole('slider', { name: '播放位置' })
  await position.waitFor()
  await settle(page)
  await position.focus()
  await page.keyboard.press('Home')
  const first = await position.getAttribute('aria-valuetext')
  await page.keyboard.press('End')
  assert.notEqual(await position.getAttribute('aria-valuetext'), first)
}

/** shenji reads who signed in and who looked behind a mask; nobody of the other administrators may. */
export async function auditorDay(page: Page): Promise<void> {
  await page.goto('/audit')
  await page.getByRole('row').nth(1).waitFor()
  await page.getByRole('row').nth(1).click()
  await page.getByRole('dialog').getByRole('term').first().waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}
