import type { Clock } from '#kernel/clock.ts'
import type { Pool } from '#kernel/db/db.ts'
import type { Log } from '#kernel/log.ts'
import { usualBackoffMs } from '#kernel/outbox/backoff.ts'
import { type Loop, startLoop } from '#kernel/outbox/loop.ts'
import type { Sealer } from '#kernel/sealed.ts'
import { findLetter } from '../../owner/letter-store.ts'
import { addressOf, tokenOf } from '../../owner/link.ts'
import type { Gateway } from './gateway.ts'
import { claimSms, type HeldSms, listDueDistricts, settleSms } from './store.ts'
import { telephoneOf } from './telephone.ts'

const POLL_MS = 1_000
const TOGETHER = 8
const LEASE_MS = 60_000
/** Half an hour with the usual back-off; a text message that late says nothing new. */
const MAX_ATTEMPTS = 9

export type SmsDeps = {
  readonly pool: Pool
  readonly clock: Clock
  readonly log: Log
  readonly sealer: Sealer
  readonly gateway: Gateway
  /** Where the public reaches this installation: a link is made when it is sent, and kept nowhere. */
  readonly publicUrl: string
}

/** Sends the text messages that are due, no more a minute than each district allows. */
export const startSms = (deps: SmsDeps): Loop =>
  startLoop({
    everyMs: POLL_MS,
    onError: (error) => deps.log.error({ err: error }, 'SMS step failed'),
    step: async () => (await sendDueSms(deps)) > 0,
  })

/** One round; gives the number of messages taken in hand. */
export async function sendDueSms(deps: SmsDeps): Promise<number> {
  const { pool, clock } = deps
  let taken = 0
  for (const { districtId, allowance } of await listDueDistricts(pool, clock.now())) {
    const limit = Math.min(TOGETHER, allowance)
    if (limit <= 0) continue
    const held = await claimSms(pool, districtId, { now: clock.now(), limit, leaseMs: LEASE_MS })
    await Promise.all(held.map((message) => send(deps, message)))
    taken += held.length
  }
  return taken
}

async function send(deps: SmsDeps, held: HeldSms): Promise<void> {
  const { pool, clock, log, sealer, gateway } = deps
  try {
    const phone = await telephoneOf(pool, sealer, held.districtId, held)
    if (phone === undefined) {
      await settleSms(pool, held, {
        state: 'dead',
        at: clock.now(),
        error: 'no telephone, or not theirs to see',
        gatewayId: null,
      })
      return
    }
    const text = await textOf(deps, held)
    if (text === undefined) {
      const error = deps.publicUrl === '' ? 'PUBLIC_URL is not set: its link leads nowhere' : 'its link was withdrawn'
      await settleSms(pool, held, { state: 'dead', at: clock.now(), error, gatewayId: null })
      return
    }
    const gatewayId = await gateway.send({ smsId: held.smsId, phone, text })
    await settleSms(pool, held, { state: 'sent', at: clock.now(), error: null, gatewayId })
  } catch (error) {
    const isDead = held.attempts >= MAX_ATTEMPTS
    const words =
      error instanceof Error ? (((error as NodeJS.ErrnoException).code ?? error.message) as string) : String(error)
    const at = new Date(clock.now().getTime() + (isDead ? 0 : usualBackoffMs(held.attempts)))
    await settleSms(pool, held, { state: isDead ? 'dead' : 'queued', at, error: words.slice(0, 200), gatewayId: null })
    log.warn({ smsId: held.smsId, attempts: held.attempts, dead: isDead, gateway: gateway.name }, 'SMS not sent')
  }
}

/** The words of a message; to an owner with the link of its letter behind them. */
async function textOf({ pool, sealer, publicUrl }: SmsDeps, held: HeldSms): Promise<string | undefined> {
  if (held.letterId === null) return held.text
  if (publicUrl === '') return undefined
  const letter = await findLetter(pool, held.districtId, held.letterId)
  if (!letter || letter.endedAt) return undefined
  return `${held.text}${addressOf(publicUrl, held.districtId, tokenOf(sealer, letter))}`
}
