import type { Limit } from '#city/calendar/unit.ts'
import { composeCode } from '#city/catalogue/code.ts'
import type { AreaLimit } from '#city/catalogue/condition.ts'
import { catalogueProblems } from '#city/catalogue/problems.ts'

/** A filing condition of the standard that the draft is about, with its limits by class of area. */
export type LimitRow = {
  readonly conditionId: string
  readonly kind: 'component' | 'matter'
  readonly code: string
  readonly name: string
  readonly majorName: string
  readonly ordinal: number
  readonly condition: string
  readonly limits: readonly AreaLimit[]
}

/** Which limit: of a condition, in one class of area. */
export type LimitKey = { readonly conditionId: string; readonly areaClass: string }
export type NewLimit = LimitKey & { readonly limit: Limit }

/** A limit that is to change, with what tells its condition in another version of the standard. */
export type Change = NewLimit & Pick<LimitRow, 'kind' | 'code' | 'condition'>

/** A change beside what holds today. */
export type ChangeLine = Change & Pick<LimitRow, 'name' | 'ordinal'> & { readonly was: Limit }

/** The conditions of a version with the names of their categories. */
export function rowsOf(
  conditions: readonly (Omit<LimitRow, 'code' | 'name' | 'majorName'> & { major: string; minor: string })[],
  categories: readonly Pick<LimitRow, 'kind' | 'code' | 'name' | 'majorName'>[],
): LimitRow[] {
  const known = new Map(categories.map((category) => [`${category.kind}/${category.code}`, category]))
  return conditions.map(({ conditionId, kind, major, minor, ordinal, condition, limits }) => {
    const code = composeCode({ major, minor })
    const { name = '', majorName = '' } = known.get(`${kind}/${code}`) ?? {}
    return { conditionId, kind, code, name, majorName, ordinal, condition, limits }
  })
}

/** What is to be kept of what was given: the last word for each limit, and nothing that is as it is today. Error: `condition_not_found`. */
export function changesOf(given: readonly NewLimit[], rows: readonly LimitRow[]): Change[] {
  const byId = new Map(rows.map((row) => [row.conditionId, row]))
  const kept = new Map<string, Change>()
  for (const [at, { conditionId, areaClass, limit }] of given.entries()) {
    const row = byId.get(conditionId)
    const held = row?.limits.find((each) => each.areaClass === areaClass)
    if (!row || !held) throw catalogueProblems.condition_not_found({}, `body.changes.${at}.conditionId`)
    const { kind, code, condition } = row
    if (isSame(held, limit)) kept.delete(keyOf({ conditionId, areaClass }))
    else kept.set(keyOf({ conditionId, areaClass }), { conditionId, areaClass, limit, kind, code, condition })
  }
  return [...kept.values()].sort(byPlace(rows))
}

/** The changes as they stand against a version, which may have come after them; those whose condition is gone or was changed so are apart. */
export function linesOf(
  changes: readonly Change[],
  rows: readonly LimitRow[],
): { readonly lines: ChangeLine[]; readonly lost: Change[] } {
  const byId = new Map(rows.map((row) => [row.conditionId, row]))
  const byText = new Map(rows.map((row) => [textOf(row), row]))
  const lines: ChangeLine[] = []
  const lost: Change[] = []
  for (const change of changes) {
    const row = byId.get(change.conditionId) ?? byText.get(textOf(change))
    const held = row?.limits.find(({ areaClass }) => areaClass === change.areaClass)
    if (!row || !held) {
      lost.push(change)
      continue
    }
    const { conditionId, name, ordinal } = row
    const was: Limit = { value: held.value, unit: held.unit }
    if (!isSame(was, change.limit)) lines.push({ ...change, conditionId, name, ordinal, was })
  }
  return { lines, lost }
}

/** The draft without what it is shown by. */
export const asChange = ({ conditionId, areaClass, limit, kind, code, condition }: ChangeLine): Change => ({
  ...{ conditionId, areaClass, limit, kind, code, condition },
})

export const keyOf = ({ conditionId, areaClass }: LimitKey): string => `${conditionId} ${areaClass}`
export const isSame = (a: Limit, b: Limit): boolean => a.value === b.value && a.unit === b.unit

const textOf = ({ kind, code, condition }: Pick<LimitRow, 'kind' | 'code' | 'condition'>) =>
  `${kind} ${code} ${condition}`

function byPlace(rows: readonly LimitRow[]) {
  const place = new Map(rows.map(({ conditionId }, at) => [conditionId, at]))
  return (a: LimitKey, b: LimitKey) =>
    place.get(a.conditionId)! - place.get(b.conditionId)! || (a.areaClass < b.areaClass ? -1 : 1)
}
