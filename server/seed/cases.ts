import { type HandlingUnit, liveCase, type Setting, type Who } from '#cities/dachuan/cases/life.ts'
import { makeRandom, type Random } from '#cities/dachuan/cases/random.ts'
import { type Story, stories } from '#cities/dachuan/cases/stories.ts'
import { leaveSomeWaiting } from '#cities/dachuan/cases/waiting.ts'
import { resolveDuty } from '#cities/dachuan/duty.ts'
import type { Door, Geography } from '#cities/dachuan/model.ts'
import type { Organisation } from '#cities/dachuan/organisation.ts'
import type { CompiledCalendar } from '#city/calendar/compile.ts'
import { listStageLimits } from '#city/calendar/store.ts'
import { type WrittenCase, writeCases } from '#city/case/bulk.ts'
import type { Clause, Source, StageLimits } from '#city/case/event.ts'
import { writeNumbers } from '#city/case/number.ts'
import { clauseOf, conditionsOf } from '#city/catalogue/store.ts'
import type { Tx } from '#kernel/db/db.ts'
import { newId } from '#kernel/id.ts'
import type { Sealer } from '#kernel/sealed.ts'
import { type BulkReport, writeReports } from '#serve/intake/bulk.ts'
import { demoVerifier, seedDraws } from './draws.ts'
import type { Hired } from './office.ts'
import type { DemoPhotos } from './photos.ts'

const DAYS = 92
const A_DAY = 86_400_000
/** How many of the newest cases may be waiting. */
const LAST_WAITING = 22

const sourceShares: readonly (readonly [number, Source])[] = [
  [60, 'collector'],
  [15, 'hotline'],
  [13, 'citizen'],
  [7, '12345'],
  [2, 'media'],
  [2, 'leader'],
  [1, 'sensor'],
]

export type DemoWorld = {
  readonly geography: Geography
  readonly organisation: Organisation
  readonly people: readonly Hired[]
  readonly calendar: CompiledCalendar
  readonly photos: DemoPhotos
  readonly now: Date
}

/** Three months of cases, from the first report to the present hour, through the same events, fold and ledger as real ones. */
export async function seedCases(tx: Tx, sealer: Sealer, world: DemoWorld): Promise<Record<string, number>> {
  const { districtId } = world.geography.district
  const random = makeRandom(20_261_122)
  const clauses = await clausesOf(tx, districtId)
  const stageLimits = Object.fromEntries(
    (await listStageLimits(tx, districtId)).map(({ stage, limit }) => [stage, limit]),
  )
  const counters = new Map<string, number>()
  const own = new Map<string, string>()
  const told: WrittenCase[] = []
  const times = arrivals(random, world.now)
  for (const [order, at] of times.entries())
    told.push(oneCase({ ...world, random, clauses, stageLimits, counters, own }, at, times.length - 1 - order))
  const cases = leaveSomeWaiting(told, world.now)
  const events = await writeCases(tx, districtId, world.calendar, cases, world.now)
  await writeNumbers(tx, districtId, counters)
  const reports = cases.flatMap((each) => reportOf(random, each))
  await writeReports(tx, sealer, districtId, reports)
  const ownOf = (caseId: string) => own.get(caseId) ?? ''
  const draws = await seedDraws(tx, sealer, districtId, { cases, people: world.people, ownOf, now: world.now })
  return { 案件: cases.length, 案件历程: events, 诉求人: reports.length, 核查抽取: draws }
}

/** When reports come: about seventy on a weekday, fewer on weekends, mostly by day, in order. */
function arrivals(random: Random, now: Date): number[] {
  const midnight = Math.floor((now.getTime() + 8 * 3_600_000) / A_DAY) * A_DAY - 8 * 3_600_000
  const times: number[] = []
  for (let day = DAYS; day >= 0; day--) {
    const weekday = new Date(midnight - day * A_DAY + 12 * 3_600_000).getUTCDay()
    const count = Math.round(random.between(0.8, 1.2) * (weekday === 0 || weekday === 6 ? 38 : 72))
    for (let n = 0; n < count; n++) times.push(midnight - day * A_DAY + random.between(7.2, 20.5) * 3_600_000)
  }
  return times.filter((time) => time <= now.getTime()).sort((a, b) => a - b)
}

type Telling = DemoWorld & {
  random: Random
  clauses: ReadonlyMap<string, readonly Clause[]>
  stageLimits: StageLimits
  counters: Map<string, number>
  /** The collector of the beat of each case. */
  own: Map<string, string>
}

function oneCase(world: Telling, arrived: number, after: number): WrittenCase {
  const { random, geography, clauses } = world
  const story = random.weighted(stories)
  const task = after < LAST_WAITING && random.chance(0.25)
  const waits = task ? { waitsAfter: 2 } : waiting(world, after)
  // What waits has come within the hour: an hour-old task would be a scandal, not a demo.
  const at = waits.waitsAfter === undefined ? arrived : world.now.getTime() - random.between(4, task ? 24 : 45) * 60_000
  const door = random.pick(task ? doorsOfCast(world) : geography.doors)
  const clause = random.pick(clauses.get(story.code) ?? [])
  const caseId = newId()
  const own = collectorOf(world, door)
  world.own.set(caseId, own.id)
  const setting: Setting = {
    random,
    calendar: world.calendar,
    now: world.now,
    desk: deskOf(world),
    collector: own,
    sendVerifier: (seq, when) => demoVerifier(world.people, { caseId, ownId: own.id, seq, at: when }),
    ...unitsFor(world, story, door),
    clause,
    stageLimits: world.stageLimits,
    photos: photosFor(world, story),
    ...waits,
    opening: {
      number: numberAt(world.counters, at),
      source: task ? 'hotline' : random.weighted(sourceShares),
      urgency: random.weighted([
        [90, 'normal'],
        [8, 'urgent'],
        [2, 'critical'],
      ] as const),
      description: random.pick(story.says),
      category: { edition: '2026', kind: 'matter', code: story.code, name: clause.name },
      place: {
        point: door.at,
        text: `${door.name}附近`,
        cellCode: door.cell,
        communityCode: door.cell.slice(0, 12),
        streetCode: door.cell.slice(0, 9),
        componentCode: null,
      },
      files: photosFor(world, story).before,
    },
  }
  return { caseId, history: liveCase(setting, at) }
}

