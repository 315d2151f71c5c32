import type { Locator, Page } from 'playwright-core'

/** A picture as a file chosen by a person. */
export type Photo = { readonly name: string; readonly mimeType: string; readonly buffer: Buffer }

export async function signIn(page: Page, username: string, password: string): Promise<void> {
  await page.goto('/login')
  await page.getByLabel('用户名').fill(username)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('heading', { name: '值班总览' }).waitFor()
}

/** Opens a case from a work list at a desk, where it then stands beside the list. */
export async function openFromList(page: Page, list: string, number: string): Promise<void> {
  await page.goto('/')
  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: list }).click()
  await page.getByRole('row').filter({ hasText: number }).click()
  await page.getByRole('heading', { name: number }).waitFor()
}

/** Goes straight to a case by its number, from wherever the desk is. */
export async function find(page: Page, number: string): Promise<void> {
  await page.goto('/')
  await page.getByRole('combobox', { name: '全局搜索' }).fill(number)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: number }).waitFor()
}

/** Opens a task on a phone: from the overview to the list, from the list to the case, and there the sheet of steps. */
export async function openTask(page: Page, number: string): Promise<void> {
  await page.goto('/')
  await page.getByRole('region', { name: '我的工作列表' }).getByRole('link', { name: '我的任务' }).click()
  await page.getByRole('row').filter({ hasText: number }).click()
  await page.getByRole('heading', { name: number }).waitFor()
  await page.getByRole('button', { name: '办理', exact: true }).click()
}

export const stepButton = (page: Page, step: string): Locator => page.getByRole('button', { name: step, exact: true })

/** Opens the form of a step. */
export async function openStep(page: Page, step: string): Promise<Locator> {
  await stepButton(page, step).click()
  const form = page.getByRole('region', { name: step, exact: true })
  await form.waitFor()
  return form
}

/** Sends an open form and waits until the person is told where the case went. */
export async function send(page: Page, form: Locator, button: string, stage: string): Promise<void> {
  await form.getByRole('button', { name: button, exact: true }).click()
  await page.getByText(`已进入“${stage}”`).last().waitFor()
}

/** Chooses pictures by the button of a field and waits until these too have arrived. */
export async function addPhotos(form: Locator, field: string, photos: readonly Photo[]): Promise<void> {
  const arrived = form.getByText('已上传')
  const before = await arrived.count()
  const chooser = form.page().waitForEvent('filechooser')
  await form.getByLabel(field).click()
  await (await chooser).setFiles([...photos])
  await arrived.nth(before + photos.length - 1).waitFor()
}
