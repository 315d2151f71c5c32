import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'
import type { CaseState } from '#city/case/state.ts'

export const TRIES = 5
export const LOCK_MINUTES = 30
export const CODE_MINUTES = 10
export const RESEND_SECONDS = 60
export const CODES = 10
export const SESSION_HOURS = 12

/** A secret of 256 bits that fits in an address. */
export const newToken = (): string => randomBytes(32).toString('base64url')

export const newCode = (): string => String(randomInt(1_000_000)).padStart(6, '0')

/** What is kept of a secret. A code is short, so its digest is bound to its link and useless after minutes. */
export const digestOf = (secret: string, context = ''): string =>
  createHash('sha256').update(`${context}\n${secret}`).digest('base64url')

export const isSame = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(digestOf(one)), Buffer.from(digestOf(other))]
  return timingSafeEqual(a, b)
}

export type Link = {
  readonly districtId: string
  readonly linkId: string
  readonly caseId: string
  readonly dispatchSeq: number
  readonly unitId: string
  readonly contractor: string
  readonly phoneSealed: Buffer
  readonly phoneMasked: string
  readonly validTo: Date
  readonly issuedByName: string
  readonly issuedAt: Date
  readonly openedAt: Date | null
  readonly lockedUntil: Date | null
  readonly codeHash: string | null
  readonly codeUntil: Date | null
  readonly codesSent: number
  readonly codeSentAt: Date | null
  readonly sessionUntil: Date | null
  readonly endedAt: Date | null
  readonly endedWhy: string | null
}

type Dispatch = Pick<CaseState, 'stage' | 'unitId' | 'dispatchSeq'>

/** Whether the dispatch that a link belongs to is still in force. */
export const belongs = ({ unitId, dispatchSeq }: Pick<Link, 'unitId' | 'dispatchSeq'>, state: Dispatch): boolean =>
  state.unitId === unitId && state.dispatchSeq === dispatchSeq

const stages: ReadonlySet<string> = new Set([
  'dispatched',
  'handling',
  'suspended',
  'handled',
  'verifying',
  'verified',
  'failed',
])

/** Why a link is worth nothing now, or undefined while it is: decided anew at every use, so that nothing can be forgotten. */
export function endOf(link: Link, state: Dispatch, now: Date): string | undefined {
  if (link.endedWhy) return link.endedWhy
  if (now >= link.validTo) return 'expired'
  if (!belongs(link, state)) return 'dispatch_ended'
  return stages.has(state.stage) ? undefined : 'case_ended'
}
