import type { Limit } from '#city/calendar/unit.ts'
import { componentBehind } from './code.ts'
import type { CodedCategory } from './mapping.ts'

/**
 * A limit for one condition in one class of area. A condition has another id in every version of a standard; its category and text
 * tell it there.
 */
export type ConditionLimit = {
  readonly conditionId: string
  readonly areaClass: string
  readonly limit: Limit
  readonly condition?: string | undefined
  readonly kind?: CodedCategory['kind'] | undefined
  readonly code?: string | undefined
}

/** What a case keeps of the condition it was filed under. */
export type FiledUnder = {
  readonly edition: string
  readonly kind: CodedCategory['kind']
  readonly code: string
  readonly conditionId: string | null
  readonly condition: string
  readonly areaClass: string
}

type Table = ReadonlyMap<string, Limit>
const tables = new WeakMap<readonly ConditionLimit[], Table>()

/** The limit that a list has for what a case was filed under; a class of area with a limit of its own never takes that of `*`. */
export function limitOfClause(limits: readonly ConditionLimit[], filed: FiledUnder): Limit | undefined {
  const table = tables.get(limits) ?? tableOf(limits)
  tables.set(limits, table)
  const { conditionId, kind, condition, areaClass } = filed
  const byId = conditionId === null ? undefined : table.get(idKey(conditionId, areaClass))
  return (
    byId ??
    table.get(textKey({ ...filed, kind })) ??
    (isOfComponent(filed) ? table.get(textKey({ ...filed, kind: 'component', condition })) : undefined)
  )
}

const idKey = (conditionId: string, areaClass: string) => `${conditionId} ${areaClass}`
const textKey = ({ kind, code, areaClass, condition }: Pick<FiledUnder, 'kind' | 'code' | 'areaClass' | 'condition'>) =>
  `${kind} ${code} ${areaClass} ${condition}`

function tableOf(limits: readonly ConditionLimit[]): Table {
  const table = new Map<string, Limit>()
  for (const { conditionId, areaClass, limit, condition, kind, code } of limits) {
    table.set(idKey(conditionId, areaClass), limit)
    if (condition !== undefined && kind && code !== undefined)
      table.set(textKey({ kind, code, areaClass, condition }), limit)
  }
  return table
}

/** Whether the matter takes the conditions of the component that is out of order. */
const isOfComponent = ({ edition, kind, code }: FiledUnder): boolean =>
  edition === '2026' && componentBehind({ edition, kind, major: code.slice(0, 2), minor: code.slice(2) }) !== undefined
