import type { Db, Pool, Tx } from '#kernel/db/db.ts'
import { pack, unpack } from '#kernel/packed/pack.ts'
import type { Value } from './bucket.ts'
import { countDay, findPacked, listPart, lockTelemetry, type Position, putPacked, sizeOfDay } from './pack-store.ts'
import { dropDays } from './partitions.ts'
import { recordDropped } from './retention-store.ts'
import { merged } from './values-store.ts'

/** What became of a day: packed, or left as it is since something came to it meanwhile. */
export type Packed = { state: 'packed' | 'changed'; rows: number; plainBytes: number; packedBytes: number }

type Series = Position & { values: Value[] }

/**
 * Packs a day of UTC: every series of it into one row, with what was packed before. What was written is read back and compared
 * before the day's partition goes; while something comes to the day, it stays and is packed another time. Reads find every value
 * once at any moment.
 */
export async function packDay(pool: Pool, day: string, now: Date): Promise<Packed> {
  const size = await sizeOfDay(pool, day)
  let [rows, packedBytes] = [0, 0]
  for await (const part of partsOf(pool, day)) {
    const written = await pool.transaction((tx) => packPart(tx, day, part))
    rows += written.rows
    packedBytes += written.bytes
  }
  const isDropped = await pool.transaction((tx) => dropIfSame(tx, day, { rows, bytes: size, now }))
  return { state: isDropped ? 'packed' : 'changed', rows, plainBytes: size, packedBytes }
}

const partRows = 50_000

/** The series of a day, whole ones, some at a time. */
async function* partsOf(db: Db, day: string): AsyncGenerator<Series[]> {
  let behind: { districtId: string; seriesId: bigint; at: Date } | undefined
  let open: Series | undefined
  for (;;) {
    const rows = await listPart(db, day, behind, partRows)
    const part: Series[] = open ? [open] : []
    for (const { districtId, seriesId, ...value } of rows) {
      if (open?.districtId !== districtId || open.seriesId !== seriesId) {
        open = { districtId, seriesId, values: [] }
        part.push(open)
      }
      open.values.push(value)
    }
    const last = rows.at(-1)
    if (rows.length < partRows || !last) {
      if (part.length > 0) yield part
      return
    }
    // The last one may go on in the next rows.
    part.pop()
    if (part.length > 0) yield part
    behind = last
  }
}

async function packPart(tx: Tx, day: string, part: readonly Series[]): Promise<{ rows: number; bytes: number }> {
  const before = await findPacked(tx, day, part)
  const whole = part.map((one) => {
    const known = before.get(keyOf(one))
    const values = known ? merged(unpack(known), one.values) : one.values
    return { ...one, values, bytes: pack(values) }
  })
  await putPacked(tx, day, whole)
  const stored = await findPacked(tx, day, part)
  for (const one of whole) {
    const bytes = stored.get(keyOf(one))
    if (!bytes || !isSame(unpack(bytes), one.values))
      throw new Error(`${day} of series ${one.seriesId} is not what was packed`)
  }
  return {
    rows: part.reduce((sum, { values }) => sum + values.length, 0),
    bytes: whole.reduce((sum, { bytes }) => sum + bytes.length, 0),
  }
}

const keyOf = ({ districtId, seriesId }: Position): string => `${districtId}/${seriesId}`

const isSame = (a: readonly Value[], b: readonly Value[]): boolean =>
  a.length === b.length &&
  a.every(({ at, value, quality }, index) => {
    const other = b[index]!
    return +at === +other.at && Object.is(value, other.value) && quality === other.quality
  })

// Rows only ever come, so a day that has as many as were packed is the same. Nobody writes while they are counted.
async function dropIfSame(
  tx: Tx,
  day: string,
  { rows, bytes, now }: { rows: number; bytes: number; now: Date },
): Promise<boolean> {
  await lockTelemetry(tx)
  if ((await countDay(tx, day)) !== rows) return false
  await dropDays(tx, 'sense.telemetry', [day])
  await recordDropped(tx, { what: 'sense.telemetry', day, rows, bytes, now, reason: 'packed' })
  return true
}
