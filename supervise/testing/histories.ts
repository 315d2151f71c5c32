import { type HandlingUnit, liveCase, type Who } from '#cities/dachuan/cases/life.ts'
import { makeRandom } from '#cities/dachuan/cases/random.ts'
import { type CompiledCalendar, compileCalendar } from '#city/calendar/compile.ts'
import { bureauCalendar } from '#city/calendar/samples.ts'
import type { WrittenCase } from '#city/case/bulk.ts'
import type { Source } from '#city/case/event.ts'
import { clause } from '#city/case/sample-history.ts'
import { point } from '#city/place/frame.ts'

export const sampleCalendar: CompiledCalendar = compileCalendar(bureauCalendar)

export const someUnits = ['roads', 'sanitation', 'garden'].map(
  (unitId): HandlingUnit => ({ unitId, name: `${unitId}所`, handler: { id: unitId, name: '经办', unit: unitId } }),
)

const who = (name: string): Who => ({ id: `01890000-0000-7000-8000-0000000000${name}`, name, unit: 'centre' })
const sources: readonly Source[] = ['collector', 'citizen', 'hotline', 'leader']
const limits = [
  { value: 1, unit: 'work_day' },
  { value: 4, unit: 'work_hour' },
  { value: 3, unit: 'work_day' },
] as const

const A_DAY = 86_400_000

export type Telling = {
  readonly seed: number
  readonly count: number
  readonly from: Date
  readonly now: Date
  readonly units?: readonly HandlingUnit[]
  readonly collectors?: readonly string[]
}

/** Lives of cases as the demo tells them: reported one after the other from `from` on, each going on until `now`. */
export function someLives({
  seed,
  count,
  from,
  now,
  units = someUnits,
  collectors = ['11', '12', '13'],
}: Telling): WrittenCase[] {
  const random = makeRandom(seed)
  const span = Math.max(A_DAY, now.getTime() - from.getTime())
  return Array.from({ length: count }, (_, order) => {
    const unit = random.pick(units)
    const verifier = who(random.pick(collectors))
    const begins = from.getTime() + random.next() * span
    const cell = `51339900100100${1 + Math.floor(random.next() * 2)}`
    const code = random.pick(['06010', '06013', '09005'])
    return {
      caseId: `01890000-0000-7000-8000-${String(seed % 10_000).padStart(4, '0')}${String(order).padStart(8, '0')}`,
      history: liveCase(
        {
          random,
          calendar: sampleCalendar,
          now,
          desk: { intake: who('01'), chief: who('02'), dispatcher: who('03') },
          collector: who(random.pick(collectors)),
          sendVerifier: () => ({ collectorId: verifier.id, collectorName: verifier.name, note: '' }),
          unit,
          otherUnit: random.pick(units),
          clause: { ...clause(random.pick(limits)), code, name: `小类${code}` },
          stageLimits: { intake: { value: 15, unit: 'work_minute' }, verify: { value: 30, unit: 'urgent_minute' } },
          photos: { before: [], after: [] },
          opening: {
            number: `${String(order).padStart(9, '0')}`,
            source: random.pick(sources),
            urgency: 'normal',
            description: '路边有垃圾',
            category: { edition: '2026', kind: 'matter', code, name: `小类${code}` },
            place: {
              point: point(107.5 + random.next() * 0.002, 31.2 + random.next() * 0.001),
              text: `人民路${order % 7}号`,
              cellCode: cell,
              communityCode: cell.slice(0, 12),
              streetCode: cell.slice(0, 9),
              componentCode: null,
            },
            files: [],
          },
        },
        begins,
      ),
    }
  }).filter(({ history }) => history.length > 0)
}
