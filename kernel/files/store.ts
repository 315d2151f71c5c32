import type { Db, Tx } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import type { Box, Variant } from './images.ts'

/** What may be told about an upload to whoever may see it at all; the camera's record is not part of it. */
export type FileRow = {
  readonly districtId: string
  readonly fileId: string
  readonly kind: 'photo' | 'attachment'
  readonly purpose: string
  readonly sha256: string
  readonly sm3: string
  readonly bytes: number
  readonly mediaType: string
  readonly width: number | null
  readonly height: number | null
  readonly originalName: string
  readonly uploadedBy: string
  readonly uploadedAt: Date
  readonly attachedAt: Date | null
}

/** The sealed record: when and where the camera says it was (degrees, WGS 84), and where it looked (degrees from north). */
export type SealRow = {
  readonly takenAt: Date | null
  readonly lon: number | null
  readonly lat: number | null
  readonly facing: number | null
}

export type DerivativeRow = {
  readonly sha256: string
  readonly bytes: number
  readonly mediaType: string
  readonly width: number
  readonly height: number
}

const fileColumns = sql.raw(`
  district_id as "districtId", file_id as "fileId", kind, purpose, sha256, sm3, bytes, media_type as "mediaType",
  width, height, original_name as "originalName", uploaded_by as "uploadedBy", uploaded_at as "uploadedAt",
  attached_at as "attachedAt"`)

export const insertFile = (tx: Tx, file: FileRow, seal: SealRow): Promise<number> =>
  tx.run(sql`
    insert into kernel.file (district_id, file_id, kind, purpose, sha256, sm3, bytes, media_type, width, height,
                             original_name, uploaded_by, uploaded_at, attached_at, taken_at, lon, lat, facing)
    values (${file.districtId}, ${file.fileId}, ${file.kind}, ${file.purpose}, ${file.sha256}, ${file.sm3},
            ${file.bytes}, ${file.mediaType}, ${file.width}, ${file.height}, ${file.originalName}, ${file.uploadedBy},
            ${file.uploadedAt}, ${file.attachedAt}, ${seal.takenAt}, ${seal.lon}, ${seal.lat}, ${seal.facing})`)

export const insertDerivative = (
  tx: Tx,
  of: { districtId: string; fileId: string; variant: Variant },
  row: DerivativeRow,
): Promise<number> =>
  tx.run(sql`
    insert into kernel.file_derivative (district_id, file_id, variant, sha256, bytes, media_type, width, height)
    values (${of.districtId}, ${of.fileId}, ${of.variant}, ${row.sha256}, ${row.bytes}, ${row.mediaType},
            ${row.width}, ${row.height})`)

export const findFile = (db: Db, districtId: string, fileId: string): Promise<FileRow | undefined> =>
  db.find<FileRow>(sql`
    select ${fileColumns} from kernel.file where district_id = ${districtId} and file_id = ${fileId}`)

export const findSeal = (db: Db, districtId: string, fileId: string): Promise<SealRow | undefined> =>
  db.find<SealRow>(sql`
    select taken_at as "takenAt", lon, lat, facing from kernel.file
     where district_id = ${districtId} and file_id = ${fileId}`)

/** The picture made from a photo as it came: for comparing, never for showing, which is `findShown`'s. */
export const findDerivative = (
  db: Db,
  of: { districtId: string; fileId: string; variant: Variant },
): Promise<DerivativeRow | undefined> =>
  db.find<DerivativeRow>(sql`
    select sha256, bytes, media_type as "mediaType", width, height from kernel.file_derivative
     where district_id = ${of.districtId} and file_id = ${of.fileId} and variant = ${of.variant}`)

/** What of a photo is shown: once it is redacted, only what was made without the boxes, or nothing. */
export const findShown = (
  db: Db,
  of: { districtId: string; fileId: string; variant: Variant },
): Promise<DerivativeRow | undefined> =>
  db.find<DerivativeRow>(sql`
    with last as (
      select version, jsonb_array_length(boxes) as boxes from kernel.file_redaction
       where district_id = ${of.districtId} and file_id = ${of.fileId} order by version desc limit 1)
    select sha256, bytes, media_type as "mediaType", width, height from kernel.file_derivative
     where district_id = ${of.districtId} and file_id = ${of.fileId} and variant = ${of.variant}
       and not exists (select from last where last.boxes > 0)
    union all
    select r.sha256, r.bytes, r.media_type, r.width, r.height from kernel.redacted_derivative r join last using (version)
     where r.district_id = ${of.districtId} and r.file_id = ${of.fileId} and r.variant = ${of.variant} and last.boxes > 0`)

