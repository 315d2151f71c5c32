import type { EventBodies } from '#city/case/event.ts'
import { caseProblems } from '#city/case/problems.ts'
import type { CaseState } from '#city/case/state.ts'
import { readHistory } from '#city/case/store.ts'
import { standingCellOfCase } from '#city/grid/standing.ts'
import { permissionNames } from '#city/organisation/permissions.ts'
import { dayOf } from '#city/place/answer.ts'
import { type Actor, may } from '#kernel/auth/actor.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { kernelProblems } from '#kernel/problems.ts'
import type { Sealer } from '#kernel/sealed.ts'
import { candidatesOf } from './candidates.ts'
import { drawOne } from './draw.ts'
import { insertDraw, listDrawable } from './draw-store.ts'
import { drawProblems } from './problems.ts'
import { openSeed, seedOf } from './seed-store.ts'
import { tiesOf } from './ties.ts'

export type Asking = {
  readonly tx: Tx
  readonly actor: Actor
  readonly now: Date
  readonly caseId: string
  readonly state: Pick<CaseState, 'version' | 'place'>
  /** Where it is drawn by nobody's own decision. */
  readonly drawnBy?: string
}

type Wish = { readonly note: string; readonly collectorId?: string | undefined; readonly reason?: string | undefined }

/** Who could verify a case now, and what speaks against the others. */
export async function verifiersFor(
  db: Db,
  districtId: string,
  { caseId, cellCode, now }: { caseId: string; cellCode: string | null; now: Date },
) {
  const day = await dayOf(db, districtId, undefined, now)
  const standing = await standingCellOfCase(db, districtId, { caseId, cellCode }, now)
  const collectors = await listDrawable(db, districtId, { cellCode: standing, day, now })
  const ties = tiesOf(await readHistory(db, districtId, caseId))
  return { day, collectors, ties, ...candidatesOf(collectors, ties) }
}

/**
 * Who is sent to verify: drawn from the independent collectors by the seed of the day, or named by the duty chief with a reason
 * and then marked as not drawn. Every draw is kept with its candidates. Errors: `nobody_to_draw` and the missing reasons.
 */
export async function sendVerifier(sealer: Sealer, asking: Asking, wish: Wish): Promise<EventBodies['verify_asked']> {
  const { tx, actor, now, caseId, state } = asking
  const { districtId } = actor
  const found = await verifiersFor(tx, districtId, { caseId, cellCode: state.place.cellCode, now })
  const { day, collectors, ties, pool, candidates } = found
  const isAgain = ties.before.size > 0
  const { note, reason } = wish
  const seed = await seedOf(tx, sealer, districtId, day, now)
  const head = {
    purpose: 'verify',
    subject: caseId,
    seq: state.version + 1,
    day,
    drawnBy: asking.drawnBy ?? actor.name,
    drawnAt: now,
  } as const
  const nameOf = (id: string) => collectors.find(({ personId }) => personId === id)?.name ?? ''
  if (wish.collectorId !== undefined) {
    const named = namedOne(actor, wish.collectorId, reason, found)
    await insertDraw(tx, districtId, { ...head, pool: 'named', candidates: [...candidates], rank: null, ...named })
    return { collectorId: named.chosen, collectorName: nameOf(named.chosen), note, named: { reason: named.reason } }
  }
  if (isAgain && !reason) throw drawProblems.redraw_reason_needed({}, 'body.reason')
  if (candidates.length === 0) throw drawProblems.nobody_to_draw({ all: collectors.length })
  const drawn = drawOne(openSeed(sealer, districtId, seed), head, candidates)
  await insertDraw(tx, districtId, { ...head, ...drawn, pool, reason: isAgain && reason ? reason : '' })
  return {
    collectorId: drawn.chosen,
    collectorName: nameOf(drawn.chosen),
    note,
    draw: { day, seedDigest: seed.digest, candidates: candidates.length, rank: drawn.rank },
    ...(isAgain && reason ? { redraw: { reason } } : {}),
  }
}

function namedOne(
  actor: Actor,
  collectorId: string,
  reason: string | undefined,
  { collectors, ties }: Pick<Awaited<ReturnType<typeof verifiersFor>>, 'collectors' | 'ties'>,
): { chosen: string; reason: string } {
  if (!may(actor, 'case.verify.name'))
    throw kernelProblems.not_permitted({ permission: permissionNames['case.verify.name'] }, 'body.collectorId')
  const chosen = collectors.find(({ personId }) => personId === collectorId)
  if (!chosen) throw caseProblems.unknown_collector({}, 'body.collectorId')
  if (!reason) throw drawProblems.naming_reason_needed({}, 'body.reason')
  if (chosen.unitIds.some((unit) => ties.unitIds.includes(unit)))
    throw drawProblems.named_of_unit({}, 'body.collectorId')
  if (ties.declined.has(collectorId)) throw drawProblems.named_declined({}, 'body.collectorId')
  return { chosen: collectorId, reason }
}
