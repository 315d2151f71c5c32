import { z } from 'zod'
import { inScope, type Scoped } from '#city/case/scope.ts'
import { type Actor, may, scopeOf } from '#kernel/auth/actor.ts'
import type { Clock } from '#kernel/clock.ts'
import type { Stream } from '#kernel/live/stream.ts'
import { type Changed, makeBoard, type Said } from './board.ts'
import { BEAT_MS } from './contract.ts'

/** Beside the events of a live stream: everybody a listener may know of, and then each case where that changes. */
export const ATTENDANCE_ALL = 'attendance.all'
export const ATTENDANCE_AT = 'attendance.at'

/** The channel on which the processes that answer tell each other. */
export const ATTENDANCE_CHANNEL = 'yiwang_attendance'

const SWEEP_MS = 5_000

export type Attendance = {
  /** One's own page says where it is; passed on to the other processes unless it said so a moment ago. */
  say(said: Said): Promise<void>
  /** Another process has passed something on. */
  hear(text: string): void
  /** Everybody this person may know of. */
  seenBy(actor: Actor): { cases: { caseId: string; people: ReturnType<ReturnType<typeof makeBoard>['peopleAt']> }[] }
  join(actor: Actor, stream: Stream): void
  leave(stream: Stream): void
  stop(): void
}

/**
 * Who is at which case, kept in the memory of each process and nowhere else. `carry` tells the other processes; one that has just
 * begun knows everybody after one beat. Nothing is written, so that five hundred open pages cost the database no row.
 */
export function startAttendance(parts: { clock: Clock; carry: (text: string) => Promise<unknown> }): Attendance {
  const { clock, carry } = parts
  const board = makeBoard()
  const listeners = new Map<Stream, Actor>()
  const now = () => clock.now().getTime()
  const tell = (changes: readonly Changed[]) => {
    for (const { districtId, caseId, scope } of changes) {
      const people = board.peopleAt(districtId, caseId)
      for (const [stream, actor] of listeners)
        if (actor.districtId === districtId && maySee(actor, scope)) stream.say(ATTENDANCE_AT, { caseId, people })
    }
  }
  const seenBy = (actor: Actor) => ({
    cases: board
      .casesOf(actor.districtId)
      .filter(({ scope }) => maySee(actor, scope))
      .map(({ caseId }) => ({ caseId, people: board.peopleAt(actor.districtId, caseId) })),
  })
  const sweeping = setInterval(() => tell(board.sweep(now())), SWEEP_MS)
  sweeping.unref()
  return {
    async say(said) {
      if (board.isFresh(said, now(), BEAT_MS * 0.75)) return
      tell(board.hear(said, now()))
      await carry(JSON.stringify(said))
    },
    hear(text) {
      const said = readSaid(text)
      if (said) tell(board.hear(said, now()))
    },
    seenBy,
    join(actor, stream) {
      if (!may(actor, 'case.read')) return
      listeners.set(stream, actor)
      stream.say(ATTENDANCE_ALL, seenBy(actor))
    },
    leave: (stream) => void listeners.delete(stream),
    stop: () => clearInterval(sweeping),
  }
}

/**
 * By the rule of the list. A collector is not told: who looks at a case would tell the verifier whose work it is, and somebody on
 * the street disturbs nobody at a desk.
 */
function maySee(actor: Actor, scope: Scoped): boolean {
  if (!may(actor, 'case.read')) return false
  const reach = scopeOf(actor, 'case.read')
  return (reach === 'district' || reach === 'unit') && inScope(actor, 'case.read', scope)
}

const SaidShape = z.object({
  districtId: z.string(),
  personId: z.string(),
  name: z.string(),
  tab: z.string(),
  act: z.string().nullable(),
  at: z
    .object({
      caseId: z.string(),
      scope: z.object({
        unitId: z.string().nullable(),
        coUnitIds: z.array(z.string()),
        collectorId: z.string().nullable(),
        reportedBy: z.string(),
      }),
    })
    .nullable(),
})

/** What another process wrote; another version's message is left alone. */
function readSaid(text: string): Said | undefined {
  try {
    return SaidShape.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
