import { isIP } from 'node:net'
import type { Actor } from '#kernel/auth/actor.ts'
import type { Db } from '#kernel/db/db.ts'
import { actorIdOf, audit } from '#kernel/http/command.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { newId } from '#kernel/id.ts'
import type { Sealer } from '#kernel/sealed.ts'
import { isPublic } from '../public-address.ts'
import * as contract from './contract.ts'
import * as deliveries from './delivery-store.ts'
import * as store from './destination-store.ts'
import * as log from './log-store.ts'
import { webhookProblems } from './problems.ts'
import { newSecret } from './signing.ts'

const HOUR = 3_600_000
/** How long the secret before the current one goes on signing. */
const OVERLAP_MS = 24 * HOUR
const LONGEST_REPLAY_MS = 31 * 24 * HOUR

export type WebhookParts = { readonly sealer: Sealer; readonly allowPrivate: boolean }

/** Destinations outside, and what was and was not delivered to them. */
export const webhookRoutes = ({ sealer, allowPrivate }: WebhookParts): readonly Route[] => [
  route(contract.listDestinations, async ({ tx, actor }) => ({
    items: (await store.listDestinations(tx, actor.districtId)).map(itemOf),
  })),
  route(contract.addDestination, async ({ tx, actor, body, now }) => {
    mustBeOutside(body.url, allowPrivate)
    const destinationId = newId()
    await store.insertDestination(tx, actor.districtId, { ...body, destinationId }, { id: actor.personId, now })
    return { destinationId }
  }),
  route(contract.changeDestination, async ({ tx, actor, params, body, now }) => {
    const known = await mustFind(tx, actor, params.destinationId)
    if (body.url !== known.url) mustBeOutside(body.url, allowPrivate)
    if (body.enabled && !known.secretSealed) throw webhookProblems.destination_secret_missing({}, 'body.enabled')
    await store.updateDestination(tx, actor.districtId, { ...body, ...params }, now)
    return params
  }),
  route(contract.drawSecret, async ({ tx, actor, params, now, requestId }) => {
    const { destinationId } = params
    const known = await mustFind(tx, actor, destinationId)
    const secret = newSecret()
    const formerUntil = known.secretSealed ? new Date(now.getTime() + OVERLAP_MS) : null
    const sealed = sealer.seal(secret, store.secretContext(actor.districtId, destinationId))
    await store.putSecret(tx, actor.districtId, destinationId, sealed, new Date(now.getTime() + OVERLAP_MS))
    const entry = { districtId: actor.districtId, actorId: actorIdOf(actor), now, requestId }
    await audit(tx, { ...entry, act: 'webhook secret drawn', target: destinationId })
    return { secret, formerUntil }
  }),
  route(contract.testDestination, async ({ tx, actor, params, now }) => {
    const known = await mustFind(tx, actor, params.destinationId)
    if (!known.enabled) throw webhookProblems.destination_not_enabled()
    const deliveryId = newId()
    const payload = { name: known.name }
    await deliveries.insertDelivery(tx, known, { deliveryId, topic: contract.TEST_TOPIC, payload, now })
    return { deliveryId }
  }),
  route(contract.removeDestination, async ({ tx, actor, params, now }) => {
    await mustFind(tx, actor, params.destinationId)
    await store.removeDestination(tx, actor.districtId, params.destinationId, now)
    return params
  }),
  ...deliveryRoutes,
]

const deliveryRoutes: readonly Route[] = [
  route(contract.countReplay, async ({ tx, actor, params, query }) => {
    const known = await mustFind(tx, actor, params.destinationId)
    return { count: await deliveries.countReplay(tx, known, windowOf(query, 'query.to')) }
  }),
  route(contract.replayDestination, async ({ tx, actor, params, body, now }) => {
    const known = await mustFind(tx, actor, params.destinationId)
    return { count: await deliveries.replay(tx, known, windowOf(body, 'body.to'), now) }
  }),
  route(contract.retryDeliveries, async ({ tx, actor, params, body, now }) => {
    const known = await mustFind(tx, actor, params.destinationId)
    return { count: await deliveries.retryDead(tx, known, body.deliveryIds, now) }
  }),
  route(contract.listDeliveries, async ({ tx, actor, params, query }) => {
    await mustFind(tx, actor, params.destinationId)
    const rows = await log.listDeliveries(tx, actor.districtId, params.destinationId, query)
    const items = rows.slice(0, query.limit)
    return { items, next: rows.length > query.limit ? (items.at(-1)?.cursor ?? null) : null }
  }),
  route(contract.listAttempts, async ({ tx, actor, params }) => ({
    items: await log.listAttempts(tx, actor.districtId, params.destinationId, params.deliveryId),
  })),
]

async function mustFind(db: Db, { districtId }: Actor, destinationId: string): Promise<store.Destination> {
  const known = await store.findDestination(db, districtId, destinationId)
  if (!known) throw webhookProblems.destination_not_found()
  return known
}

/** What can be told from the address alone is told at once; what a name stands for is judged at each attempt. */
function mustBeOutside(url: string, allowPrivate: boolean): void {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '')
  const isInside = host === 'localhost' || (isIP(host) !== 0 && !isPublic(host))
  if (isInside && !allowPrivate) throw webhookProblems.destination_url({ host }, 'body.url')
}

function windowOf({ from, to }: { from: string; to: string }, field: string): deliveries.Window {
  const window = { from: new Date(from), to: new Date(to) }
  const length = window.to.getTime() - window.from.getTime()
  if (length <= 0 || length > LONGEST_REPLAY_MS) throw webhookProblems.replay_window({}, field)
  return window
}

const itemOf = ({ secretSealed, formerSealed: _, districtId: __, ...rest }: store.Counted) => ({
  ...rest,
  hasSecret: secretSealed !== null,
})
