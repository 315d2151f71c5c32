import {
  type Claim,
  type Direction,
  directions,
  type ReachedItem,
  type TargetItem,
} from '#supervise/target/contract.ts'

type Words = { readonly zh: string; readonly en: string }

/** `≥ 95 %`: a target as short as is still clear; a state in its own words. */
export function claimText({ direction, unit }: Pick<TargetItem['body'], 'direction' | 'unit'>, claim: Claim): string {
  if (claim.value === null) return claim.state
  return `${signs[direction]} ${amount(claim.value, unit)}`
}

const signs: Readonly<Record<Direction, string>> = { at_least: '≥', at_most: '≤', equal: '=', state: '' }

/** A number with its unit; a per cent sign stands close. */
export const amount = (value: number, unit: string): string =>
  unit === '' ? String(value) : unit === '%' ? `${value}%` : `${value} ${unit}`

export const reachedText = ({ unit }: Pick<TargetItem['body'], 'unit'>, { value, state }: ReachedItem): string =>
  value === null ? state : amount(value, unit)

export const directionWords = (direction: Direction): Words => directions[direction]
