import { publishLimitTable } from '#city/calendar/limit-table.ts'
import { tellLimitsPublished } from '#city/calendar/published.ts'
import { currentCalendar, listStageLimits, publishCalendar } from '#city/calendar/store.ts'
import { dayNumberOf, instantOf } from '#city/calendar/zone.ts'
import type { EditionId } from '#city/catalogue/edition.ts'
import { draftRevisedLimits } from '#city/catalogue/revise.ts'
import { getLatestVersion, publishStandardVersion, type StandardVersion } from '#city/catalogue/version-store.ts'
import { findDistrict } from '#city/organisation/district.ts'
import { dayOf } from '#city/place/answer.ts'
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
  if (Object.keys(input.stages).length > 0)
    await tellLimitsPublished(tx, districtId, { version, reason, publishedBy: name, stages: input.stages })
  if (input.conditions.length === 0) return { version, standardVersionId: null }
  const day = from ?? (await dayOf(tx, districtId, undefined, new Date(now.getTime() + 86_400_000)))
  const { versionId } = await signConditions(tx, actor, { conditions: input.conditions, reason, day, version }, now)
  return { version, standardVersionId: versionId }
}

/** The stages' limits with the draft's in them, and the signature as their source. */
async function revisedStages(tx: Tx, districtId: string, { stages }: LimitTable, reason: string) {
  const known = await listStageLimits(tx, districtId)
  return Object.entries(stages).map(([stage, limit]) => {
    const was = known.find((each) => each.stage === stage)
    return { stage, limit, source: `本区签发：${reason}`, mark: was?.mark ?? 'M-' }
  })
}

type Revision = Pick<LimitTable, 'conditions'> & {
  readonly reason: string
  /** The first day on which the new limits hold. */
  readonly day: string
  /** Of the signed table of the stages, for whoever reads the message. */
  readonly version?: number
}

const revisionOf = /（\d{4}-\d\d-\d\d 起时限调整）$/

/**
 * Publishes the next filing standard with other limits for some conditions. Cases filed before keep their clause; their clocks that
 * still run get the new limit on the same day. Errors: `standard_dates_overlap`, `standard_not_in_force`.
 */
export async function signConditions(
  tx: Tx,
  { districtId, name }: Actor,
  { conditions, reason, day, version = 0 }: Revision,
  now: Date,
): Promise<StandardVersion> {
  const district = await findDistrict(tx, districtId)
  const edition = (district?.catalogueEdition ?? '2026') as EditionId
  const last = await getLatestVersion(tx, districtId, { edition, on: await dayOf(tx, districtId, undefined, now) })
  const versionId = await draftRevisedLimits(tx, districtId, {
    versionId: last.versionId,
    name: `${last.name.replace(revisionOf, '')}（${day} 起时限调整）`,
    source: `${last.source.replace(/；时限调整：.*$/s, '')}；时限调整：${reason}`,
    now,
    limits: conditions,
  })
  const published = await publishStandardVersion(tx, districtId, { versionId, from: day, now })
  const { timeZone } = (await currentCalendar(tx, districtId)).definition
  const beginsAt = new Date(instantOf(timeZone, dayNumberOf(day), 0)).toISOString()
  await tellLimitsPublished(tx, districtId, { version, reason, publishedBy: name, conditions, beginsAt })
  return published
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
