import type { z } from 'zod'
import type { Db, Tx } from '#kernel/db/db.ts'
import { getCell, listCellHistory, searchCells } from './cell-store.ts'
import { believedPoint } from './check.ts'
import type {
  CellDetail,
  CellImportQuery,
  CellSearchQuery,
  CellSearchReply,
  DivisionReply,
  GeocodeQuery,
  GeocodeReply,
  ImportReport,
  LocateQuery,
  LocateReply,
  ReverseQuery,
  ReverseReply,
} from './contract.ts'
import type { DeclaredFrame } from './declared-frame.ts'
import { type CandidateFinder, geocode, reverse } from './geocode.ts'
import { importCells } from './import-cells.ts'
import { dayIn, locatorFor, locatorOn } from './locators.ts'
import { getDistrict, listDivisions } from './store.ts'

/** Answers of the place contract, one function a question; a route only passes its input and `now`. */

export async function answerLocate(
  db: Db,
  districtId: string,
  input: z.output<typeof LocateQuery>,
  now: Date,
): Promise<z.output<typeof LocateReply>> {
  const point = believedPoint(input, 'lon')
  const locator = input.day ? await locatorOn(db, districtId, input.day) : await locatorFor(db, districtId, now)
  const located = locator.locate(point)
  return { point, located: located ?? null }
}

/** `finders` are those of other folders, such as `componentCandidates`. */
export async function answerGeocode(
  db: Db,
  districtId: string,
  input: z.output<typeof GeocodeQuery>,
  now: Date,
  finders: readonly CandidateFinder[] = [],
): Promise<z.output<typeof GeocodeReply>> {
  return { candidates: [...(await geocode(db, districtId, input.text, { finders, now }))] }
}

export const answerReverse = (
  db: Db,
  districtId: string,
  input: z.output<typeof ReverseQuery>,
  now: Date,
): Promise<z.output<typeof ReverseReply>> => reverse(db, districtId, believedPoint(input, 'lon'), now)

/** The day asked for, or today where the district is, `YYYY-MM-DD`. */
export async function dayOf(db: Db, districtId: string, day: string | undefined, now: Date): Promise<string> {
  return day ?? dayIn((await getDistrict(db, districtId)).timeZone, now)
}

export async function answerCellSearch(
  db: Db,
  districtId: string,
  input: z.output<typeof CellSearchQuery>,
  now: Date,
): Promise<z.output<typeof CellSearchReply>> {
  const { prefix, beatId, after, limit } = input
  const day = await dayOf(db, districtId, input.day, now)
  const filter = { ...(prefix ? { prefix } : {}), ...(beatId ? { beatId } : {}), ...(after ? { after } : {}) }
  const found = await searchCells(db, districtId, { day, ...filter, limit: limit + 1 })
  const items = found.slice(0, limit).map((cell) => ({ ...cell, succeededBy: [...cell.succeededBy] }))
  return { items, next: found.length > limit ? (items.at(-1)?.code ?? null) : null }
}

/** A retired code answers with the last shape it had, and what came after it; one still to come with its first. */
export async function answerCell(
  db: Db,
  districtId: string,
  input: { code: string; day?: string | undefined },
  now: Date,
): Promise<z.output<typeof CellDetail>> {
  const day = await dayOf(db, districtId, input.day, now)
  const history = input.day ? [] : await listCellHistory(db, districtId, input.code, day)
  const cell = history.findLast(({ validFrom }) => validFrom <= day) ?? history[0]
  return (cell ?? (await getCell(db, districtId, input.code, day))) as unknown as z.output<typeof CellDetail>
}

export async function answerDivisions(db: Db, districtId: string, now: Date): Promise<z.output<typeof DivisionReply>> {
  const divisions = await listDivisions(db, districtId, await dayOf(db, districtId, undefined, now))
  return { divisions: divisions.map(({ code, name, level, parentCode }) => ({ code, name, level, parentCode })) }
}

/** The frame that a query string declares. */
export function declaredIn(query: {
  frame?: DeclaredFrame | undefined
  plane: boolean
  centralMeridian?: number | undefined
}): DeclaredFrame | undefined {
  if (!query.plane) return query.frame
  return { plane: query.centralMeridian === undefined ? {} : { centralMeridian: query.centralMeridian } }
}

export async function answerCellImport(
  tx: Tx,
  districtId: string,
  input: z.output<typeof CellImportQuery> & { text: string },
): Promise<z.output<typeof ImportReport>> {
  const report = await importCells(tx, districtId, { ...input, frame: declaredIn(input) })
  return { ...report, findings: [...report.findings] }
}
