import type { Db, Tx } from '#kernel/db/db.ts'
import { type Sql, sql } from '#kernel/db/sql.ts'
import { distance, LEAST_DETAIL, type Look, type Looks, type SomeLooks } from './hash.ts'

/** Bits in which two coarse looks may differ and still be taken for one picture; the index finds all of them. */
export const COARSE_AT_MOST = 10
/** Bits of the slope that may differ besides; keeps a chance likeness of the coarse look out. */
export const SLOPE_AT_MOST = 22

export type Likeness = 'same_bytes' | 'alike' | 'cropped' | 'mirrored'

/** A photo that looks like another, by how and in how many bits it differs. */
export type Match = {
  readonly fileId: string
  readonly likeness: Likeness
  readonly coarse: number
  readonly slope: number
}

const signed = (word: bigint): string => BigInt.asIntN(64, word).toString()
const unsigned = (text: string): bigint => BigInt.asUintN(64, BigInt(text))

/** Every value of a quarter that differs from it in two bits at most. */
export function nearQuarters(quarter: number): number[] {
  const near = [quarter]
  for (let a = 0; a < 16; a++) {
    near.push(quarter ^ (1 << a))
    for (let b = a + 1; b < 16; b++) near.push(quarter ^ (1 << a) ^ (1 << b))
  }
  return near
}

const quarterOf = (word: bigint, at: number): number => Number((word >> BigInt(48 - 16 * at)) & 0xffffn)

const quarters = [
  sql.raw('((l.coarse >> 48) & 65535)'),
  sql.raw('((l.coarse >> 32) & 65535)'),
  sql.raw('((l.coarse >> 16) & 65535)'),
  sql.raw('(l.coarse & 65535)'),
]

type Row = { fileId: string; part: 'whole' | 'inner'; coarse: string; slope: string }

/**
 * Looks in the district that differ from this one in few bits: ten bits over four quarters leave one with two at most. One
 * question a quarter, because each is then answered from its index alone; a look may be found by several.
 */
const lookedUp = (districtId: string, look: Look, part?: 'whole'): Sql =>
  sql.prepared(
    sql.join(
      quarters.map(
        (quarter, at) => sql`
    select l.file_id as "fileId", l.part, l.coarse::text as coarse, l.slope::text as slope
      from "analyse".photo_look l
     where l.district_id = ${districtId} and ${quarter} = any(${nearQuarters(quarterOf(look.coarse, at))}::bigint[])
       and bit_count((l.coarse # ${signed(look.coarse)}::bigint)::bit(64)) <= ${COARSE_AT_MOST}
       and bit_count((l.slope # ${signed(look.slope)}::bigint)::bit(64)) <= ${SLOPE_AT_MOST}
       ${part ? sql`and l.part = ${part}` : sql.empty}`,
      ),
      ' union all ',
    ),
  )

/** Photos of the district that look like this one, the nearest first; the photo itself is among them if it is known. */
export async function listAlike(db: Db, districtId: string, looks: SomeLooks): Promise<Match[]> {
  if (looks.detail !== undefined && looks.detail < LEAST_DETAIL) return []
  const { mirrored } = looks
  const [whole, inner, turned] = await Promise.all([
    db.many<Row>(lookedUp(districtId, looks.whole)),
    db.many<Row>(lookedUp(districtId, looks.inner, 'whole')),
    mirrored ? db.many<Row>(lookedUp(districtId, mirrored, 'whole')) : [],
  ])
  const found = [
    ...whole.map((row) => matchOf(row, looks.whole, row.part === 'whole' ? 'alike' : 'cropped')),
    ...inner.map((row) => matchOf(row, looks.inner, 'cropped')),
    ...turned.map((row) => matchOf(row, mirrored ?? looks.whole, 'mirrored')),
  ].sort((a, b) => a.coarse - b.coarse || a.slope - b.slope)
  return [...new Map(found.toReversed().map((match) => [match.fileId, match])).values()].toReversed()
}

const matchOf = (row: Row, look: Look, likeness: Likeness): Match => ({
  fileId: row.fileId,
  likeness,
  coarse: distance(unsigned(row.coarse), look.coarse),
  slope: distance(unsigned(row.slope), look.slope),
})

/** Other uploads of the very same bytes. */
export const listSameBytes = (db: Db, districtId: string, fileId: string): Promise<{ fileId: string }[]> =>
  db.many(sql`
    select o.file_id as "fileId" from kernel.file f
      join kernel.file o on o.district_id = f.district_id and o.sha256 = f.sha256 and o.file_id <> f.file_id
     where f.district_id = ${districtId} and f.file_id = ${fileId}`)

/** Keeps what a photo looks like; `undefined` looks mean that its bytes could not be read. */
export async function writeLooks(
  tx: Tx,
  { districtId, fileId, at }: { districtId: string; fileId: string; at: Date },
  looks: Looks | undefined,
): Promise<void> {
  const state = !looks ? 'unreadable' : looks.detail < LEAST_DETAIL ? 'plain' : 'known'
  await tx.run(sql`
    insert into "analyse".photo_seen (district_id, file_id, state, detail, seen_at)
    values (${districtId}, ${fileId}, ${state}, ${looks?.detail ?? 0}, ${at}) on conflict do nothing`)
  if (!looks || state !== 'known') return
  for (const part of ['whole', 'inner'] as const)
    await tx.run(sql`
      insert into "analyse".photo_look (district_id, file_id, part, coarse, slope)
      values (${districtId}, ${fileId}, ${part}, ${signed(looks[part].coarse)}, ${signed(looks[part].slope)})
      on conflict do nothing`)
}

/** The whole looks of photos that are known already. */
export async function listLooks(
  db: Db,
  districtId: string,
  fileIds: readonly string[],
): Promise<Map<string, { whole: Look; inner: Look }>> {
  if (fileIds.length === 0) return new Map()
  const rows = await db.many<Row>(sql`
    select file_id as "fileId", part, coarse::text as coarse, slope::text as slope from "analyse".photo_look
     where district_id = ${districtId} and file_id = any(${fileIds}::uuid[])`)
  const looks = new Map<string, { whole: Look; inner: Look }>()
  for (const [fileId, parts] of Map.groupBy(rows, (row) => row.fileId)) {
    const part = (name: Row['part']) => parts.find((row) => row.part === name)
    const [whole, inner] = [part('whole'), part('inner')]
    if (whole && inner) looks.set(fileId, { whole: lookOfRow(whole), inner: lookOfRow(inner) })
  }
  return looks
}

const lookOfRow = ({ coarse, slope }: Row): Look => ({ coarse: unsigned(coarse), slope: unsigned(slope) })
