import type { CalendarDraft } from '#city/calendar/contract.ts'
import { listVersions, publishCalendar } from '#city/calendar/store.ts'
import { analyzeCases } from '#city/case/bulk.ts'
import { type NewUnit, putUnits } from '#city/organisation/founding.ts'
import { listUnits } from '#city/organisation/store.ts'
import { type District, findDistrict, putDistrict } from '#city/place/store.ts'
import type { Db, Pool } from '#kernel/db/db.ts'
import { analyzeReports } from '#serve/intake/bulk.ts'

/** A district that a replay makes for itself, so that replayed cases never stand among a city's own. */
export type ReplayDistrict = { readonly district: District; readonly calendar: CalendarDraft }

/** Makes the district, its calendar and its units where they are missing; what is there stays as it is. */
export const ensureDistrict = (
  pool: Pool,
  { district, calendar }: ReplayDistrict,
  units: readonly NewUnit[],
  now: Date,
): Promise<void> =>
  pool.transaction(async (tx) => {
    const { districtId } = district
    if (!(await findDistrict(tx, districtId))) await putDistrict(tx, district)
    if ((await listVersions(tx, districtId)).length === 0) {
      const reason = '回放历史记录 replay of recorded cases'
      await publishCalendar(tx, {
        districtId,
        draft: calendar,
        basedOn: 0,
        publishedAt: now,
        publishedBy: 'import',
        reason,
      })
    }
    const known = new Set((await listUnits(tx, districtId)).map((unit) => unit.unitId))
    await putUnits(
      tx,
      districtId,
      units.filter((unit) => !known.has(unit.unitId)),
    )
  })

/** After many rows of one writing: reading them back must not be planned by what the tables held before. */
export async function analyzeWritten(db: Db): Promise<void> {
  await analyzeCases(db)
  await analyzeReports(db)
}

/** Office hours from Monday to Friday, the same all the year, without holidays of its own. */
export const plainWeek = (timeZone: string, title: CalendarDraft['title']): CalendarDraft => ({
  title,
  timeZone,
  workWeekdays: [1, 2, 3, 4, 5],
  schedules: [
    {
      name: { zh: '全年作息', en: 'all-year hours' },
      fromMonthDay: '01-01',
      toMonthDay: '12-31',
      sessions: [['08:30', '17:00']],
    },
  ],
  country: null,
  overrides: [],
})
