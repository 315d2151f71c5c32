import { copyRows } from '#kernel/db/bulk.ts'
import type { Tx } from '#kernel/db/db.ts'
import type { Sealer } from '#kernel/sealed.ts'
import { digestOf } from './draw.ts'
import type { DrawRow } from './draw-store.ts'
import { contextOf } from './seed-store.ts'

/** Writes the seeds of many days at once, each as made the day before. */
export const writeSeeds = (
  tx: Tx,
  sealer: Sealer,
  districtId: string,
  seeds: readonly { readonly day: string; readonly seed: string; readonly madeAt: Date }[],
): Promise<number> =>
  copyRows(
    tx,
    'supervise.draw_seed',
    { district_id: 'text', day: 'date', digest: 'text', sealed: 'bytea', made_at: 'timestamptz' },
    seeds.map(({ day, seed, madeAt }) => [
      districtId,
      day,
      digestOf(seed),
      sealer.seal(seed, contextOf(districtId, day)),
      madeAt,
    ]),
  )

const columns = {
  district_id: 'text',
  purpose: 'text',
  subject: 'uuid',
  seq: 'int',
  day: 'date',
  pool: 'text',
  candidates: 'uuid[]',
  rank: 'int',
  chosen: 'uuid',
  reason: 'text',
  drawn_by: 'text',
  drawn_at: 'timestamptz',
} as const

/** Writes many draws at once. */
export const writeDraws = (tx: Tx, districtId: string, draws: readonly DrawRow[]): Promise<number> =>
  copyRows(
    tx,
    'supervise.draw',
    columns,
    draws.map((row) => [
      ...[districtId, row.purpose, row.subject, row.seq, row.day, row.pool, row.candidates],
      ...[row.rank, row.chosen, row.reason, row.drawnBy, row.drawnAt],
    ]),
  )
