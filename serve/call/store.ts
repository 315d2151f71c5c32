import { maskPersonal } from '#city/case/mask.ts'
import { caseScope } from '#city/case/scope.ts'
import { finalStages, type Stage } from '#city/case/state.ts'
import type { Actor } from '#kernel/auth/actor.ts'
import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { type Sealer, sealedAt } from '#kernel/sealed.ts'
import { DRAFT_DAYS, DraftContent, MOST_DRAFTS } from './contract.ts'

const contextOf = (districtId: string, draftId: string): string =>
  sealedAt('serve.intake_draft', districtId, draftId, 'content')

type Row = { readonly draftId: string; readonly content: Buffer; readonly begunAt: Date; readonly savedAt: Date }

/** A person's own drafts, the latest first. One of a shape that is no longer read is left out. */
export async function listDraftsOf(db: Db, sealer: Sealer, { districtId, personId }: Actor) {
  const rows = await db.many<Row>(sql`
    select draft_id as "draftId", content, begun_at as "begunAt", saved_at as "savedAt" from serve.intake_draft
     where district_id = ${districtId} and person_id = ${personId}
     order by saved_at desc limit ${MOST_DRAFTS}`)
  return rows.flatMap(({ draftId, content, ...row }) => {
    const read = DraftContent.safeParse(JSON.parse(sealer.open(content, contextOf(districtId, draftId))))
    return read.success ? [{ draftId, ...row, content: read.data }] : []
  })
}

/** Keeps a draft; somebody else's of the same id is left as it is, and false. The oldest beyond the limit goes. */
export async function keepDraft(
  db: Db,
  sealer: Sealer,
  actor: Actor,
  { draftId, content, now }: { draftId: string; content: DraftContent; now: Date },
): Promise<boolean> {
  const { districtId, personId } = actor
  const sealed = sealer.seal(JSON.stringify(content), contextOf(districtId, draftId))
  const kept = await db.run(sql`
    insert into serve.intake_draft (district_id, draft_id, person_id, content, begun_at, saved_at)
    values (${districtId}, ${draftId}, ${personId}, ${sealed}, ${now}, ${now})
    on conflict (district_id, draft_id) do update set content = excluded.content, saved_at = excluded.saved_at
     where serve.intake_draft.person_id = excluded.person_id`)
  await db.run(sql`
    delete from serve.intake_draft
     where district_id = ${districtId} and person_id = ${personId} and draft_id in (
       select draft_id from serve.intake_draft
        where district_id = ${districtId} and person_id = ${personId}
        order by saved_at desc offset ${MOST_DRAFTS})`)
  return kept > 0
}

export const removeDraft = (db: Db, { districtId, personId }: Actor, draftId: string): Promise<number> =>
  db.run(sql`
    delete from serve.intake_draft
     where district_id = ${districtId} and draft_id = ${draftId} and person_id = ${personId}`)

const DAY_MS = 86_400_000

/** Drafts nobody has gone on with go: they name a caller. A roll-up over all districts. */
export const purgeDrafts = (db: Db, now: Date): Promise<number> =>
  db.run(sql`delete from serve.intake_draft where saved_at < ${new Date(now.getTime() - DRAFT_DAYS * DAY_MS)}`)

/** The ways in which one number may have been written: with the country's code and without. */
export function writtenAs(phone: string): readonly string[] {
  const digits = phone.replace(/\D/g, '')
  const bare = digits.replace(/^(0086|86)(?=1\d{10}$)/, '')
  return [...new Set([digits, bare, `86${bare}`, `0086${bare}`])]
}

type Former = {
  readonly caseId: string
  readonly number: string
  readonly stage: Stage
  readonly categoryName: string | null
  readonly description: string
  readonly placeText: string
  readonly lon: number | null
  readonly lat: number | null
  readonly name: string
  readonly phone: string
  readonly reportedAt: Date
}

const MOST_FORMER = 8

/** What was reported before from any of these fingerprints, as far as the actor may see it. */
export async function listFormer(db: Db, actor: Actor, prints: readonly string[]) {
  const own = sql`${caseScope(actor, 'case.read')} and r.district_id = ${actor.districtId}
     and r.phone_fingerprint = any(${prints}::text[])`
  const from = sql`serve.report r join city.case c on c.district_id = r.district_id and c.case_id = r.case_id`
  const [rows, count] = await Promise.all([
    db.many<Former>(sql`
      select c.case_id as "caseId", c.number, c.stage, c.category_name as "categoryName", c.description,
             c.place_text as "placeText", c.place[0] as lon, c.place[1] as lat, r.name_masked as name,
             r.phone_masked as phone, r.reported_at as "reportedAt"
        from ${from} where ${own} order by r.reported_at desc, r.report_id limit ${MOST_FORMER}`),
    db.one<{ total: number; open: number }>(sql`
      select count(*) as total, count(*) filter (where c.stage <> all(${finalStages})) as open from ${from} where ${own}`),
  ])
  return {
    ...count,
    items: rows.map(({ lon, lat, description, ...row }) => ({
      ...row,
      description: maskPersonal(description),
      point: lon === null || lat === null ? null : { frame: 'CGCS2000' as const, lon, lat },
    })),
  }
}
