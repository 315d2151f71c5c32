import { randomInt } from 'node:crypto'
import { currentCalendar } from '#city/calendar/store.ts'
import { mustHaveFiles } from '#city/case/attachments.ts'
import type { CasePlace, CaseRules, CategoryRef, EventBodies, Source, Urgency } from '#city/case/event.ts'
import { maskName, maskPhone } from '#city/case/mask.ts'
import { takeNumber } from '#city/case/number.ts'
import { type Doer, newCaseId, openCase } from '#city/case/port.ts'
import { currentSteps } from '#city/case/steps.ts'
import { stageLimitsNow } from '#city/emergency/store.ts'
import { findDistrict } from '#city/organisation/district.ts'
import { placeProblems } from '#city/place/problems.ts'
import type { Tx } from '#kernel/db/db.ts'
import { newId } from '#kernel/id.ts'
import { type Sealer, sealedAt } from '#kernel/sealed.ts'
import { once } from './once.ts'
import { resolveCategory, resolvePlace } from './resolve.ts'
import { insertReport, type NewReport } from './store.ts'

export type CategoryGiven = { edition: string; kind: 'component' | 'matter'; code: string }
export type PlaceGiven = {
  point?: { frame: 'CGCS2000' | 'WGS84' | 'GCJ02' | 'BD09'; lon: number; lat: number } | null | undefined
  text: string
  componentCode?: string | null | undefined
}

/** One report as any channel brings it. */
export type ReportGiven = {
  readonly source: Source
  readonly urgency: Urgency
  readonly description: string
  readonly category?: CategoryGiven | null | undefined
  readonly place: PlaceGiven
  readonly reporter?: { name: string; phone: string } | null | undefined
  readonly files: readonly string[]
  /** The record's identifier in the system it comes from; the same one is never registered twice. */
  readonly foreignId?: string
  readonly foreign?: Record<string, unknown>
}

export type Registered = { caseId: string; number: string; version: number; stage: 'reported'; trackingCode: string }

export type Registering = {
  readonly districtId: string
  readonly doer: Doer
  readonly now: Date
  readonly splitFrom?: string
}

/**
 * Registers a report: resolves place and category, takes a number, opens the case and keeps who reported it, in the caller's
 * transaction. A point that is unknown is allowed and stays visible as unknown. Errors: `district_not_found`,
 * `point_outside_district` and the other place problems, `category_unknown`, `component_unknown`, `unknown_file`.
 */
export async function register(tx: Tx, sealer: Sealer, at: Registering, given: ReportGiven): Promise<Registered> {
  const { districtId, now } = at
  const district = await once(tx, `district ${districtId}`, () => findDistrict(tx, districtId))
  if (!district) throw placeProblems.district_not_found({ code: districtId })
  const [category, place, stageLimits, calendar] = await Promise.all([
    given.category ? resolveCategory(tx, districtId, given.category, now) : null,
    resolvePlace(tx, districtId, given.place, now),
    once(tx, `stages ${districtId}`, () => stageLimitsNow(tx, districtId)),
    once(tx, `calendar ${districtId}`, () => currentCalendar(tx, districtId)),
    mustHaveFiles(tx, { districtId, personId: at.doer.id }, given.files, now),
  ])
  const [caseId, trackingCode] = [newCaseId(), newTrackingCode()]
  const reporter = reportRow(sealer, at, { caseId, trackingCode, given })
  // From the number on others wait for this transaction, so nothing is read or computed after it.
  const number = await takeNumber(tx, districtId, district.settings.caseNumber, now, district.timeZone)
  const { rules, ladder } = district.settings
  const body = reported(given, { number, category, place, stageLimits, rules }, at.splitFrom)
  const [{ state }] = await Promise.all([
    openCase(tx, { ...at, caseId }, calendar, body, ladder),
    insertReport(tx, districtId, reporter),
  ])
  return { caseId, number, version: state.version, stage: 'reported', trackingCode }
}

type Resolved = {
  number: string
  category: CategoryRef | null
  place: CasePlace
  stageLimits: EventBodies['reported']['stageLimits']
  rules: CaseRules
}

const reported = (given: ReportGiven, resolved: Resolved, splitFrom: string | undefined): EventBodies['reported'] => ({
  ...resolved,
  source: given.source,
  urgency: given.urgency,
  description: given.description,
  files: given.files,
  stepsVersion: currentSteps,
  ...(splitFrom ? { splitFrom } : {}),
  ...(given.foreign ? { foreign: given.foreign } : {}),
})

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Twelve Crockford characters, 60 random bits: a citizen's key to their own report. */
export const newTrackingCode = (): string => Array.from({ length: 12 }, () => alphabet[randomInt(32)]).join('')

/** Who reported it, sealed, ready to be written. */
function reportRow(
  sealer: Sealer,
  { districtId, now }: Registering,
  { caseId, trackingCode, given }: { caseId: string; trackingCode: string; given: ReportGiven },
): NewReport {
  const { name = '', phone = '' } = given.reporter ?? {}
  const reportId = newId()
  const seal = (plain: string, field: string) =>
    plain === '' ? null : sealer.seal(plain, sealContext(districtId, reportId, field))
  return {
    reportId,
    caseId,
    trackingCode,
    channel: given.source,
    nameMasked: maskName(name),
    phoneMasked: maskPhone(phone),
    nameSealed: seal(name, 'name'),
    phoneSealed: seal(phone, 'phone'),
    phoneFingerprint: phone === '' ? null : sealer.fingerprint(phone.replace(/\D/g, '')),
    foreignId: given.foreignId ?? null,
    reportedAt: now,
  }
}

/** What a sealed value is bound to, so that it opens in its own row only. */
export const sealContext = (districtId: string, reportId: string, field: string): string =>
  sealedAt('serve.report', districtId, reportId, field)