/** Makes those who redact one photo wait for each other. */
export const lockFile = (tx: Tx, districtId: string, fileId: string): Promise<unknown> =>
  tx.find(sql`select 1 from kernel.file where district_id = ${districtId} and file_id = ${fileId} for update`)

export type RedactionRow = {
  readonly version: number
  readonly boxes: readonly Box[]
  readonly reason: string
  readonly madeByName: string
  readonly madeAt: Date
}

/** Versions of a photo's redaction, latest first. */
export const listRedactions = (db: Db, districtId: string, fileId: string): Promise<RedactionRow[]> =>
  db.many(sql`
    select version, boxes, reason, made_by_name as "madeByName", made_at as "madeAt" from kernel.file_redaction
     where district_id = ${districtId} and file_id = ${fileId} order by version desc`)

export const lastRedaction = async (db: Db, districtId: string, fileId: string): Promise<RedactionRow | undefined> =>
  (await listRedactions(db, districtId, fileId))[0]

type RedactionWrite = {
  readonly districtId: string
  readonly fileId: string
  readonly version: number
  readonly boxes: readonly Box[]
  readonly reason: string
  readonly by: { readonly id: string; readonly name: string }
  readonly at: Date
}

export const insertRedaction = (tx: Tx, r: RedactionWrite): Promise<number> =>
  tx.run(sql`
    insert into kernel.file_redaction (district_id, file_id, version, boxes, reason, made_by, made_by_name, made_at)
    values (${r.districtId}, ${r.fileId}, ${r.version}, ${JSON.stringify(r.boxes)}::jsonb, ${r.reason}, ${r.by.id},
            ${r.by.name}, ${r.at})`)

export const insertRedactedDerivative = (
  tx: Tx,
  of: { districtId: string; fileId: string; version: number; variant: Variant },
  row: DerivativeRow,
): Promise<number> =>
  tx.run(sql`
    insert into kernel.redacted_derivative (district_id, file_id, version, variant, sha256, bytes, media_type, width, height)
    values (${of.districtId}, ${of.fileId}, ${of.version}, ${of.variant}, ${row.sha256}, ${row.bytes}, ${row.mediaType},
            ${row.width}, ${row.height})`)

/** Marks files as owned; gives the ids that exist (and were uploaded by `by`, where given). */
export const markAttached = (
  tx: Tx,
  of: { districtId: string; fileIds: readonly string[]; by?: string; at: Date },
): Promise<{ fileId: string }[]> =>
  tx.many(sql`
    update kernel.file set attached_at = coalesce(attached_at, ${of.at})
     where district_id = ${of.districtId} and file_id = any(${of.fileIds}::uuid[])
       and (${of.by ?? null}::text is null or uploaded_by = ${of.by ?? null})
    returning file_id as "fileId"`)

/** Roll-up over all districts: uploads nothing has taken as its own. */
export const listUnattached = (
  db: Db,
  before: Date,
  limit: number,
): Promise<{ districtId: string; fileId: string }[]> =>
  db.many(sql`
    select district_id as "districtId", file_id as "fileId" from kernel.file
     where attached_at is null and uploaded_at < ${before}
     order by uploaded_at limit ${limit}`)

export const countUnattached = async (db: Db, before: Date): Promise<number> =>
  (
    await db.one<{ count: number }>(sql`
      select count(*) as count from kernel.file where attached_at is null and uploaded_at < ${before}`)
  ).count

export const deleteUnattached = (db: Db, districtId: string, fileId: string): Promise<number> =>
  db.run(sql`
    delete from kernel.file where district_id = ${districtId} and file_id = ${fileId} and attached_at is null`)

/** Roll-up over all districts, because equal content is stored once: which of these contents a row refers to. */
export const listReferenced = (db: Db, digests: readonly string[]): Promise<{ sha256: string }[]> =>
  db.many(sql`
    select sha256 from kernel.file where sha256 = any(${digests}::text[])
    union
    select sha256 from kernel.file_derivative where sha256 = any(${digests}::text[])
    union
    select sha256 from kernel.redacted_derivative where sha256 = any(${digests}::text[])`)

const CONTENT_LOCK = 1_918_331

/**
 * Until the transaction ends, holds contents against removal (`share`, by those about to refer to them) or claims one for
 * removal. Without it a sweep could take away bytes between their upload and the commit of the row that needs them.
 */
export async function lockContent(tx: Tx, digests: readonly string[], mode: 'share' | 'remove'): Promise<void> {
  const lock = sql.raw(mode === 'share' ? 'pg_advisory_xact_lock_shared' : 'pg_advisory_xact_lock')
  // One order for everybody, so that two uploads with the same pictures cannot wait for each other.
  for (const digest of [...digests].sort()) await tx.run(sql`select ${lock}(${CONTENT_LOCK}, hashtext(${digest}))`)
}
