import assert from 'node:assert/strict'
import type { Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { dbTest } from '#kernel/testing/db.ts'
import { addWork } from './arithmetic.ts'
import type { CalendarDraft } from './contract.ts'
import { nationalHolidays } from './national-holidays.ts'
import { at, bureauCalendar } from './samples.ts'
import {
  calendarOfVersion,
  currentCalendar,
  draftOf,
  getStageLimit,
  importHolidays,
  listHolidays,
  listStageLimits,
  listVersions,
  loadNationalHolidays,
  publishCalendar,
  setStageLimit,
} from './store.ts'
import { localText } from './zone.ts'

const districtId = 'calendar-test'

async function withDistrict(db: Tx): Promise<void> {
  await db.run(sql`
    insert into city.district (district_id, name, centre_lon, centre_lat, bounds)
    values (${districtId}, '测试区', 107.5, 31.2, box(point(107.4, 31.1), point(107.6, 31.3)))`)
  await loadNationalHolidays(db)
}

const publish = (db: Tx, draft: CalendarDraft, basedOn: number) =>
  publishCalendar(db, {
    districtId,
    draft,
    basedOn,
    publishedAt: new Date('2026-11-22T00:00:00Z'),
    publishedBy: 'he',
    reason: '年度作息',
  })

const draft = draftOf(bureauCalendar)

dbTest('the national table is loaded once and corrected when a notice is', async (db) => {
  await loadNationalHolidays(db)
  assert.equal(await loadNationalHolidays(db), 0)
  assert.deepEqual(await listHolidays(db, 'CN'), nationalHolidays)
  const [first] = nationalHolidays
  assert.equal(await importHolidays(db, 'CN', [{ ...first!, name: '元旦节' }]), 1)
})

dbTest('he publishes a calendar and deadlines are counted by it', async (db) => {
  await withDistrict(db)
  await assert.rejects(currentCalendar(db, districtId), { code: 'calendar_not_found' })
  await publish(db, draft, 0)
  const calendar = await currentCalendar(db, districtId)
  assert.deepEqual(calendar.definition.holidays, nationalHolidays)
  assert.deepEqual(calendar.definition.holidayYears, [2024, 2025, 2026])
  const due = addWork(calendar, at('2026-02-13 15:00'), { value: 2, unit: 'work_day' })
  assert.equal(localText('Asia/Shanghai', due), '2026-02-24 15:00')
  assert.equal(await currentCalendar(db, districtId), calendar)
})

dbTest('an edit is a new version; the old one stays and still counts as it did', async (db) => {
  await withDistrict(db)
  await publish(db, draft, 0)
  const snow = { date: '2026-02-25', open: false, name: { zh: '暴雪', en: 'snow' } }
  await publish(db, { ...draft, overrides: [...draft.overrides, snow] }, 1)
  const current = await currentCalendar(db, districtId)
  assert.equal(current.definition.version, 2)
  const dueUnder = (version: number) =>
    localText(
      'Asia/Shanghai',
      addWork(calendarOfVersion(current, version)!, at('2026-02-24 15:00'), { value: 1, unit: 'work_day' }),
    )
  assert.deepEqual([dueUnder(1), dueUnder(2)], ['2026-02-25 15:00', '2026-02-26 15:00'])
  assert.equal(calendarOfVersion(current, 3), undefined)
  const versions = await listVersions(db, districtId)
  assert.deepEqual(
    versions.map((v) => [v.version, v.publishedBy]),
    [
      [2, 'he'],
      [1, 'he'],
    ],
  )
  assert.notEqual(versions[0]!.digest, versions[1]!.digest)
})

dbTest('two people who edit the same version do not overwrite each other', async (db) => {
  await withDistrict(db)
  await publish(db, draft, 0)
  await publish(db, draft, 1)
  await assert.rejects(publish(db, draft, 1), { code: 'calendar_changed_meanwhile', status: 409 })
})

dbTest('a calendar with a hole in its year is not published', async (db) => {
  await withDistrict(db)
  await assert.rejects(publish(db, { ...draft, schedules: draft.schedules.slice(0, 1) }, 0), {
    code: 'calendar_invalid',
  })
})

dbTest('a notice loaded later counts only in calendars published after it', async (db) => {
  await withDistrict(db)
  await publish(db, draft, 0)
  const off = (date: string) => ({ date, name: '国庆节', isOffDay: true, notice: '试' })
  await importHolidays(db, 'CN', [off('2027-10-01')])
  assert.deepEqual((await currentCalendar(db, districtId)).definition.holidayYears, [2024, 2025, 2026])
  await publish(db, draft, 1)
  assert.deepEqual((await currentCalendar(db, districtId)).definition.holidayYears, [2024, 2025, 2026, 2027])
})

dbTest('a district sets the limits of its stages', async (db) => {
  await withDistrict(db)
  const intake = { stage: 'intake', limit: { value: 15, unit: 'work_minute' as const }, source: '样例', mark: 'S18' }
  await setStageLimit(db, districtId, intake)
  await setStageLimit(db, districtId, { ...intake, limit: { value: 0.5, unit: 'work_hour' } })
  assert.deepEqual(await getStageLimit(db, districtId, 'intake'), { value: 0.5, unit: 'work_hour' })
  assert.equal((await listStageLimits(db, districtId)).length, 1)
  await assert.rejects(getStageLimit(db, districtId, 'close'), { code: 'stage_limit_not_found' })
})
