import { copyRows } from '#kernel/db/bulk.ts'
import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { newId } from '#kernel/id.ts'
import type { Condition } from './condition.ts'
import type { EditionId } from './edition.ts'
import type { LocalCategory } from './import-standard.ts'
import { type NationalCondition, readNationalConditions } from './national.ts'
import { syllablesOf } from './pinyin.ts'
import { catalogueProblems } from './problems.ts'

export type VersionStatus = 'draft' | 'published' | 'retired'

/** One version of a district's filing and closing standard. Days are YYYY-MM-DD; `validTo` is the first day it no longer holds. */
export type StandardVersion = {
  readonly versionId: string
  readonly edition: EditionId
  readonly name: string
  readonly source: string
  readonly status: VersionStatus
  readonly validFrom: string | null
  readonly validTo: string | null
  readonly createdAt: Date
  readonly publishedAt: Date | null
  readonly conditions: number
}

const versionColumns =
  sql.raw(`v.version_id as "versionId", v.edition, v.name, v.source, v.status, v.valid_from as "validFrom",
  v.valid_to as "validTo", v.created_at as "createdAt", v.published_at as "publishedAt",
  (select count(*) from city.filing_condition c
    where c.district_id = v.district_id and c.version_id = v.version_id) as conditions`)

/** All versions of a district, the newest first. */
export const listStandardVersions = (db: Db, districtId: string): Promise<StandardVersion[]> =>
  db.many(sql`
    select ${versionColumns} from city.standard_version v
     where v.district_id = ${districtId} order by v.created_at desc, v.version_id desc`)

/** Throws standard_version_not_found. */
export async function getStandardVersion(db: Db, districtId: string, versionId: string): Promise<StandardVersion> {
  const found = await db.find<StandardVersion>(sql`
    select ${versionColumns} from city.standard_version v
     where v.district_id = ${districtId} and v.version_id = ${versionId}`)
  if (!found) throw catalogueProblems.standard_version_not_found()
  return found
}

/** Which version is in force on a day: all that most questions need. */
export const findVersionIdInForce = async (
  db: Db,
  districtId: string,
  input: { readonly edition: EditionId; readonly on: string },
): Promise<string | undefined> =>
  (
    await db.find<{ versionId: string }>(sql`
    select version_id as "versionId" from city.standard_version
     where district_id = ${districtId} and edition = ${input.edition} and status <> 'draft'
       and valid_from <= ${input.on}::date and (valid_to is null or valid_to > ${input.on}::date)
     order by valid_from desc limit 1`)
  )?.versionId

/** The version in force on a day, if there is one. A retired version was in force until its end. */
export const findVersionInForce = (
  db: Db,
  districtId: string,
  input: { readonly edition: EditionId; readonly on: string },
): Promise<StandardVersion | undefined> =>
  db.find(sql`
    select ${versionColumns} from city.standard_version v
     where v.district_id = ${districtId} and v.edition = ${input.edition} and v.status <> 'draft'
       and v.valid_from <= ${input.on}::date and (v.valid_to is null or v.valid_to > ${input.on}::date)
     order by v.valid_from desc limit 1`)

/** Throws standard_not_in_force. */
export async function getVersionInForce(
  db: Db,
  districtId: string,
  input: { readonly edition: EditionId; readonly on: string },
): Promise<StandardVersion> {
  const found = await findVersionInForce(db, districtId, input)
  if (!found) throw catalogueProblems.standard_not_in_force({ edition: input.edition, day: input.on })
  return found
}

/**
 * The version that a next one follows: the last one published, though it may take effect only later. Throws standard_not_in_force.
 */
export async function getLatestVersion(
  db: Db,
  districtId: string,
  input: { readonly edition: EditionId; readonly on: string },
): Promise<StandardVersion> {
  const open = await db.find<StandardVersion>(sql`
    select ${versionColumns} from city.standard_version v
     where v.district_id = ${districtId} and v.edition = ${input.edition} and v.status = 'published' and v.valid_to is null`)
  return open ?? getVersionInForce(db, districtId, input)
}

export type DraftInput = {
  readonly edition: EditionId
  readonly name: string
  readonly source: string
  readonly now: Date
  readonly conditions: readonly (Omit<Condition, 'conditionId'> & {
    readonly source?: string
    readonly mark?: string
  })[]
  readonly localCategories: readonly LocalCategory[]
}

/** Enters a new draft with all its conditions and returns its id. */
export async function createDraft(tx: Db, districtId: string, input: DraftInput): Promise<string> {
  const versionId = newId()
  await tx.run(sql`
    insert into city.standard_version (district_id, version_id, edition, name, source, created_at)
    values (${districtId}, ${versionId}, ${input.edition}, ${input.name}, ${input.source}, ${input.now})`)
  const key = [districtId, versionId]
  const conditions = input.conditions.map((condition) => ({ id: newId(), ...condition }))
  await copyRows(
    tx,
    'city.category_local',
    { ...keyTypes, ...categoryTypes, major_name: 'text', name: 'text', extension: 'boolean', pinyin: 'text' },
    input.localCategories.map((c) => [
      ...key,
      c.kind,
      c.major,
      c.minor,
      c.majorName,
      c.name,
      c.extension,
      syllablesOf(c.name),
    ]),
  )
  await copyRows(
    tx,
    'city.filing_condition',
    { ...keyTypes, condition_id: 'uuid', ...categoryTypes, ordinal: 'int', ...textTypes },
    conditions.map((c) => [
      ...[...key, c.id, c.kind, c.major, c.minor, c.ordinal, c.condition, c.closing],
      ...[c.disposingUnits, c.supervisingUnits, c.source ?? '', c.mark ?? ''],
    ]),
  )
  await copyRows(
    tx,
    'city.limit_by_area',
    { ...keyTypes, condition_id: 'uuid', area_class: 'text', value: 'numeric', unit: 'text', note: 'text' },
    conditions.flatMap((c) => c.limits.map((l) => [...key, c.id, l.areaClass, l.value, l.unit, l.note])),
  )
  return versionId
}

