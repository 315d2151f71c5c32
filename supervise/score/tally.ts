import { dateOf, localDay } from '#city/calendar/zone.ts'
import type { CountName, SubjectKind } from './counts.ts'
import type { Fact } from './teller.ts'

/** Amounts by subject and count. */
export type Sums = Map<string, Map<string, number>>

/** A fact for every subject it belongs to: a cell's also for its community, street and district. */
export function subjectsOf(fact: Pick<Fact, 'kind' | 'subject'>, districtId: string): [SubjectKind, string][] {
  const { kind, subject } = fact
  if (kind !== 'area') return [[kind, subject]]
  const levels: [SubjectKind, string][] = [['district', districtId]]
  if (subject.length >= 9) levels.push(['street', subject.slice(0, 9)])
  if (subject.length >= 12) levels.push(['community', subject.slice(0, 12)])
  if (subject.length >= 15) levels.push(['cell', subject])
  return levels
}

const quarter = 15 * 60_000

/** The local day of instants of one zone; its offset is looked up once for each quarter of an hour. */
export function dayFinder(zone: string): (at: Date) => string {
  const known = new Map<number, string>()
  return (at) => {
    const slot = Math.floor(at.getTime() / quarter)
    const day = known.get(slot)
    if (day !== undefined) return day
    if (known.size > 100_000) known.clear()
    const found = dateOf(localDay(zone, slot * quarter))
    known.set(slot, found)
    return found
  }
}

/** One cell of the roll-up: amounts of a subject on one day or in one month, none of them 0. */
export type Tally = {
  readonly kind: SubjectKind
  readonly grain: 'day' | 'month'
  readonly startsOn: string
  readonly subject: string
  readonly amounts: Readonly<Partial<Record<CountName, number>>>
}

/** The counts of one subject on one day or in one month. */
type Cell = {
  readonly kind: SubjectKind
  readonly grain: 'day' | 'month'
  readonly startsOn: string
  readonly subject: string
  readonly counts: Map<CountName, number>
}

/** Collects what is added to and taken from the roll-up. */
export class Tallies {
  readonly #cells = new Map<string, Cell>()
  /** Which cells the facts about a subject on a day belong to; most facts of a case share them. */
  readonly #cellsOf = new Map<string, readonly Cell[]>()
  readonly #districtId: string
  readonly #dayOf: (at: Date) => string

  constructor(districtId: string, zone: string) {
    this.#districtId = districtId
    this.#dayOf = dayFinder(zone)
  }

  /** Adds a fact, or takes it away with `sign` -1. */
  add(fact: Pick<Fact, 'kind' | 'subject' | 'count' | 'at' | 'amount'>, sign: 1 | -1): void {
    const day = this.#dayOf(fact.at)
    const about = `${fact.kind}|${fact.subject}|${day}`
    const cells = this.#cellsOf.get(about) ?? this.#findCells(about, fact, day)
    for (const { counts } of cells) counts.set(fact.count, (counts.get(fact.count) ?? 0) + sign * fact.amount)
  }

  /** What changed, in the order of the roll-up's key. */
  changes(): Tally[] {
    return [...this.#cells]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([, { counts, ...cell }]) => {
        const changed = [...counts].filter(([, amount]) => amount !== 0)
        return changed.length > 0 ? [{ ...cell, amounts: Object.fromEntries(changed) }] : []
      })
  }

  #findCells(about: string, fact: Pick<Fact, 'kind' | 'subject'>, day: string): readonly Cell[] {
    const month = `${day.slice(0, 7)}-01`
    const found = subjectsOf(fact, this.#districtId).flatMap(([kind, subject]) => [
      this.#cell(kind, 'day', day, subject),
      this.#cell(kind, 'month', month, subject),
    ])
    this.#cellsOf.set(about, found)
    return found
  }

  #cell(kind: SubjectKind, grain: Cell['grain'], startsOn: string, subject: string): Cell {
    const key = `${kind}|${grain}|${startsOn}|${subject}`
    const known = this.#cells.get(key)
    if (known) return known
    const cell: Cell = { kind, grain, startsOn, subject, counts: new Map() }
    this.#cells.set(key, cell)
    return cell
  }
}

/** Adds an amount to the sums of one kind of subject. */
export function addTo(sums: Sums, subject: string, count: string, amount: number): void {
  const own = sums.get(subject) ?? new Map<string, number>()
  own.set(count, (own.get(count) ?? 0) + amount)
  sums.set(subject, own)
}
