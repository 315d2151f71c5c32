import type { Clock } from '#kernel/clock.ts'
import type { Pool, Tx } from '#kernel/db/db.ts'
import { newId } from '#kernel/id.ts'
import type { Log } from '#kernel/log.ts'
import { type Loop, startLoop } from '#kernel/outbox/loop.ts'
import type { Sealer } from '#kernel/sealed.ts'
import { type Answer, type Post, post } from '../http-post.ts'
import { tell } from '../port.ts'
import { type Claimed, claim, hasOtherDead, insertAttempt, settle } from './delivery-store.ts'
import { type Destination, listDue, secretContext, switchOff } from './destination-store.ts'
import { signedHeaders } from './signing.ts'
import { type Verdict, verdictOf } from './verdict.ts'

const POLL_MS = 500
const SENDS_TOGETHER = 8
const SEND_MS = 15_000
const LEASE_MS = 60_000
/** Where all of a batch failed, the destination is left alone this long. */
const REST_MS = 3_000
const TOLD_MS = 3_600_000

export type SenderDeps = {
  readonly pool: Pool
  readonly clock: Clock
  readonly log: Log
  readonly sealer: Sealer
  /** Whether addresses of our own network may be reached. */
  readonly allowPrivate: boolean
  readonly backoffMs?: (failures: number) => number
  readonly pollMs?: number
  readonly timeoutMs?: number
}

/**
 * Sends what destinations are to receive. Each has a worker of its own while something is due, so that one that is slow or
 * down delays nobody else; new, changed and disabled destinations are noticed at the next look.
 */
export function startSender(deps: SenderDeps): Loop {
  const { pool, clock, log, pollMs = POLL_MS } = deps
  const busy = new Map<string, Promise<void>>()
  const loop = startLoop({
    everyMs: pollMs,
    onError: (error) => log.error({ err: error }, 'webhook sender step failed'),
    step: async () => {
      for (const destination of await listDue(pool, clock.now())) {
        const { destinationId } = destination
        if (busy.has(destinationId)) continue
        const work = serve(deps, destination)
          .catch((error: unknown) => log.error({ err: error, destinationId }, 'webhook worker failed'))
          .finally(() => busy.delete(destinationId))
        busy.set(destinationId, work)
      }
      return false
    },
  })
  return {
    wake: () => loop.wake(),
    async stop() {
      await loop.stop()
      await Promise.all(busy.values())
    },
  }
}

async function serve(deps: SenderDeps, destination: Destination): Promise<void> {
  const outcomes = await sendDue(deps, destination)
  if (outcomes.length > 1 && outcomes.every((outcome) => outcome !== 'delivered'))
    await new Promise((rested) => setTimeout(rested, Math.min(REST_MS, deps.pollMs ?? REST_MS)))
}

/** Sends what is due at one destination now, several keys together; says what came of each. */
export async function sendDue(deps: SenderDeps, destination: Destination): Promise<Verdict['state'][]> {
  const { pool, clock } = deps
  const held = await claim(pool, destination, { now: clock.now(), limit: SENDS_TOGETHER, leaseMs: LEASE_MS })
  return Promise.all(held.map((delivery) => deliver(deps, destination, delivery)))
}

async function deliver(deps: SenderDeps, to: Destination, held: Claimed): Promise<Verdict['state']> {
  const { pool, clock, log } = deps
  const at = clock.now()
  const began = performance.now()
  const answer = await attempt(deps, to, held, at)
  const tookMs = Math.round(performance.now() - began)
  const verdict = verdictOf(answer, held.attempts, at, deps.backoffMs)
  const status = answer instanceof Error ? null : answer.status
  const error = verdict.state === 'delivered' ? null : verdict.error
  const now = clock.now()
  const delayMs = verdict.state === 'pending' ? verdict.delayMs : 0
  await pool.transaction(async (tx) => {
    const settled = { state: verdict.state, nextAttemptAt: new Date(now.getTime() + delayMs), status, error }
    if (!(await settle(tx, to, held, settled, now))) return
    await insertAttempt(tx, to, { deliveryId: held.deliveryId, at, tookMs, status, error })
    if (verdict.state !== 'dead') return
    if (verdict.gone) await switchOff(tx, to.districtId, to.destinationId, verdict.error)
    await tellDead(tx, to, held, verdict.error, now)
  })
  if (verdict.state !== 'delivered')
    log.warn(
      { destinationId: to.destinationId, deliveryId: held.deliveryId, attempts: held.attempts, error },
      'webhook not delivered',
    )
  return verdict.state
}

/** Once an hour at most: a destination that is down fails a thousand times, and is one piece of news. */
async function tellDead(tx: Tx, to: Destination, held: Claimed, error: string, now: Date): Promise<void> {
  if (await hasOtherDead(tx, to, held.deliveryId, new Date(now.getTime() - TOLD_MS))) return
  await tell(tx, {
    districtId: to.districtId,
    to: [{ post: 'system_admin' }],
    template: 'webhook.dead',
    params: { title: to.name, text: error },
    reason: '您维护外发接收端',
    origin: newId(),
    now,
  })
}

async function attempt(deps: SenderDeps, to: Destination, held: Claimed, at: Date): Promise<Answer | Error> {
  try {
    return await post(requestOf(deps, to, held, at))
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

/** The request of one attempt. Whoever gets it twice knows it by `webhook-id`. */
function requestOf({ sealer, allowPrivate, timeoutMs }: SenderDeps, to: Destination, held: Claimed, at: Date): Post {
  const body = JSON.stringify({ type: held.topic, timestamp: held.happenedAt.toISOString(), data: held.payload })
  const former = to.formerUntil && to.formerUntil > at ? to.formerSealed : null
  const secrets = [to.secretSealed, former].flatMap((sealed) =>
    sealed ? [sealer.open(sealed, secretContext(to.districtId, to.destinationId))] : [],
  )
  return {
    url: to.url,
    headers: { 'content-type': 'application/json', ...signedHeaders({ id: held.deliveryId, at, body, secrets }) },
    body,
    timeoutMs: timeoutMs ?? SEND_MS,
    allowPrivate,
  }
}