const keyTypes = { district_id: 'text', version_id: 'uuid' }
const categoryTypes = { kind: 'text', major: 'text', minor: 'text' }
const textTypes = {
  ...{ condition: 'text', closing: 'text', disposing_units: 'text', supervising_units: 'text' },
  ...{ source: 'text', mark: 'text' },
}

/** A draft of the default set for the 2026 edition, for a district to start from. Returns its id. */
export function draftNationalStandard(tx: Db, districtId: string, input: { name: string; now: Date }): Promise<string> {
  return createDraft(tx, districtId, {
    edition: '2026',
    name: input.name,
    source: 'standards/filing-conditions.csv',
    now: input.now,
    conditions: withLimits(readNationalConditions()),
    localCategories: [],
  })
}

/** Rows that differ only in area class become one condition with several limits. */
function withLimits(rows: readonly NationalCondition[]): DraftInput['conditions'] {
  const byKey = new Map<string, NationalCondition[]>()
  for (const row of rows) {
    const key = `${row.kind}/${row.major}${row.minor}/${row.ordinal}`
    byKey.set(key, [...(byKey.get(key) ?? []), row])
  }
  return [...byKey.values()].map((same) => {
    const { limit: _limit, areaClass: _areaClass, edition: _edition, ...condition } = same[0]!
    const limits = same.map((row) => ({ areaClass: row.areaClass, ...row.limit, note: '' }))
    return { ...condition, disposingUnits: '', supervisingUnits: '', limits }
  })
}

/**
 * Puts a draft in force from a day; the version in force until then ends that day. Throws standard_version_not_found,
 * standard_not_draft, standard_empty, standard_dates_overlap.
 */
export async function publishStandardVersion(
  tx: Db,
  districtId: string,
  input: { readonly versionId: string; readonly from: string; readonly now: Date },
): Promise<StandardVersion> {
  // The lock makes two publishers of one draft wait for each other; the open-version index judges two different drafts.
  await tx.run(sql`
    select 1 from city.standard_version
     where district_id = ${districtId} and version_id = ${input.versionId} for update`)
  const draft = await getStandardVersion(tx, districtId, input.versionId)
  if (draft.status !== 'draft') throw catalogueProblems.standard_not_draft({ name: draft.name })
  if (draft.conditions === 0) throw catalogueProblems.standard_empty({ name: draft.name })
  await endOpenVersion(tx, districtId, draft.edition, input.from)
  await tx.run(sql`
    update city.standard_version
       set status = 'published', valid_from = ${input.from}::date, published_at = ${input.now}
     where district_id = ${districtId} and version_id = ${input.versionId}`)
  return getStandardVersion(tx, districtId, input.versionId)
}

async function endOpenVersion(tx: Db, districtId: string, edition: EditionId, from: string): Promise<void> {
  const open = await tx.find<{ versionId: string; name: string; validFrom: string }>(sql`
    select version_id as "versionId", name, valid_from as "validFrom" from city.standard_version
     where district_id = ${districtId} and edition = ${edition} and status = 'published' and valid_to is null for update`)
  if (!open) return
  if (open.validFrom >= from) {
    throw catalogueProblems.standard_dates_overlap({ from, other: open.name, otherFrom: open.validFrom })
  }
  await tx.run(sql`
    update city.standard_version set valid_to = ${from}::date
     where district_id = ${districtId} and version_id = ${open.versionId}`)
}

/** Takes the version in force out of force from a day without a successor. Cases keep their clause. */
export async function retireStandardVersion(
  tx: Db,
  districtId: string,
  input: { readonly versionId: string; readonly from: string },
): Promise<void> {
  const retired = await tx.run(sql`
    update city.standard_version set status = 'retired', valid_to = ${input.from}::date
     where district_id = ${districtId} and version_id = ${input.versionId} and status = 'published' and valid_to is null`)
  if (retired === 0) throw catalogueProblems.standard_version_not_found()
}

type ConditionTexts = {
  readonly versionId: string
  readonly conditionId: string
  readonly condition: string
  readonly closing: string
  readonly disposingUnits: string
  readonly supervisingUnits: string
}

/** Rewrites the words of a condition; the caller makes sure that its version is a draft. */
export const updateCondition = (tx: Db, districtId: string, texts: ConditionTexts): Promise<number> =>
  tx.run(sql`
    update city.filing_condition set condition = ${texts.condition}, closing = ${texts.closing},
           disposing_units = ${texts.disposingUnits}, supervising_units = ${texts.supervisingUnits}
     where district_id = ${districtId} and version_id = ${texts.versionId} and condition_id = ${texts.conditionId}`)

/** Throws a draft away with all that is in it. */
export async function deleteDraft(tx: Db, districtId: string, versionId: string): Promise<void> {
  const own = sql`where district_id = ${districtId} and version_id = ${versionId}`
  await tx.run(sql`delete from city.limit_by_area ${own}`)
  await tx.run(sql`delete from city.filing_condition ${own}`)
  await tx.run(sql`delete from city.category_local ${own}`)
  await tx.run(sql`delete from city.standard_version ${own} and status = 'draft'`)
}
