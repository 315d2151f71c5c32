import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { Change } from './change.ts'
import { limitDraftProblems } from './problems.ts'

export type LimitDraft = {
  /** The version of the standard it was compared with when it was last saved. */
  readonly basedOn: string
  readonly changes: readonly Change[]
  readonly revision: number
  readonly savedAt: Date
  readonly savedBy: string
}

const columns = sql.raw(`based_on as "basedOn", changes, revision, saved_at as "savedAt", saved_by as "savedBy"`)

/** The draft of a district, if one is being written. */
export const findDraft = (db: Db, districtId: string): Promise<LimitDraft | undefined> =>
  db.find(sql`select ${columns} from command.limit_draft where district_id = ${districtId}`)

/** The draft at the revision that was seen. Errors: `limit_draft_missing`, `limit_draft_changed_meanwhile`. */
export async function getDraftAt(db: Db, districtId: string, revision: number): Promise<LimitDraft> {
  const draft = await findDraft(db, districtId)
  if (!draft) throw limitDraftProblems.limit_draft_missing({}, 'body.revision')
  if (draft.revision !== revision) throw changedMeanwhile(draft)
  return draft
}

/** Saves over the revision that was seen, 0 where there was none. Errors: those of `getDraftAt`. */
export async function saveDraft(tx: Tx, districtId: string, draft: LimitDraft): Promise<LimitDraft> {
  const { basedOn, revision, savedAt, savedBy } = draft
  const changes = JSON.stringify(draft.changes)
  const saved =
    revision === 0
      ? await tx.find<LimitDraft>(sql`
          insert into command.limit_draft (district_id, based_on, changes, revision, saved_at, saved_by)
          values (${districtId}, ${basedOn}, ${changes}, 1, ${savedAt}, ${savedBy})
          on conflict do nothing returning ${columns}`)
      : await tx.find<LimitDraft>(sql`
          update command.limit_draft
             set based_on = ${basedOn}, changes = ${changes}, revision = revision + 1, saved_at = ${savedAt},
                 saved_by = ${savedBy}
           where district_id = ${districtId} and revision = ${revision} returning ${columns}`)
  if (saved) return saved
  const other = await findDraft(tx, districtId)
  throw other ? changedMeanwhile(other) : limitDraftProblems.limit_draft_missing({}, 'body.revision')
}

export const deleteDraft = (tx: Tx, districtId: string): Promise<number> =>
  tx.run(sql`delete from command.limit_draft where district_id = ${districtId}`)

const changedMeanwhile = ({ savedBy, savedAt }: LimitDraft) =>
  limitDraftProblems.limit_draft_changed_meanwhile({ by: savedBy, at: savedAt.toISOString() }, 'body.revision')
