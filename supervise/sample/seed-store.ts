import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { Sealer } from '#kernel/sealed.ts'
import { digestOf, newSeed } from './draw.ts'

/** The seed of a day as it is kept: its digest in the open, itself sealed. */
export type SealedSeed = {
  readonly day: string
  readonly digest: string
  readonly sealed: Buffer
  readonly madeAt: Date
}

const columns = sql.raw(`to_char(day, 'YYYY-MM-DD') as day, digest, sealed, made_at as "madeAt"`)

export const findSeed = (db: Db, districtId: string, day: string): Promise<SealedSeed | undefined> =>
  db.find<SealedSeed>(sql`
    select ${columns} from supervise.draw_seed where district_id = ${districtId} and day = ${day}::date`)

/** The seed of a day, made now where nobody has made it yet. Of two who make it at once both get the first one's. */
export async function seedOf(tx: Tx, sealer: Sealer, districtId: string, day: string, now: Date): Promise<SealedSeed> {
  const known = await findSeed(tx, districtId, day)
  if (known) return known
  const seed = newSeed()
  await tx.run(sql`
    insert into supervise.draw_seed (district_id, day, digest, sealed, made_at)
    values (${districtId}, ${day}::date, ${digestOf(seed)}, ${sealer.seal(seed, contextOf(districtId, day))}, ${now})
    on conflict do nothing`)
  const made = await findSeed(tx, districtId, day)
  if (!made) throw new Error(`the seed of ${day} was not kept`)
  return made
}

/** The seed itself. Whoever publishes it must have seen that its day is over. */
export const openSeed = (sealer: Sealer, districtId: string, { day, sealed }: SealedSeed): string =>
  sealer.open(sealed, contextOf(districtId, day))

/** What a sealed seed is bound to. */
export const contextOf = (districtId: string, day: string): string => `supervise.draw_seed/${districtId}/${day}`
