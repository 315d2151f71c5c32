import { dayReader } from '#city/calendar/day.ts'
import { currentCalendar } from '#city/calendar/store.ts'
import { dayNumberOf } from '#city/calendar/zone.ts'
import { dayOf } from '#city/place/answer.ts'
import type { Db } from '#kernel/db/db.ts'
import type { DueItem } from './contract.ts'
import { type Cycle, type Due, type DueState, dueUnder } from './due.ts'
import type { DeclaredKind } from './kinds.ts'
import { countByLastDay, countClaimed, listStandings, listTaken, type Standing } from './ledger-store.ts'
import type { Plan } from './store.ts'

/** A district's today, with how its calendar works; one for all plans of a request. */
export type Today = { readonly day: string; readonly now: Date; readonly isWorkday: (day: string) => boolean }

export async function todayOf(db: Db, districtId: string, now: Date): Promise<Today> {
  const [day, { definition }] = await Promise.all([
    dayOf(db, districtId, undefined, now),
    currentCalendar(db, districtId),
  ])
  const read = dayReader(definition)
  return { day, now, isWorkday: (one) => read(dayNumberOf(one)).sessions.length > 0 }
}

export type Counts = { total: number; done: number; due: number; overdue: number; later: number }
const none = (): Counts => ({ total: 0, done: 0, due: 0, overdue: 0, later: 0 })

export type Progress = {
  readonly counts: Counts
  readonly claimed: number
  readonly streets: ReadonlyMap<string | null, Counts>
}

/** How far a plan is, by the ledger: nothing of it is stored. A kind nobody declares any more has nothing to count. */
export async function progressOf(
  db: Db,
  districtId: string,
  plan: Plan,
  kind: DeclaredKind | undefined,
  today: Today,
): Promise<Progress> {
  const counts = none()
  const streets = new Map<string | null, Counts>()
  if (!kind) return { counts, claimed: 0, streets }
  const of = { districtId, plan, kinds: kind.kind.components, now: today.now }
  const [days, claimed] = await Promise.all([countByLastDay(db, of), countClaimed(db, of)])
  const terms = termsOf(plan)
  for (const { street, lastDay, asked, count } of days) {
    const { state } = dueUnder(terms, asked, lastDay, today.day, today.isWorkday)
    const own = streets.get(street) ?? none()
    streets.set(street, own)
    for (const one of [counts, own]) {
      one.total += count
      one[state] += count
    }
  }
  return { counts, claimed, streets }
}

const order: Readonly<Record<DueState, number>> = { overdue: 0, due: 1, later: 2, done: 3 }

export type StandingDue = Standing & Due

/** What a plan asked and asks, each version from its own day on. */
const termsOf = (plan: Plan): readonly Cycle[] => [...plan.earlier, { ...plan, startsOn: plan.fromOn }]

/** The components of a plan with how each stands, the longest overdue first; `isTaken` also those it asks for no more. */
export async function standingsOf(
  db: Db,
  districtId: string,
  plan: Plan,
  kind: DeclaredKind | undefined,
  today: Today,
  only?: { readonly codes: readonly string[]; readonly isTaken?: boolean },
): Promise<StandingDue[]> {
  if (!kind) return []
  const of = { districtId, plan, kinds: kind.kind.components, now: today.now }
  const rows = only?.isTaken ? await listTaken(db, of, only.codes) : await listStandings(db, of, only?.codes)
  const terms = termsOf(plan)
  return rows
    .map((row) => ({ ...row, ...dueUnder(terms, row.asked, row.lastDay, today.day, today.isWorkday) }))
    .toSorted((a, b) => order[a.state] - order[b.state] || compare(a.dueOn, b.dueOn) || compare(a.code, b.code))
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

type Shown = Omit<DueItem, 'lastAt'> & { lastAt: Date | null }

export const shownItem = (one: StandingDue): Shown => ({
  ...{ code: one.code, name: one.name, address: one.address, place: one.place, state: one.state, dueOn: one.dueOn },
  ...{ lastAt: one.lastAt, lastBy: one.lastBy, lastOutcome: one.lastOutcome, claimedBy: one.claimedBy },
})
