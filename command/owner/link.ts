import { timingSafeEqual } from 'node:crypto'
import { finalStages, type Stage } from '#city/case/state.ts'
import type { Sealer } from '#kernel/sealed.ts'

/** How long a link is good for, from when it was last told. */
export const LETTER_DAYS = 7
/** So much may be answered by one link, and so many photos brought: enough for any case, too little for a flood. */
export const MOST_ANSWERS = 20
export const MOST_PHOTOS = 40

/** A case told to an owner. */
export type Letter = {
  readonly districtId: string
  readonly letterId: string
  readonly caseId: string
  readonly ownerId: string
  readonly ownerName: string
  readonly turn: number
  readonly validTo: Date
  readonly toldAt: Date
  readonly toldBy: string
  readonly toldCount: number
  readonly openedAt: Date | null
  readonly answers: number
  readonly photos: number
  readonly endedAt: Date | null
}

type Named = Pick<Letter, 'districtId' | 'letterId' | 'turn'>

const signed = (sealer: Sealer, { districtId, letterId, turn }: Named): string =>
  sealer.fingerprint(`command.owner_letter/${districtId}/${letterId}/${turn}`)

/** The secret part of a letter's link: its identifier with a signature that only this installation can make. Nothing of it is kept. */
export const tokenOf = (sealer: Sealer, letter: Named): string =>
  `${Buffer.from(letter.letterId.replaceAll('-', ''), 'hex').toString('base64url')}${signed(sealer, letter)}`

const ID_LENGTH = 22

/** Which letter a token claims to be of; nothing where it has no such shape. */
export function letterIdOf(token: string): string | undefined {
  const hex = Buffer.from(token.slice(0, ID_LENGTH), 'base64url').toString('hex')
  return hex.length === 32 ? hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') : undefined
}

/** Whether a token was signed for this letter as it stands now. */
export function isSigned(sealer: Sealer, token: string, letter: Named): boolean {
  const [given, right] = [Buffer.from(token), Buffer.from(tokenOf(sealer, letter))]
  return given.length === right.length && timingSafeEqual(given, right)
}

/** The address that is texted and may be copied; the secret stands behind the `#`, so that no server's log ever sees it. */
export const addressOf = (publicUrl: string, districtId: string, token: string): string =>
  `${publicUrl.replace(/\/$/, '')}/contractor/#owner/${districtId}.${token}`

const final: ReadonlySet<Stage> = new Set(finalStages)

/** Why a letter can be answered no more; undefined while it can. Decided anew at every use. */
export function endOf(letter: Letter, stage: Stage, now: Date): 'revoked' | 'expired' | 'case_ended' | undefined {
  if (letter.endedAt) return 'revoked'
  if (now >= letter.validTo) return 'expired'
  return final.has(stage) ? 'case_ended' : undefined
}
