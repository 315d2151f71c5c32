import type { Page } from 'playwright-core'
import type { Photo } from './desk.ts'

export type Sent = { readonly number: string; readonly code: string }

/** Three screens: picture, place by words and pin, kind of problem. Returns what the citizen takes away. */
export async function report(page: Page, photo: Photo, look: (name: string) => Promise<void>): Promise<Sent> {
  await page.goto('/report/')
  await look('photo-empty')
  await page.getByLabel('拍照').setInputFiles(photo)
  await page.getByText('已上传').waitFor()
  await look('photo')
  await page.getByRole('button', { name: '下一步' }).click()
  await pin(page)
  await look('place')
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByText('道路破损', { exact: true }).click()
  await page.getByLabel('说明', { exact: true }).fill('人行道上雨水井盖松动，踩上去会响')
  await look('what')
  await page.getByRole('button', { name: '提交' }).click()
  await page.getByRole('heading', { name: '已经收到' }).waitFor()
  const number = (await page.getByText(/^\d{13}$/).textContent()) ?? ''
  const code = (await page.getByText(/^([0-9A-Z]{4} ){2}[0-9A-Z]{4}$/).textContent()) ?? ''
  await look('receipt')
  return { number, code }
}

/** Words, then the pin: the phone says roughly where, the citizen moves it a few metres. */
async function pin(page: Page): Promise<void> {
  await page.getByText(/^已定位/).waitFor()
  await page.getByLabel('地点说明').fill('南滨路169号门口')
  await page.getByRole('button', { name: '在地图上标位置' }).click()
  const marker = page.getByRole('button', { name: '图钉：问题的位置' })
  await marker.press('ArrowRight')
  await page.getByText('已在地图上标出位置').waitFor()
}

/** Looks the report up by its code, as on another device, and says what became of it. */
export async function lookUp(page: Page, code: string): Promise<void> {
  await page.goto('/report/#/mine')
  await page.getByLabel('凭查询码查进度').fill(code.toLowerCase())
  await page.getByRole('button', { name: '查询', exact: true }).click()
  await page.getByRole('heading', { name: '办理进度' }).waitFor()
}

export async function rate(page: Page): Promise<void> {
  const solved = page.getByRole('group', { name: '问题解决了吗' })
  await solved.getByText('解决了', { exact: true }).click()
  await page.getByRole('group', { name: '您满意吗' }).getByText('很满意', { exact: true }).click()
  await page.getByRole('button', { name: '提交评价' }).click()
  await page.getByText('谢谢，您的评价已如实记入本案。').waitFor()
}
