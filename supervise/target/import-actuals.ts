import type { Tx } from '#kernel/db/db.ts'
import type { Problem } from '#kernel/problem.ts'
import { Period } from './body.ts'
import type { ImportAsk, Imported, Outcome } from './import.ts'
import { targetProblems } from './problems.ts'
import { type ActualRow, insertActual, listHolding, listTargets, type NewActual, type TargetRow } from './store.ts'
import { type Line, numberOf } from './table.ts'

type Judged = {
  readonly row: number
  readonly name: string
  readonly actual?: NewActual
  readonly faults: readonly Problem[]
}

/** Enters actual values of many indicators and periods at once; what stands already is left alone. */
export async function importActuals(
  tx: Tx,
  districtId: string,
  lines: readonly Line[],
  ask: ImportAsk,
): Promise<Imported> {
  const [targets, holding] = await Promise.all([listTargets(tx, districtId), listHolding(tx, districtId)])
  const known = new Map(targets.map((target) => [target.body.name, target]))
  const standing = new Map(holding.map((actual) => [keyOf(actual), actual]))
  const judged = lines.map((line) => judge(line, known.get(line.cells.指标 ?? ''), ask))
  const outcomes = judged.map(
    ({ row, name, actual, faults }): Outcome => ({
      ...{ row, name, outcome: actual ? outcomeOf(actual, standing.get(keyOf(actual))) : 'refused' },
      faults: faults.map(({ zh, en }) => ({ zh, en })),
    }),
  )
  const committed = ask.commit && outcomes.length > 0 && outcomes.every(({ outcome }) => outcome !== 'refused')
  if (committed)
    for (const { actual } of judged)
      if (actual && outcomeOf(actual, standing.get(keyOf(actual))) !== 'same')
        await insertActual(tx, districtId, actual)
  return { committed, lines: outcomes }
}

const keyOf = ({ targetId, period }: Pick<NewActual, 'targetId' | 'period'>): string => `${targetId} ${period}`

function outcomeOf(actual: NewActual, before: ActualRow | undefined): Outcome['outcome'] {
  if (!before) return 'added'
  const isSame =
    before.value === actual.value &&
    before.state === actual.state &&
    before.isReached === actual.isReached &&
    before.evidence === actual.evidence
  return isSame ? 'same' : 'changed'
}

const yes: Readonly<Record<string, boolean>> = { 是: true, 否: false }

function judge({ row, cells }: Line, target: TargetRow | undefined, ask: ImportAsk): Judged {
  const name = cells.指标 ?? ''
  const value = numberOf(cells.实际值)
  const refused = (fault: Problem): Judged => ({ row, name, faults: [fault] })
  const unread = (column: string, text = '') => refused(targetProblems.target_cell_unreadable({ column, text }))
  if (!target) return unread('指标', name)
  if (!Period.safeParse(cells.期间).success) return unread('期间', cells.期间)
  if (value === undefined) return unread('实际值', cells.实际值)
  if ((cells.依据 ?? '').length < 2) return unread('依据', cells.依据)
  const given = { value, state: cells.状态说明 ?? '', isReached: yes[cells.是否达到 ?? ''] ?? null }
  const fault = actualFault(target, given)
  if (fault) return refused(fault)
  const { targetId } = target
  const entered = { origin: 'imported' as const, enteredAt: ask.now, enteredBy: ask.by }
  return {
    row,
    name,
    faults: [],
    actual: { targetId, period: cells.期间 ?? '', ...given, evidence: cells.依据 ?? '', ...entered },
  }
}

/** Why a value does not belong to its indicator: a number is wanted, or a state with a yes or no. */
export function actualFault(
  { body }: Pick<TargetRow, 'body'>,
  { value, state, isReached }: Pick<NewActual, 'value' | 'state' | 'isReached'>,
): Problem | undefined {
  if (body.direction !== 'state')
    return value === null ? targetProblems.actual_value_needed({}, 'body.value') : undefined
  return state === '' || isReached === null ? targetProblems.actual_state_needed({}, 'body.state') : undefined
}
