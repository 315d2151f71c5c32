import type { FilePurpose, Source } from '#city/case/event.ts'

/** One appearance of a photo: in which case, for what, from whom and when. */
export type Occurrence = {
  readonly caseId: string
  readonly number: string
  readonly fileId: string
  readonly purpose: FilePurpose
  readonly seq: number
  readonly at: Date
  readonly byName: string
  readonly source: Source
  /** The case this one is merged into, if it is. */
  readonly mergedInto: string | null
}

export type ReuseKind = 'within' | 'across'

/** What a photo is to prove: how it was found, that it was handled, that it was verified. Others prove nothing. */
const proves: Partial<Record<FilePurpose, 'found' | 'handled' | 'verified'>> = {
  report: 'found',
  confirm: 'found',
  before: 'found',
  after: 'handled',
  verify: 'verified',
}

/**
 * Whether a photo that looks like an earlier one is worth somebody's look. Within a case one picture cannot show the place
 * both before and after, nor can the verifier's be the unit's. Across cases a picture of staff, or of a case that staff
 * reported, shows another place or another day. Two citizens may well send the same picture. Pure.
 */
export function reuseOf(now: Occurrence, earlier: Occurrence): ReuseKind | undefined {
  const [here, there] = [proves[now.purpose], proves[earlier.purpose]]
  if (!here || !there) return undefined
  if (now.caseId === earlier.caseId) return here === there ? undefined : 'within'
  if (areMerged(now, earlier)) return undefined
  return isOfStaff(now) || isOfStaff(earlier) ? 'across' : undefined
}

const areMerged = (a: Occurrence, b: Occurrence): boolean =>
  a.mergedInto === b.caseId || b.mergedInto === a.caseId || (a.mergedInto !== null && a.mergedInto === b.mergedInto)

const isOfStaff = ({ purpose, source }: Occurrence): boolean => purpose !== 'report' || source === 'collector'
