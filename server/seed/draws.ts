import { createHash } from 'node:crypto'
import type { WrittenCase } from '#city/case/bulk.ts'
import type { EventBodies } from '#city/case/event.ts'
import type { Tx } from '#kernel/db/db.ts'
import type { Sealer } from '#kernel/sealed.ts'
import { writeDraws, writeSeeds } from '#supervise/sample/bulk.ts'
import { digestOf, drawOne } from '#supervise/sample/draw.ts'
import type { Hired } from './office.ts'

const dayOf = (at: Date): string => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)

/** A day's seed in the demo follows from the day, so that the same demo comes out every time; a real one is random. */
const seedOfDay = (day: string): string => createHash('sha256').update(`demo ${day}`).digest('hex')

/** Whoever is sent to verify a demo case: drawn as a real one is, from all collectors but that of the beat. */
export function demoVerifier(
  people: readonly Hired[],
  { caseId, ownId, seq, at }: { caseId: string; ownId: string; seq: number; at: Date },
): EventBodies['verify_asked'] {
  const day = dayOf(at)
  const drawn = drawOne(seedOfDay(day), { subject: caseId, seq }, candidatesFor(people, ownId))
  return {
    collectorId: drawn.chosen,
    collectorName: people.find(({ personId }) => personId === drawn.chosen)?.name ?? '',
    note: '',
    draw: { day, seedDigest: digestOf(seedOfDay(day)), candidates: drawn.candidates.length, rank: drawn.rank },
  }
}

const candidatesFor = (people: readonly Hired[], ownId: string): string[] =>
  people
    .filter(({ posts, personId }) => (posts as readonly string[]).includes('collector') && personId !== ownId)
    .map(({ personId }) => personId)

/** The seeds of all days up to tomorrow, and every draw that the cases tell of. */
export async function seedDraws(
  tx: Tx,
  sealer: Sealer,
  districtId: string,
  world: { cases: readonly WrittenCase[]; people: readonly Hired[]; ownOf: (caseId: string) => string; now: Date },
): Promise<number> {
  const { cases, people, ownOf, now } = world
  const rows = cases.flatMap(({ caseId, history }) =>
    history.flatMap(({ kind, body, seq, at, byName }) => {
      if (kind !== 'verify_asked' || !body.draw) return []
      const { day, rank } = body.draw
      const head = { purpose: 'verify', subject: caseId, seq, day, pool: 'all', reason: '' } as const
      const candidates = candidatesFor(people, ownOf(caseId)).sort()
      return [{ ...head, candidates, rank, chosen: body.collectorId, drawnBy: byName, drawnAt: at }]
    }),
  )
  const days = [...new Set([...rows.map(({ day }) => day), dayOf(now)])]
  const madeAt = (day: string) => new Date(Math.min(now.getTime(), Date.parse(`${day}T00:00:00+08:00`) - 6 * 3_600_000))
  await writeSeeds(
    tx,
    sealer,
    districtId,
    days.map((day) => ({ day, seed: seedOfDay(day), madeAt: madeAt(day) })),
  )
  return writeDraws(tx, districtId, rows)
}
