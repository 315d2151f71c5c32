import { blindFor } from '#city/case/blind.ts'
import { viewPlaceOfCase } from '#city/case/store.ts'
import { findDistrict } from '#city/organisation/district.ts'
import { dayIn } from '#city/place/locators.ts'
import { placeProblems } from '#city/place/problems.ts'
import { may } from '#kernel/auth/actor.ts'
import type { Db } from '#kernel/db/db.ts'
import { type Route, route } from '#kernel/http/route.ts'
import type { Sealer } from '#kernel/sealed.ts'
import { leftOutWords } from './candidates.ts'
import { listDraws, proposeVerifiers, publicDraws } from './contract.ts'
import { listDraws as drawsOf, type PublishedDraw } from './draw-store.ts'
import { drawProblems } from './problems.ts'
import { drawAgain } from './publish.ts'
import { findSeed, openSeed } from './seed-store.ts'
import { verifiersFor } from './verify-draw.ts'

/** Whom a verifier is drawn from, and the proof afterwards that it was drawn so. */
export const drawRoutes = (sealer: Sealer): readonly Route[] => [
  route(proposeVerifiers, async ({ tx, actor, params, now }) => {
    const { cellCode } = await viewPlaceOfCase(tx, actor, params.id)
    const found = await verifiersFor(tx, actor.districtId, { caseId: params.id, cellCode, now })
    const seed = await findSeed(tx, actor.districtId, found.day)
    return {
      day: found.day,
      seedDigest: seed?.digest ?? null,
      pool: found.pool,
      candidates: found.candidates.length,
      leftOut: Object.entries(found.leftOut)
        .filter(([, count]) => count > 0)
        .map(([why, count]) => ({ ...leftOutWords[why as keyof typeof leftOutWords], count })),
      isAgain: found.ties.before.size > 0,
      people: may(actor, 'case.verify.name')
        ? found.collectors
            .filter(
              ({ personId, unitIds }) =>
                !found.ties.declined.has(personId) && !unitIds.some((unit) => found.ties.unitIds.includes(unit)),
            )
            .map(({ personId, name, openTasks }) => ({ personId, name, openTasks }))
        : [],
    }
  }),
  route(publicDraws, async ({ tx, params: { district, day }, now }) => {
    const { draws, ...head } = await dayOfDraws(tx, sealer, district, day, now)
    return { ...head, draws: head.seed === null ? [] : draws.map(bare) }
  }),
  route(listDraws, async ({ tx, actor, params, now }) => {
    const { draws, ...head } = await dayOfDraws(tx, sealer, actor.districtId, params.day, now)
    const { hidesVerifier } = blindFor(actor, 'verifying')
    return {
      ...head,
      recount: head.seed === null ? null : drawAgain({ ...head, draws }),
      items: draws.map(({ candidates, chosen: _, chosenName, ...each }) => ({
        ...each,
        chosenName: each.isOpen && hidesVerifier ? '' : chosenName,
        candidates: candidates.length,
      })),
    }
  }),
]

/** A day with its draws; its seed only when the day is over and nobody it sent is still on the way. */
async function dayOfDraws(db: Db, sealer: Sealer, districtId: string, day: string, now: Date) {
  const district = await findDistrict(db, districtId)
  if (!district) throw placeProblems.district_not_found({ code: districtId }, 'params.district')
  const seed = await findSeed(db, districtId, day)
  if (!seed) throw drawProblems.no_draws_that_day({ day }, 'params.day')
  const draws = await drawsOf(db, districtId, day)
  const open = draws.filter(({ isOpen }) => isOpen).length
  const isOver = dayIn(district.timeZone, now) > day
  return {
    day,
    digest: seed.digest,
    madeAt: seed.madeAt,
    isCommittedBefore: dayIn(district.timeZone, seed.madeAt) < day,
    seed: isOver && open === 0 ? openSeed(sealer, districtId, seed) : null,
    open,
    draws,
  }
}

const bare = ({ purpose, subject, seq, pool, candidates, rank, chosen }: PublishedDraw) => ({
  ...{ purpose, subject, seq, pool },
  ...{ candidates, rank, chosen },
})
