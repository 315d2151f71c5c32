import assert from 'node:assert/strict'
import type { Locator, Page } from 'playwright-core'

/** Presses Tab until `target` has the focus, as a person without a mouse would. Throws after `most` stops. */
export async function tabTo(page: Page, target: Locator, most = 60): Promise<void> {
  await target.first().waitFor()
  for (let stops = 0; stops < most; stops++) {
    if (await hasFocus(target)) return
    await page.keyboard.press('Tab')
  }
  assert.fail(`${target} was not reached in ${most} stops`)
}

const hasFocus = (target: Locator): Promise<boolean> =>
  target.evaluateAll((found) => found.some((element) => element === document.activeElement))

export async function waitForFocus(target: Locator): Promise<void> {
  for (let tries = 0; tries < 50; tries++) {
    if (await hasFocus(target)) return
    await new Promise((next) => setTimeout(next, 100))
  }
  assert.fail(`${target} never got the focus`)
}

async function signInByKeys(page: Page, username: string, password: string): Promise<void> {
  await page.goto('/login')
  await waitForFocus(page.getByLabel('用户名'))
  await page.keyboard.type(username)
  await page.keyboard.press('Tab')
  await page.keyboard.type(password)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '值班总览' }).waitFor()
}

/** From the sign-in to a case sent on its way, with keys alone: a form is opened, left, opened again and sent. */
export async function workByKeys(page: Page, username: string, password: string): Promise<void> {
  await signInByKeys(page, username, password)
  await page.reload()
  await page.getByRole('heading', { name: '值班总览' }).waitFor()
  await page.keyboard.press('Tab')
  await waitForFocus(page.getByRole('link', { name: '跳到正文' }))
  await tabTo(page, page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '待受理' }))
  await page.keyboard.press('Enter')
  await walkList(page)
  const sent = await numberShown(page)
  await cancelAndSend(page)
  await goOnWithTheNext(page, sent)
}

const numberShown = async (page: Page): Promise<string> =>
  (await page.getByRole('heading', { name: /^\d{13}$/ }).textContent()) ?? ''

/** After a step the next case of the list is there with the keyboard on its row; a digit opens a step, ? shows all keys. */
async function goOnWithTheNext(page: Page, sent: string): Promise<void> {
  await waitForFocus(page.locator('[role="row"][aria-selected="true"]').filter({ hasNotText: sent }))
  await page
    .getByRole('heading', { name: /^\d{13}$/ })
    .filter({ hasNotText: sent })
    .waitFor()
  await page.getByRole('button', { name: '派发核实', exact: true }).waitFor()
  await page.keyboard.press('1')
  const form = page.getByRole('region', { name: '派发核实', exact: true })
  await waitForFocus(form.getByRole('heading', { name: '派发核实' }))
  await page.keyboard.press('Escape')
  await form.waitFor({ state: 'detached' })
  await page.keyboard.press('F1')
  const sheet = page.getByRole('dialog', { name: '快捷键' })
  await sheet.getByRole('switch', { name: '单个字母和数字键起作用' }).waitFor()
  await page.keyboard.press('Escape')
  await sheet.waitFor({ state: 'hidden' })
}

/** J and K move one row each, and Enter opens the one that has the focus. */
async function walkList(page: Page): Promise<void> {
  const rows = page.getByRole('grid', { name: '待受理' }).getByRole('row', { name: /\d{13}/ })
  await tabTo(page, rows)
  const first = await focusedText(page)
  await page.keyboard.press('j')
  const second = await waitForOther(page, first)
  await page.keyboard.press('k')
  assert.equal(await waitForOther(page, second), first, 'K goes back to where J came from')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: /^\d{13}$/ }).waitFor()
}

async function cancelAndSend(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: '派发核实', exact: true })
  const form = page.getByRole('region', { name: '派发核实', exact: true })
  const note = form.getByLabel('交代事项')
  await tabTo(page, button)
  await page.keyboard.press('Enter')
  await waitForFocus(form.getByRole('heading', { name: '派发核实' }))
  await tabTo(page, note)
  await page.keyboard.type('先看井圈')
  await page.keyboard.press('Escape')
  await form.waitFor({ state: 'detached' })
  await waitForFocus(button)
  await page.keyboard.press('Enter')
  await tabTo(page, form.getByRole('radio', { checked: true }))
  await tabTo(page, note)
  assert.equal(await note.inputValue(), '', 'a form that was left keeps nothing')
  await page.keyboard.type('看井圈')
  await tabTo(page, form.getByRole('button', { name: '派发核实', exact: true }))
  await page.keyboard.press('Enter')
  await page.getByText('已进入“核实中”').last().waitFor()
}

const focusedText = (page: Page): Promise<string> => page.evaluate(() => document.activeElement?.textContent ?? '')

async function waitForOther(page: Page, before: string): Promise<string> {
  for (let tries = 0; tries < 50; tries++) {
    const now = await focusedText(page)
    if (now !== before && /\d{13}/.test(now)) return now
    await new Promise((next) => setTimeout(next, 100))
  }
  return assert.fail('the focus did not move to another row')
}
