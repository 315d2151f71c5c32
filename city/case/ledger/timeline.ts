import type { Limit } from '#city/calendar/unit.ts'
import type { ClockAct, ClockEntry } from './entry.ts'
import { ledgerProblems } from './problems.ts'

export type ClockState = 'none' | 'running' | 'paused' | 'stopped'

/**
 * A stretch in one state, [fromMs, toMs) in epoch ms; open when `toMs` is absent. `opened` is the entry that began it,
 * `within` those that fell into it without changing the state: extensions, overlapping pauses.
 */
export type Stretch = {
  readonly state: Exclude<ClockState, 'none'>
  readonly round: number
  readonly fromMs: number
  readonly toMs?: number
  readonly opened: ClockEntry
  readonly within: readonly ClockEntry[]
}

/** Entries put in order and told as stretches. A round is one budget: `restart` begins the next. */
export type Timeline = {
  readonly state: ClockState
  readonly round: number
  readonly party: string | undefined
  readonly limits: readonly Limit[]
  readonly stretches: readonly Stretch[]
}

type Draft = {
  state: ClockState
  round: number
  party: string | undefined
  limits: Limit[]
  pauses: Set<string>
  stretches: {
    state: Stretch['state']
    round: number
    fromMs: number
    toMs?: number
    opened: ClockEntry
    within: ClockEntry[]
  }[]
}

/**
 * Tells the entries of one clock. They are taken in the order of `seq`; an instant earlier than the one before counts as
 * equal to it, since history does not run backwards. Pausing what is paused or resuming what runs changes nothing.
 * Throws `clock_entry_impossible`, `clock_limit_missing`.
 */
export function timelineOf(entries: readonly ClockEntry[]): Timeline {
  const draft: Draft = { state: 'none', round: 0, party: undefined, limits: [], pauses: new Set(), stretches: [] }
  let lastMs = Number.NEGATIVE_INFINITY
  for (const entry of [...entries].sort((a, b) => a.seq - b.seq)) {
    if (!mayAct[draft.state].includes(entry.act)) {
      const { clock, act, seq } = entry
      throw ledgerProblems.clock_entry_impossible({ clock, act, seq, state: draft.state })
    }
    lastMs = Math.max(lastMs, entry.at.getTime())
    acts[entry.act](draft, entry, lastMs)
  }
  return draft
}

const mayAct: Readonly<Record<ClockState, readonly ClockAct[]>> = {
  none: ['start'],
  running: ['pause', 'resume', 'extend', 'relimit', 'restart', 'stop'],
  paused: ['pause', 'resume', 'extend', 'relimit', 'restart', 'stop'],
  stopped: ['start', 'restart', 'resume'],
}

const acts: Readonly<Record<ClockAct, (draft: Draft, entry: ClockEntry, atMs: number) => void>> = {
  start: newRound,
  restart: newRound,
  extend(draft, entry) {
    draft.limits.push(limitOf(entry))
    note(draft, entry)
  },
  relimit(draft, entry) {
    draft.limits = [limitOf(entry)]
    note(draft, entry)
  },
  pause(draft, entry, atMs) {
    draft.pauses.add(entry.pauseKey ?? '')
    enter(draft, 'paused', entry, atMs)
  },
  resume(draft, entry, atMs) {
    draft.pauses.delete(entry.pauseKey ?? '')
    enter(draft, draft.pauses.size > 0 ? 'paused' : 'running', entry, atMs)
  },
  stop(draft, entry, atMs) {
    draft.pauses.clear()
    enter(draft, 'stopped', entry, atMs)
  },
}

function newRound(draft: Draft, entry: ClockEntry, atMs: number): void {
  const again = draft.limits[0]
  draft.limits = [entry.limit ?? again ?? limitOf(entry)]
  draft.pauses.clear()
  draft.round++
  draft.party = entry.party ?? draft.party
  enter(draft, 'running', entry, atMs, true)
}

function enter(draft: Draft, state: Stretch['state'], entry: ClockEntry, atMs: number, always = false): void {
  if (state === draft.state && !always) {
    note(draft, entry)
    return
  }
  const open = draft.stretches.at(-1)
  if (open) open.toMs = atMs
  draft.stretches.push({ state, round: draft.round, fromMs: atMs, opened: entry, within: [] })
  draft.state = state
}

const note = (draft: Draft, entry: ClockEntry): void => {
  draft.stretches.at(-1)?.within.push(entry)
}

function limitOf({ limit, clock, seq }: ClockEntry): Limit {
  if (!limit) throw ledgerProblems.clock_limit_missing({ clock, seq })
  return limit
}
