import { loadNationalHolidays, publishCalendar, setStageLimit } from '#city/calendar/store.ts'
import { loadNationalCatalogue } from '#city/catalogue/load.ts'
import { draftNationalStandard, publishStandardVersion } from '#city/catalogue/version-store.ts'
import { openBeat } from '#city/place/beat-store.ts'
import { putCells } from '#city/place/cell-store.ts'
import { point } from '#city/place/frame.ts'
import { putDistrict, putDivisions } from '#city/place/store.ts'
import type { Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { newId } from '#kernel/id.ts'

/** The made-up district in which route stories are told: two cells of one community, two units, and the whole cast. */
export const town = {
  districtId: '513399',
  community: '513399001001',
  cells: ['513399001001001', '513399001001002'],
} as const

/** A point in the middle of the first cell, and one outside the district. CGCS2000. */
export const inTown = point(107.5005, 31.2005)
export const outOfTown = point(107.6, 31.3)

export const founding = new Date('2026-01-05T00:00:00Z')

const square = (west: number): [number, number][] => [
  [west, 31.2],
  [west + 0.001, 31.2],
  [west + 0.001, 31.201],
  [west, 31.201],
  [west, 31.2],
]

/** Who is who; every story uses the same names. */
export const cast = {
  shouli: ['intake', 'centre'],
  banzhang: ['duty_chief', 'centre'],
  diaodu: ['dispatcher', 'command'],
  xiaolin: ['collector', 'centre'],
  /** A collector without a beat here: whoever is drawn to verify. */
  xiaochen: ['collector', 'centre'],
  luzheng: ['unit_handler', 'roads'],
  huanwei: ['unit_handler', 'sanitation'],
  zhifa: ['officer', 'centre'],
  ducha: ['supervisor', 'centre'],
  lingdao: ['leader', 'centre'],
  xitong: ['system_admin', 'centre'],
  anquan: ['security_admin', 'centre'],
  shenji: ['audit_admin', 'centre'],
  wairen: undefined,
} as const satisfies Record<string, readonly [post: string, unit: string] | undefined>

export type Name = keyof typeof cast

/** Founds the district in the caller's transaction and gives everybody's person id. */
export async function foundTown(tx: Tx, districtId: string = town.districtId): Promise<Record<Name, string>> {
  await loadNationalHolidays(tx)
  await loadNationalCatalogue(tx)
  await putDistrict(tx, {
    districtId,
    name: '示范区',
    divisionCode: '513399',
    timeZone: 'Asia/Shanghai',
    centre: inTown,
    bounds: { west: 107.5, south: 31.2, east: 107.502, north: 31.201 },
    catalogueEdition: '2026',
    settings: {},
  })
  await layCells(tx, districtId)
  await openOffice(tx, districtId)
  return hire(tx, districtId)
}

async function layCells(tx: Tx, districtId: string): Promise<void> {
  const day = '2026-01-01'
  await putDivisions(tx, districtId, [
    { code: '513399001', name: '翠屏街道', validFrom: day },
    { code: town.community, name: '南坝社区', validFrom: day },
  ])
  const cells = town.cells.map((code, at) => ({
    code,
    area: { type: 'Polygon' as const, coordinates: [square(107.5 + at * 0.001)] },
  }))
  await putCells(tx, districtId, day, cells)
}

async function openOffice(tx: Tx, districtId: string): Promise<void> {
  const title = { zh: '工作日历', en: 'Office calendar' }
  const name = { zh: '全年', en: 'All year' }
  await publishCalendar(tx, {
    districtId,
    basedOn: 0,
    publishedAt: founding,
    publishedBy: 'test',
    reason: 'founding',
    draft: {
      title,
      timeZone: 'Asia/Shanghai',
      workWeekdays: [1, 2, 3, 4, 5],
      schedules: [
        {
          name,
          fromMonthDay: '01-01',
          toMonthDay: '12-31',
          sessions: [
            ['08:00', '12:00'],
            ['14:00', '18:00'],
          ],
        },
      ],
      country: 'CN',
      overrides: [],
    },
  })
  for (const [stage, value] of [
    ['intake', 15],
    ['dispatch', 15],
  ] as const)
    await setStageLimit(tx, districtId, {
      stage,
      limit: { value, unit: 'work_minute' },
      source: 'standards.md 3.5',
      mark: 'S18',
    })
  for (const stage of ['confirm', 'verify'])
    await setStageLimit(tx, districtId, {
      stage,
      limit: { value: 30, unit: 'urgent_minute' },
      source: 'standards.md 3.5',
      mark: 'S18',
    })
  const versionId = await draftNationalStandard(tx, districtId, { name: '示范标准', now: founding })
  await publishStandardVersion(tx, districtId, { versionId, from: '2026-01-01', now: founding })
}

const units = [
  ['centre', '监督中心', 'centre'],
  ['command', '指挥中心', 'centre'],
  ['roads', '市政设施所', 'office'],
  ['sanitation', '环卫所', 'office'],
] as const

async function hire(tx: Tx, districtId: string): Promise<Record<Name, string>> {
  for (const [unitId, name, kind] of units)
    await tx.run(
      sql`insert into city.unit (district_id, unit_id, name, kind) values (${districtId}, ${unitId}, ${name}, ${kind})`,
    )
  for (const [category, unitId] of [
    ['', 'sanitation'],
    ['01', 'roads'],
    ['02', 'roads'],
    ['06013', 'roads'],
  ])
    await tx.run(sql`
      insert into city.duty_area (district_id, duty_id, category, area_code, unit_id, valid_from, basis)
      values (${districtId}, ${newId()}, ${category}, '', ${unitId}, '2026-01-01', '三定方案')`)
  const people = {} as Record<Name, string>
  for (const [name, post] of Object.entries(cast) as [Name, (typeof cast)[Name]][])
    people[name] = await hireOne(tx, districtId, name, post)
  const beatId = await openBeat(tx, districtId, {
    name: '一号责任网格',
    note: null,
    cellCodes: [...town.cells],
    day: '2026-01-01',
  })
  await tx.run(sql`
    insert into city.beat_duty (district_id, beat_id, person_id, valid_from)
    values (${districtId}, ${beatId}, ${people.xiaolin}, '2026-01-01')`)
  return people
}

async function hireOne(
  tx: Tx,
  districtId: string,
  name: Name,
  post: readonly [string, string] | undefined,
): Promise<string> {
  const personId = newId()
  await tx.run(sql`
    insert into city.person (district_id, person_id, account_id, name) values (${districtId}, ${personId}, ${`account-${districtId}-${name}`}, ${name})`)
  if (post)
    await tx.run(sql`
      insert into city.post_holding (district_id, person_id, post, unit_id) values (${districtId}, ${personId}, ${post[0]}, ${post[1]})`)
  return personId
}
