import { inDrawOrder } from './draw.ts'

/** A collector as the draw looks at one. */
export type Collector = {
  readonly personId: string
  readonly name: string
  readonly unitIds: readonly string[]
  /** Whether the place of the case lies on a beat of theirs today. */
  readonly isOfBeat: boolean
  readonly isOnShift: boolean
}

/** Why somebody is not independent of a case. */
export const leftOutWords = {
  beat: { zh: '案件所在责任网格的采集员', en: 'collector of the beat' },
  unit: { zh: '处置单位的人员', en: 'of the handling unit' },
  known: { zh: '上报或核实过本案', en: 'reported or confirmed the case' },
  declined: { zh: '退回过任务或有利害关系', en: 'handed it back, or has an interest' },
  before: { zh: '本轮已派过', en: 'already sent in this round' },
} as const
export type LeftOut = keyof typeof leftOutWords

/** What makes somebody unfit to judge a case. */
export type Ties = {
  /** Units that handle or help. */
  readonly unitIds: readonly string[]
  /** Whoever reported or confirmed. */
  readonly known: ReadonlySet<string>
  /** Whoever handed a verification back in this round, or once said to have an interest in the case. */
  readonly declined: ReadonlySet<string>
  /** Whoever was sent since the case was last handled. */
  readonly before: ReadonlySet<string>
}

export type Pool = 'on_shift' | 'all'

export type Candidates = {
  readonly pool: Pool
  /** In the order that the draw counts by. */
  readonly candidates: readonly string[]
  readonly leftOut: Readonly<Record<LeftOut, number>>
}

/** A draw from one is no draw: everybody would know who comes. */
const LEAST_ON_SHIFT = 2

/** Who may be drawn: the independent collectors on shift now, or all independent ones where fewer than two of them are. */
export function candidatesOf(collectors: readonly Collector[], ties: Ties): Candidates {
  const leftOut = { beat: 0, unit: 0, known: 0, declined: 0, before: 0 }
  const fit = collectors.filter((each) => {
    const why = tieOf(each, ties)
    if (why) leftOut[why]++
    return why === undefined
  })
  const onShift = fit.filter(({ isOnShift }) => isOnShift)
  const isShift = onShift.length >= LEAST_ON_SHIFT
  const pool = isShift ? onShift : fit
  return {
    pool: isShift ? 'on_shift' : 'all',
    candidates: inDrawOrder(pool.map(({ personId }) => personId)),
    leftOut,
  }
}

function tieOf({ personId, unitIds, isOfBeat }: Collector, ties: Ties): LeftOut | undefined {
  if (ties.known.has(personId)) return 'known'
  if (isOfBeat) return 'beat'
  if (unitIds.some((unit) => ties.unitIds.includes(unit))) return 'unit'
  if (ties.declined.has(personId)) return 'declined'
  return ties.before.has(personId) ? 'before' : undefined
}
