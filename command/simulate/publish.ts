import { publishLimitTable } from '#city/calendar/limit-table.ts'
import { tellLimitsPublished } from '#city/calendar/published.ts'
import { listStageLimits, publishCalendar } from '#city/calendar/store.ts'
import type { EditionId } from '#city/catalogue/edition.ts'
import { draftRevisedLimits } from '#city/catalogue/revise.ts'
import { getVersionInForce, publishStandardVersion } from '#city/catalogue/version-store.ts'
import { findDistrict } from '#city/organisation/district.ts'
import type { Actor } from '#kernel/auth/actor.ts'
import type { Tx } from '#kernel/db/db.ts'
import { simulationProblems } from './problems.ts'
import { getSimulation, readInput } from './store.ts'
import type { LimitTable, Subject } from './subject.ts'

export type Signing = { readonly simulationId: string; readonly basedOn: number; readonly reason: string }

/** Publishes the calendar that was simulated, exactly as it was. Errors: those of the route. */
export async function signCalendar(tx: Tx, actor: Actor, signing: Signing, now: Date): Promise<{ version: number }> {
  const { calendar: draft } = await simulated(tx, actor.districtId, signing.simulationId, 'calendar')
  const { basedOn, reason } = signing
  const { districtId, name } = actor
  const { definition } = await publishCalendar(tx, {
    ...{ districtId, draft, basedOn, reason, publishedAt: now, publishedBy: name },
  })
  return { version: definition.version }
}

/** Publishes the limits that were simulated: those of stages as a signed table, those of conditions as the next filing standard. */
export async function signLimits(
  tx: Tx,
  actor: Actor,
  { simulationId, basedOn, reason, from }: Signing & { readonly from?: string | undefined },
  now: Date,
): Promise<{ version: number; standardVersionId: string | null }> {
  const { districtId, name } = actor
  const input = await simulated(tx, districtId, simulationId, 'limits')
  const version = await publishLimitTable(tx, {
    districtId,
    basedOn,
    limits: await revisedStages(tx, districtId, input, reason),
    publishedAt: now,
    publishedBy: name,
    reason,
  })
  const day = from ?? new Date(now.getTime() + 86_400_000).toISOString().slice(0, 10)
  const standardVersionId =
    input.conditions.length > 0 ? await reviseStandard(tx, districtId, input, { reason, day, now }) : null
  const conditions = input.conditions.map(({ conditionId, areaClass, limit }) => ({ conditionId, areaClass, limit }))
  await tellLimitsPublished(tx, districtId, {
    ...{ version, reason, publishedBy: name, stages: input.stages, conditions },
  })
  return { version, standardVersionId }
}

/** The stages' limits with the draft's in them, and the signature as their source. */
async function revisedStages(tx: Tx, districtId: string, { stages }: LimitTable, reason: string) {
  const known = await listStageLimits(tx, districtId)
  return Object.entries(stages).map(([stage, limit]) => {
    const was = known.find((each) => each.stage === stage)
    return { stage, limit, source: `本区签发：${reason}`, mark: was?.mark ?? 'M-' }
  })
}

type Revision = { readonly reason: string; readonly day: string; readonly now: Date }

async function reviseStandard(
  tx: Tx,
  districtId: string,
  { conditions }: LimitTable,
  { reason, day, now }: Revision,
): Promise<string> {
  const district = await findDistrict(tx, districtId)
  const edition = (district?.catalogueEdition ?? '2026') as EditionId
  const inForce = await getVersionInForce(tx, districtId, { edition, on: now.toISOString().slice(0, 10) })
  const versionId = await draftRevisedLimits(tx, districtId, {
    versionId: inForce.versionId,
    name: `${inForce.name}（${day} 起时限调整）`,
    source: `${inForce.source}；时限调整：${reason}`,
    now,
    limits: conditions,
  })
  await publishStandardVersion(tx, districtId, { versionId, from: day, now })
  return versionId
}

type Of<S extends Subject['subject']> = Extract<Subject, { subject: S }>

/** Errors: `simulation_not_found`, `simulation_not_done`, `simulation_of_other_subject`. */
async function simulated<S extends Subject['subject']>(
  tx: Tx,
  districtId: string,
  simulationId: string,
  subject: S,
): Promise<Of<S>> {
  const { state } = await getSimulation(tx, districtId, simulationId)
  if (state !== 'done') throw simulationProblems.simulation_not_done({}, 'body.simulationId')
  const { input } = await readInput(tx, districtId, simulationId)
  if (input.subject !== subject) throw simulationProblems.simulation_of_other_subject({}, 'body.simulationId')
  return input as Of<S>
}
