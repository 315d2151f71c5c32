import assert from 'node:assert/strict'
import { sql } from '#kernel/db/sql.ts'
import type { RouteContract } from '#kernel/http/contract.ts'
import { addressOf, contracts } from '../testing/contracts.ts'
import { filed } from '../testing/steps.ts'
import { type Story, story } from '../testing/story.ts'
import { cast, type Name } from '../testing/town.ts'

const neverGiven = [
  '|',
  'x|y',
  "'; --",
  '9'.repeat(60),
  '2026-13-45T99:00:00.000Z|01890000-0000-7000-8000-000000000001',
  '2026-03-02T10:00:00.000Z|------------------------------------',
]

const paging = (contract: RouteContract): string[] =>
  Object.keys((contract.query as { shape?: object } | undefined)?.shape ?? {}).filter((name) =>
    ['cursor', 'after'].includes(name),
  )

/** Asks as the first of the cast who may. */
async function askAsAny({ get, tx }: Story, address: string) {
  for (const who of Object.keys(cast) as Name[]) {
    // What one question breaks must not answer the next.
    await tx.run(sql`savepoint asked`)
    const reply = await get(who, address)
    await tx.run(sql`rollback to savepoint asked`)
    if (reply.status !== 403) return reply
  }
  return undefined
}

story('a place in a list that no page ever gave is refused, and never a fault of the server', async (s) => {
  const at = await filed(s)
  let asked = 0
  const failed: string[] = []
  for (const contract of contracts.filter(({ method, access }) => method === 'GET' && access !== 'public'))
    for (const field of paging(contract))
      for (const text of neverGiven) {
        const address = `${addressOf(contract, at)}?${new URLSearchParams({ [field]: text })}`
        const reply = await askAsAny(s, address)
        if (reply && reply.status >= 500) failed.push(address)
        asked++
      }
  assert.deepEqual(failed, [])
  assert.ok(asked > 60, `only ${asked} were asked`)
})
