import { getDistrict } from '#city/place/store.ts'
import type { Actor } from '#kernel/auth/actor.ts'
import type { Db } from '#kernel/db/db.ts'
import { listCountedCases, sumCountedCases } from './case-store.ts'
import { type CountName, counts, type SubjectKind } from './counts.ts'
import { countedPeriod, instantsOf, type Period } from './period.ts'
import { scoreProblems } from './problems.ts'
import { countsBehind, mustMayRead, runFor } from './read-sheet.ts'
import { getRules, rulesOn } from './rule-store.ts'

export type CasesWish = Period & {
  readonly kind: SubjectKind
  readonly subject: string
  readonly run?: string | undefined
  readonly count?: CountName | undefined
  readonly indicator?: string | undefined
  readonly cursor?: string | undefined
  readonly limit: number
}

/** The cases behind one number of a sheet: of one basic count, or of all that an indicator is made of. */
export async function readCases(db: Db, actor: Actor, wish: CasesWish, now: Date) {
  const { kind, subject, cursor, limit } = wish
  mustMayRead(actor, kind, subject)
  const { districtId } = actor
  // Without a run named, the number is one computed as of now.
  const run = wish.run ? await runFor(db, districtId, wish) : undefined
  const { timeZone } = await getDistrict(db, districtId)
  const { begins, ends } = instantsOf(run ?? countedPeriod(wish, timeZone, now), timeZone)
  const wanted = {
    kind,
    subject,
    counts: await countsWanted(db, districtId, wish, run?.ruleVersion),
    begins,
    ends,
    cutOff: run?.cutOff,
  }
  const [sums, page] = await Promise.all([
    sumCountedCases(db, actor, wanted),
    listCountedCases(db, actor, wanted, { cursor, limit }),
  ])
  return { counts: wanted.counts, ...sums, ...page }
}

async function countsWanted(
  db: Db,
  districtId: string,
  { count, indicator, kind, from }: CasesWish,
  version: number | undefined,
): Promise<CountName[]> {
  const { compiled } = version ? await getRules(db, districtId, version) : await rulesOn(db, districtId, from)
  const asked = count ? [count] : indicator && compiled.values.has(indicator) ? countsBehind(compiled, indicator) : []
  const held = asked.filter((name) => (counts[name].of as readonly SubjectKind[]).includes(kind))
  if (held.length === 0) throw scoreProblems.score_name_unknown({ name: count ?? indicator ?? '' }, 'query.count')
  return held
}
