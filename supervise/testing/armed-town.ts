import { currentCalendar } from '#city/calendar/store.ts'
import { writeCases } from '#city/case/bulk.ts'
import { at, historyOf, type Told } from '#city/case/sample-history.ts'
import type { Pool, Tx } from '#kernel/db/db.ts'
import { newId } from '#kernel/id.ts'
import { testPool } from '#kernel/testing/db.ts'
import { foundTown } from '#server/testing/town.ts'

export type Town = { readonly pool: Pool; readonly districtId: string; readonly cases: readonly string[] }

type Filling = {
  /** Begins the district's name, so that a district left behind tells whose it is. */
  readonly name: string
  readonly count: number
  readonly lines: (n: number) => readonly Told[]
  /** Under which calendar the acts were; none for what was recorded before calendars had versions. */
  readonly calendarVersion?: number
}

/** A district of its own whose cases are really there, armed by their clocks, for what several connections do to them. */
export async function armedTown({ name, count, lines, calendarVersion }: Filling): Promise<Town> {
  const pool = await testPool()
  const districtId = `${name}-${newId().slice(-12)}`
  const cases = Array.from({ length: count }, () => newId())
  await pool.transaction(async (tx) => {
    await foundTown(tx, districtId)
    const calendar = await currentCalendar(tx, districtId)
    const histories = cases.map((caseId, n) => ({
      caseId,
      history: historyOf(lines(n)).map((event) => ({ ...event, calendarVersion: calendarVersion ?? null })),
    }))
    await writeCases(tx, districtId, calendar, histories, at('2026-03-02T09:10'))
  })
  return { pool, districtId, cases }
}

/** A transaction whose process dies after so many statements. */
export const dyingAfter = (tx: Tx, statements: number): Tx => {
  let left = statements
  const counted =
    <A extends unknown[], R>(ask: (...given: A) => Promise<R>) =>
    async (...given: A): Promise<R> => {
      if (left-- <= 0) throw new Error('kill -9')
      return ask(...given)
    }
  return { ...tx, many: counted(tx.many), one: counted(tx.one), find: counted(tx.find), run: counted(tx.run) } as Tx
}