/** Doors on the beat of the cast's own collector, who thus finds tasks waiting. */
function doorsOfCast({ geography, organisation, people }: Telling): readonly Door[] {
  const own = people.find((person) => person.username === 'xiaolin')?.beat
  const cells = new Set(organisation.beats.find((beat) => beat.code === own)?.cells)
  const doors = geography.doors.filter((door) => cells.has(door.cell))
  return doors.length > 0 ? doors : geography.doors
}

/** Of the last to come a part still waits at one step or another, so that every desk has work whenever the demo is opened. */
function waiting({ random }: Telling, after: number): { waitsAfter?: number } {
  if (after >= LAST_WAITING || !random.chance(0.8)) return {}
  return { waitsAfter: 1 + Math.floor(random.next() * 9) }
}

const whoOf = (person: Hired): Who => ({ id: person.personId, name: person.name, unit: person.unitId })

function byPost(people: readonly Hired[], post: string): Who {
  const found = people.find((person) => (person.posts as readonly string[]).includes(post))
  if (!found) throw new Error(`the demo has nobody with the post ${post}`)
  return whoOf(found)
}

const deskOf = ({ people }: DemoWorld) => ({
  intake: byPost(people, 'intake'),
  chief: byPost(people, 'duty_chief'),
  dispatcher: byPost(people, 'dispatcher'),
})

function collectorOf({ people, organisation }: DemoWorld, door: Door): Who {
  const beat = organisation.beats.find((each) => each.cells.includes(door.cell))
  const own = people.find((person) => person.beat !== undefined && person.beat === beat?.code)
  return own ? whoOf(own) : byPost(people, 'collector')
}

function unitsFor(world: Telling, story: Story, door: Door): { unit: HandlingUnit; otherUnit: HandlingUnit } {
  const { organisation, random } = world
  const duty = resolveDuty(organisation.duties, 'matter', story.code, door.cell)
  const own = handling(world, duty.unit)
  const others = ['municipal', 'sanitation', 'enforcement', 'garden'].filter((key) => key !== duty.unit)
  return { unit: own, otherUnit: handling(world, random.pick(others)) }
}

function handling({ organisation, people }: DemoWorld, key: string): HandlingUnit {
  const unit = organisation.departments.find((each) => each.key === key || each.code === key)
  if (!unit) throw new Error(`the demo has no unit ${key}`)
  const handler = people.find(
    (person) => person.unitId === unit.code && (person.posts as readonly string[]).includes('unit_handler'),
  )
  return {
    unitId: unit.code,
    name: unit.name,
    handler: handler ? whoOf(handler) : { id: unit.code, name: `${unit.name}值班`, unit: unit.code },
  }
}

const scenes: Readonly<Record<string, number>> = { '01': 2, '02': 2, '06': 1, '07': 4, '08': 0, '09': 4 }

function photosFor({ photos }: DemoWorld, { code }: Story): { before: string[]; after: string[] } {
  const scene = code === '06013' ? 0 : code === '01037' ? 3 : (scenes[code.slice(0, 2)] ?? 0)
  return { before: [photos.before[scene] ?? ''].filter(Boolean), after: [photos.after[scene] ?? ''].filter(Boolean) }
}

function numberAt(counters: Map<string, number>, at: number): string {
  const day = new Date(at + 8 * 3_600_000).toISOString().slice(0, 10).replaceAll('-', '')
  const serial = (counters.get(day) ?? 0) + 1
  counters.set(day, serial)
  return `${day}${String(serial).padStart(5, '0')}`
}

async function clausesOf(tx: Tx, districtId: string): Promise<Map<string, Clause[]>> {
  const all = new Map<string, Clause[]>()
  for (const [, { code }] of stories) {
    const { conditions } = await conditionsOf(tx, districtId, {
      edition: '2026',
      kind: 'matter',
      code,
      on: '2026-11-01',
    })
    const clauses: Clause[] = []
    for (const each of conditions)
      clauses.push(await clauseOf(tx, districtId, each.conditionId, '*', { kind: 'matter', code }))
    all.set(code, clauses)
  }
  return all
}

const names = ['陈', '李', '王', '张', '刘', '杨', '赵', '黄', '周', '吴', '徐', '何']

/** Whoever called or reported by phone left an invented name and a number that nobody has. */
function reportOf(random: Random, { caseId, history }: WrittenCase): BulkReport[] {
  const [first] = history
  if (first?.kind !== 'reported' || !['hotline', 'citizen', '12345'].includes(first.body.source)) return []
  const phone = `1990000${String(Math.floor(random.next() * 10_000)).padStart(4, '0')}`
  return [
    {
      caseId,
      channel: first.body.source,
      name: `${random.pick(names)}某`,
      phone,
      foreignId: null,
      reportedAt: first.at,
    },
  ]
}
