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
