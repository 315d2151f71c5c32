import type { BodyInputOf, ReplyOf } from '#kernel/http/contract.ts'
import type { citizenReport, publicDistrict } from '#serve/intake/contract.ts'
import { newKey } from '#web/kit/client.ts'
import { districtId } from './address.ts'
import { kept } from './keep.ts'

export type Category = ReplyOf<typeof publicDistrict>['categories'][number]
export type ReportBody = BodyInputOf<typeof citizenReport>

/** A picture of the draft. Its bytes lie in the photo store; `fileId` once the server has it, `key` so that it has it once. */
export type DraftPhoto = {
  readonly id: string
  readonly key: string
  readonly thumb: string
  readonly fileId: string | null
}

/** A position, degrees: from the phone (WGS84, accuracy in metres) or set on our own map (CGCS2000). */
export type DraftPoint = {
  readonly frame: 'WGS84' | 'CGCS2000'
  readonly lon: number
  readonly lat: number
  readonly accuracyMetres: number | null
}

/** The report being filled in. `attempt` is what was last sent without an answer, with the key it was sent under. */
export type Draft = {
  readonly photos: readonly DraftPhoto[]
  readonly point: DraftPoint | null
  readonly placeText: string
  /** The thing whose code was scanned, until another place is set. */
  readonly componentCode?: string | null
  readonly category: Category | null
  readonly description: string
  readonly phone: string
  readonly attempt: { readonly key: string; readonly body: string } | null
}

export const emptyDraft: Draft = {
  photos: [],
  point: null,
  placeText: '',
  category: null,
  description: '',
  phone: '',
  attempt: null,
}

export const draft = kept<Draft>(`yiwang.draft.${districtId}`, emptyDraft)

/** Changes what is given; another point is another place, and no longer that of the thing scanned. */
export const patchDraft = (patch: Partial<Draft>): void =>
  draft.set({ ...draft.get(), ...(patch.point === undefined ? {} : { componentCode: null }), ...patch })

export const hasPlace = (of: Draft): boolean => of.point !== null || of.placeText.trim().length >= 2

/** What is wrong is said when a category is chosen or two characters are written. */
export const hasWords = (of: Draft): boolean => of.category !== null || of.description.trim().length >= 2

export const phoneReads = (phone: string): boolean => /^[0-9+\- ]{0,20}$/.test(phone.trim())

/** The report as the server takes it. A category without words speaks for itself. */
export function reportBody(of: Draft): ReportBody {
  const text = of.description.trim()
  const { category, point, phone } = of
  return {
    description: text.length >= 2 ? text : [category?.name, text].filter(Boolean).join('：'),
    category: category && { edition: category.edition, kind: category.kind, code: category.code },
    place: {
      point: point && { frame: point.frame, lon: point.lon, lat: point.lat },
      text: of.placeText.trim(),
      ...(of.componentCode ? { componentCode: of.componentCode } : {}),
    },
    reporter: phone.trim() ? { phone: phone.trim() } : null,
    files: of.photos.flatMap((photo) => photo.fileId ?? []),
  }
}

/**
 * The attempt to send this body: the earlier one while the body is the same, so that a lost answer never registers the report
 * twice; a fresh one once something was changed.
 */
export function attemptOf(of: Draft): NonNullable<Draft['attempt']> {
  const body = JSON.stringify(reportBody(of))
  return of.attempt?.body === body ? of.attempt : { key: newKey(), body }
}
