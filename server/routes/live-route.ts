import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Actor } from '#kernel/auth/actor.ts'
import { scopeOf } from '#kernel/auth/actor.ts'
import type { LiveHub } from '#kernel/live/live.ts'
import type { OutboxEvent } from '#kernel/outbox/outbox.ts'
import { kernelProblems } from '#kernel/problems.ts'

type CaseChanged = { unitId: string | null; coUnitIds: string[]; collectorId: string | null; reportedBy: string }

/** `GET /api/live`: changes as they happen, only of what the listener may see; resumes after `Last-Event-ID`. */
export function mountLive(
  app: FastifyInstance,
  hub: LiveHub,
  identify: (request: FastifyRequest) => Promise<Actor | undefined>,
): void {
  app.get('/api/live', async (request, reply) => {
    const actor = await identify(request)
    if (!actor) throw kernelProblems.not_signed_in()
    scopeOf(actor, 'case.read')
    const last = request.headers['last-event-id']
    // Refusals are thrown before a byte is sent and become ordinary problems; only then is the reply ours.
    await hub.openStream(reply.raw, {
      actorId: actor.personId,
      districtId: actor.districtId,
      lastEventId: typeof last === 'string' ? last : undefined,
      allow: (event) => maySee(actor, event),
    })
    reply.hijack()
    return reply
  })
}

/** The same rule as the list: whole district, own units, or own tasks. */
function maySee(actor: Actor, event: OutboxEvent): boolean {
  if (event.topic !== 'case.changed') return false
  const { unitId, coUnitIds, collectorId, reportedBy } = event.payload as CaseChanged
  switch (actor.grants.get('case.read')) {
    case 'district':
      return true
    case 'unit':
      return [unitId, ...coUnitIds].some((unit) => unit !== null && actor.unitIds.includes(unit))
    default:
      return collectorId === actor.personId || reportedBy === actor.personId
  }
}
