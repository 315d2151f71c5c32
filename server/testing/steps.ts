import assert from 'node:assert/strict'
import type { Story } from './story.ts'
import { inTown } from './town.ts'

/** The body of a reply that must have succeeded. */
export async function must(reply: ReturnType<Story['get']>) {
  const { status, body } = await reply
  assert.equal(status, 200, JSON.stringify(body))
  return body
}

/** A case of 雨水井盖, filed and waiting for a unit. */
export async function filed(s: Story): Promise<string> {
  const { get, post } = s
  const opened = await must(
    post('xiaolin', '/api/cases', { source: 'collector', description: '井盖缺角', place: { point: inTown } }),
  )
  const at = `/api/cases/${opened.caseId}`
  const conditions = await must(get('banzhang', '/api/categories/conditions?kind=component&code=01003'))
  await must(post('banzhang', `${at}/file`, { conditionId: conditions.items[0].conditionId }))
  return at
}

/** A case in the hands of the roads office. */
export async function inHand(s: Story): Promise<string> {
  const at = await filed(s)
  await must(s.post('diaodu', `${at}/dispatch`, { unitId: 'roads' }))
  await must(s.post('luzheng', `${at}/accept`))
  return at
}

/** A case that the roads office says it has handled, waiting to be verified. */
export async function inHandled(s: Story): Promise<string> {
  const at = await inHand(s)
  await must(s.post('luzheng', `${at}/handle`, { note: '已修复', after: [await s.photo('luzheng')] }))
  return at
}

/** A case closed as solved after a verification that was drawn. */
export async function closed(s: Story): Promise<string> {
  const at = await inHandled(s)
  await verifyAndClose(s, at)
  return at
}

/** Verifies a handled case by whoever is drawn and closes it. */
export async function verifyAndClose(s: Story, at: string): Promise<void> {
  await must(s.post('shouli', `${at}/ask-verify`))
  const { collectorId } = await must(s.get('banzhang', at))
  const drawn = Object.entries(s.people).find(([, personId]) => personId === collectorId)?.[0] as 'xiaochen'
  await must(s.post(drawn, `${at}/answer-verify`, { passed: true }))
  await must(s.post('banzhang', `${at}/close`))
}
