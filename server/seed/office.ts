import type { Organisation } from '#cities/dachuan/organisation.ts'
import type { Person } from '#cities/dachuan/people.ts'
import type { CompiledCalendar } from '#city/calendar/compile.ts'
import { publishCalendar, setStageLimit } from '#city/calendar/store.ts'
import { draftNationalStandard, publishStandardVersion } from '#city/catalogue/version-store.ts'
import { putBeatDuties, putDuties, putPeople, putShifts, putUnits } from '#city/organisation/founding.ts'
import { openBeat } from '#city/place/beat-store.ts'
import type { Sessions } from '#kernel/auth/sessions.ts'
import type { Tx } from '#kernel/db/db.ts'
import { newId } from '#kernel/id.ts'
import { firstDay } from './ground.ts'

export const founded = new Date(`${firstDay}T00:00:00+08:00`)
const kinds = {
  centre: 'centre',
  bureau: 'bureau',
  unit: 'office',
  enterprise: 'company',
  'street-office': 'street',
} as const

/** A person of the demo with the id they got. */
export type Hired = Person & { readonly personId: string; readonly unitId: string }

/** Opens the offices: calendar, stage limits, filing standard, units, duty table, people with accounts, beats. */
export async function seedOffice(
  tx: Tx,
  districtId: string,
  organisation: Organisation,
  accounts: { sessions: Sessions; password: string },
  now: Date,
): Promise<{ calendar: CompiledCalendar; people: Hired[]; counts: Record<string, number> }> {
  const calendar = await seedCalendar(tx, districtId, organisation)
  for (const { step, value, clock, mark } of organisation.stageLimits)
    await setStageLimit(tx, districtId, {
      stage: step,
      limit: {
        value,
        unit: clock === 'working' ? 'work_minute' : 'urgent_minute',
      },
      source: 'standards.md §3.5',
      mark,
    })
  const versionId = await draftNationalStandard(tx, districtId, { name: '达川区立案结案标准（演示）', now: founded })
  await publishStandardVersion(tx, districtId, { versionId, from: firstDay, now: founded })
  const units = await seedUnits(tx, districtId, organisation)
  const people = await seedPeople(tx, districtId, organisation, accounts)
  const beats = await seedBeats(tx, districtId, organisation, people)
  const shifts = await putShifts(tx, districtId, shiftsOf(organisation, people, now))
  return {
    calendar,
    people,
    counts: { 单位: units, 职责: organisation.duties.length, 人员: people.length, 责任网格: beats, 班次: shifts },
  }
}

function seedCalendar(tx: Tx, districtId: string, { workingHours }: Organisation): Promise<CompiledCalendar> {
  const words = { winter: { zh: '冬令时', en: 'Winter hours' }, summer: { zh: '夏令时', en: 'Summer hours' } }
  const ends = { winter: ['10-01', '04-30'], summer: ['05-01', '09-30'] } as const
  return publishCalendar(tx, {
    districtId,
    basedOn: 0,
    publishedAt: founded,
    publishedBy: '演示',
    reason: '演示区建立',
    draft: {
      title: { zh: '达川区工作日历（演示）', en: 'Office calendar (demo)' },
      timeZone: 'Asia/Shanghai',
      workWeekdays: [1, 2, 3, 4, 5],
      country: 'CN',
      overrides: [],
      schedules: workingHours.map(({ season, spans }) => ({
        name: words[season],
        fromMonthDay: ends[season][0],
        toMonthDay: ends[season][1],
        sessions: spans.map(([from, to]): [string, string] => [from, to]),
      })),
    },
  })
}

async function seedUnits(tx: Tx, districtId: string, { departments, duties }: Organisation): Promise<number> {
  const parentsFirst = [...departments].sort((a, b) => Number(Boolean(a.parent)) - Number(Boolean(b.parent)))
  const unitIdOf = new Map(departments.map((unit) => [unit.key, unit.code]))
  await putUnits(
    tx,
    districtId,
    parentsFirst.map((unit) => ({
      unitId: unit.code,
      name: unit.name,
      kind: kinds[unit.kind],
      creditCode: unit.creditCode,
      parentId: unit.parent ?? null,
      areaCode: unit.street ?? null,
    })),
  )
  await putDuties(
    tx,
    districtId,
    firstDay,
    duties.map((duty) => ({
      kind: duty.kind,
      category: duty.prefix,
      areaCode: duty.area,
      unitId: unitIdOf.get(duty.unit) ?? duty.unit,
      basis: duty.why,
    })),
  )
  return departments.length
}

async function seedPeople(
  tx: Tx,
  districtId: string,
  { people, departments }: Organisation,
  { sessions, password }: { sessions: Sessions; password: string },
): Promise<Hired[]> {
  const passwordHash = await sessions.hash(password)
  const unitIdOf = new Map(departments.map((unit) => [unit.key, unit.code]))
  const hired: Hired[] = people.map((person) => ({
    ...person,
    personId: newId(),
    unitId: unitIdOf.get(person.unit ?? '') ?? person.unit ?? '',
  }))
  const accountOf = new Map<string, string>()
  for (const { username, name, personId } of hired)
    accountOf.set(personId, await sessions.createAccount(tx, { districtId, personId, username, name, passwordHash }))
  await putPeople(
    tx,
    districtId,
    hired.map(({ personId, name, posts, unitId }) => ({
      personId,
      name,
      accountId: accountOf.get(personId) ?? null,
      posts: posts.map((post) => ({ post, unitId })),
    })),
  )
  return hired
}

async function seedBeats(
  tx: Tx,
  districtId: string,
  { beats }: Organisation,
  people: readonly Hired[],
): Promise<number> {
  const duties: { beatId: string; personId: string }[] = []
  for (const beat of beats) {
    const beatId = await openBeat(tx, districtId, { name: beat.name, cellCodes: beat.cells, day: firstDay })
    duties.push(...people.filter((person) => person.beat === beat.code).map(({ personId }) => ({ beatId, personId })))
  }
  await putBeatDuties(tx, districtId, firstDay, duties)
  return beats.length
}

const A_DAY = 86_400_000
const ROTA_DAYS = 7

/** A week's rota each way: the people of a post take its shifts in turn. */
function shiftsOf({ shifts }: Organisation, people: readonly Hired[], now: Date) {
  const today = Math.floor((now.getTime() + 8 * 3_600_000) / A_DAY)
  const days = Array.from({ length: 2 * ROTA_DAYS + 1 }, (_, at) => today - ROTA_DAYS + at)
  return days.flatMap((day) =>
    shifts.flatMap((shift, order) => {
      const able = people.filter((person) => person.posts.includes(shift.post))
      const person = able[(day + order) % Math.max(able.length, 1)]
      if (!person) return []
      const startsAt = momentOf(day, shift.starts)
      const endsAt = momentOf(shift.ends <= shift.starts ? day + 1 : day, shift.ends)
      return [{ personId: person.personId, startsAt, endsAt }]
    }),
  )
}

/** Beijing time of a day counted from the epoch. */
function momentOf(day: number, time: string): Date {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return new Date(day * A_DAY + (hours * 60 + minutes) * 60_000 - 8 * 3_600_000)
}
