import { bearingDegrees, distanceMetres } from '#city/place/distance.ts'
import type { Point } from '#city/place/frame.ts'
import { filesOf } from './engine.ts'
import type { CaseEvent, FilePurpose } from './event.ts'

/** What is known of one shot: the camera's own record, or the fix that came with the answer. */
export type ShotRecord = {
  readonly takenAt: Date | null
  readonly point: Point | null
  /** Degrees from north. */
  readonly facing: number | null
}

const nothingKnown: ShotRecord = { takenAt: null, point: null, facing: null }

export type Shot = ShotRecord & {
  readonly fileId: string
  readonly seq: number
  readonly purpose: FilePurpose
  /** When the event that brought it was entered. */
  readonly at: Date
  readonly pointFrom: 'camera' | 'fix' | null
}

/** Two shots of one place and what sets them apart; null where it cannot be known. */
export type Pair = {
  readonly before: Shot
  readonly after: Shot
  readonly metres: number | null
  /** From where the first stood to where the second stood, degrees from north. */
  readonly towards: number | null
  readonly apartMs: number
  /** Whether both instants are the cameras' own, or at least one is that of its entry. */
  readonly apartFrom: 'camera' | 'entry'
  /** Between the two directions, 0–180 degrees. */
  readonly turnDegrees: number | null
}

/** Closer than this, a direction between two fixes of phones says nothing. */
const sameSpotMetres = 3

/** Puts pictures taken after the work beside those taken before it: first with first, and what is over with the last. */
export function pairsOf(history: readonly CaseEvent[], records: ReadonlyMap<string, ShotRecord>): Pair[] {
  const shots = history.flatMap((event) => filesOf(event).map((file) => shotOf(event, file, records)))
  const begins = shots.filter(({ purpose }) => purpose === 'report' || purpose === 'confirm')
  const pairs: Pair[] = []
  for (const event of history) {
    if (event.kind !== 'handled' && event.kind !== 'co_handled' && event.kind !== 'verify_answered') continue
    const own = shots.filter(({ seq }) => seq === event.seq)
    const ownBefore = own.filter(({ purpose }) => purpose === 'before')
    const after = own.filter(({ purpose }) => purpose === 'after' || purpose === 'verify')
    const handled = shots.filter(({ purpose, seq }) => purpose === 'before' && seq < event.seq)
    const before = ownBefore.length > 0 ? ownBefore : handled.length > 0 ? lastRound(handled) : lastRound(begins)
    for (const [n, shot] of after.entries()) {
      const first = before[Math.min(n, before.length - 1)]
      if (first && first.fileId !== shot.fileId) pairs.push(compare(first, shot))
    }
  }
  return pairs.reverse()
}

/** The shots of the latest event among them. */
const lastRound = (shots: readonly Shot[]): Shot[] => shots.filter(({ seq }) => seq === shots.at(-1)?.seq)

function shotOf(
  event: CaseEvent,
  { fileId, purpose }: { fileId: string; purpose: FilePurpose },
  records: ReadonlyMap<string, ShotRecord>,
): Shot {
  const { takenAt, point, facing } = records.get(fileId) ?? nothingKnown
  const fix = event.kind === 'verify_answered' || event.kind === 'confirm_answered' ? event.body.point : null
  const pointFrom = point ? 'camera' : fix ? 'fix' : null
  return { fileId, seq: event.seq, purpose, at: event.at, takenAt, point: point ?? fix, facing, pointFrom }
}

export function compare(before: Shot, after: Shot): Pair {
  const metres = before.point && after.point ? distanceMetres(before.point, after.point) : null
  const isApart = metres !== null && metres >= sameSpotMetres
  const turn = before.facing !== null && after.facing !== null ? Math.abs(before.facing - after.facing) % 360 : null
  return {
    before,
    after,
    metres,
    towards: isApart && before.point && after.point ? bearingDegrees(before.point, after.point) : null,
    apartMs: (after.takenAt ?? after.at).getTime() - (before.takenAt ?? before.at).getTime(),
    apartFrom: before.takenAt && after.takenAt ? 'camera' : 'entry',
    turnDegrees: turn === null ? null : Math.min(turn, 360 - turn),
  }
}
