import type { Claim, TargetBody } from '#supervise/target/contract.ts'

/** One line of what an edit changes: which field, from what, to what; nothing on one side where it is new or gone. */
export type Difference = {
  readonly field: keyof TargetBody | keyof Claim
  readonly claim?: number
  readonly before: string | null
  readonly after: string | null
}

const plain = ['name', 'unit', 'direction', 'formula', 'ownerUnitId', 'measure', 'isRetired'] as const

/** What differs between two versions of an indicator, field by field and claim by claim. */
export function differencesOf(before: TargetBody, after: TargetBody): Difference[] {
  const own = plain.flatMap((field) => differ(field, before[field], after[field]))
  const most = Math.max(before.claims.length, after.claims.length)
  const claims = Array.from({ length: most }, (_, at) => claimDifferences(at, before.claims[at], after.claims[at]))
  return [...own, ...claims.flat()]
}

function claimDifferences(at: number, before: Claim | undefined, after: Claim | undefined): Difference[] {
  const claim = at + 1
  if (!before || !after) {
    const whole = (side: Claim | undefined) => (side ? summary(side) : null)
    return [{ field: 'claims', claim, before: whole(before), after: whole(after) }]
  }
  const fields = Object.keys(after) as (keyof Claim)[]
  return fields.flatMap((field) => differ(field, before[field], after[field]).map((each) => ({ ...each, claim })))
}

const summary = ({ year, value, state, document }: Claim): string => `${year} ${value ?? state} ${document}`

function differ(field: Difference['field'], before: unknown, after: unknown): Difference[] {
  const text = (value: unknown) => (value === null || value === '' ? null : String(value))
  return text(before) === text(after) ? [] : [{ field, before: text(before), after: text(after) }]
}
