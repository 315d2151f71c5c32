import { maskPersonal } from '#city/case/mask.ts'
import { caseProblems } from '#city/case/problems.ts'
import { finalStages } from '#city/case/state.ts'
import { boxAround } from '#city/place/distance.ts'
import { type Point, point } from '#city/place/frame.ts'
import type { Actor } from '#kernel/auth/actor.ts'
import type { Db } from '#kernel/db/db.ts'
import type { FileStore } from '#kernel/files/file-store.ts'
import type { SomeLooks } from '../photo/hash.ts'
import { likenessOf } from '../photo/likeness.ts'
import { listAlike, listLooks } from '../photo/look-store.ts'
import { readLooks } from '../photo/read.ts'
import { type CategoryKey, canonicalKey, sameKeys } from './category.ts'
import { judge, reasonsOf } from './judge.ts'
import { findReport, listAround, listCasesOfFiles, listOwnUploads, listRules, type NearRow, ruleFor } from './store.ts'

/** A report that may be known already, whether it is a case or still being typed. */
export type Report = {
  readonly point: Point
  readonly at: Date
  readonly text: string
  readonly category: CategoryKey | null
  readonly looks: readonly SomeLooks[]
  readonly caseId: string | null
}

const SHOWN = 10
const AN_HOUR = 3_600_000

/** What a report still being typed may be a repetition of. Only photos that the writer brought are compared. */
export async function findForDraft(
  db: Db,
  store: FileStore,
  actor: Actor,
  draft: { point: Point; text: string; category: CategoryKey | null; files: readonly string[] },
  now: Date,
) {
  const own = await listOwnUploads(db, actor, draft.files)
  const looks = await Promise.all(own.map((fileId) => readLooks(db, store, { districtId: actor.districtId, fileId })))
  const known = looks.filter((each) => each !== undefined)
  return find(db, actor, { ...draft, at: now, looks: known, caseId: null }, now)
}

/** What a case may be a repetition of, or what may repeat it. Error: `case_not_found`. */
export async function findForCase(db: Db, actor: Actor, caseId: string, now: Date) {
  const row = await findReport(db, actor, caseId)
  if (!row) throw caseProblems.case_not_found()
  const looks = await listLooks(db, actor.districtId, row.photos)
  const report = { ...traitsOf(row), looks: [...looks.values()], caseId }
  return find(db, actor, report, now)
}

async function find(db: Db, actor: Actor, report: Report, now: Date) {
  const { districtId } = actor
  const rule = ruleFor(await listRules(db, districtId, now), report.category)
  // A case that lies nowhere is near nothing.
  if (Number.isNaN(report.point.lon)) return { rule, items: [] }
  const windowMs = rule.withinHours * AN_HOUR
  const rows = await listAround(db, actor, {
    box: boxAround(report.point, rule.radiusMetres),
    from: new Date(report.at.getTime() - windowMs),
    to: new Date(report.at.getTime() + windowMs),
    keys: report.category === null ? null : sameKeys(report.category),
    alike: await casesThatLookAlike(db, districtId, report.looks),
    except: report.caseId,
  })
  const looks = await listLooks(
    db,
    districtId,
    rows.flatMap((row) => row.photos),
  )
  const items = rows.flatMap((row) => {
    const theirs = row.photos.flatMap((fileId) => looks.get(fileId) ?? [])
    const isOpen = !finalStages.includes(row.stage)
    const judgement = judge(report, { ...traitsOf(row), isOpen }, likenessOf(report.looks, theirs), rule)
    return judgement ? [{ ...viewOf(row), ...judgement, reasons: reasonsOf(judgement, isOpen) }] : []
  })
  return { rule, items: items.sort((a, b) => b.score - a.score).slice(0, SHOWN) }
}

async function casesThatLookAlike(db: Db, districtId: string, looks: readonly SomeLooks[]): Promise<string[]> {
  const matches = await Promise.all(looks.map((each) => listAlike(db, districtId, each)))
  return listCasesOfFiles(
    db,
    districtId,
    matches.flat().map(({ fileId }) => fileId),
  )
}

const traitsOf = (row: NearRow) => ({
  point: point(row.lon ?? Number.NaN, row.lat ?? Number.NaN),
  at: row.reportedAt,
  text: row.description,
  category:
    row.edition && row.kind && row.category
      ? canonicalKey({ edition: row.edition, kind: row.kind, code: row.category })
      : null,
})

/** Whoever may not see a case learns that there is one, where it is and of what kind: enough not to report it again. */
function viewOf(row: NearRow) {
  const { caseId, number, version, stage, categoryName, description, placeText, reportedAt, unitName, photos } = row
  const place = { point: point(row.lon, row.lat), categoryName, stage, reportedAt }
  if (!row.isVisible)
    return {
      ...place,
      caseId: null,
      number: null,
      version: null,
      description: '',
      placeText: '',
      unitName: null,
      photos: [],
    }
  return { ...place, caseId, number, version, description: maskPersonal(description), placeText, unitName, photos }
}
