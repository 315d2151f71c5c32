import type { FastifyInstance } from 'fastify'
import type { Attendance } from '#city/attendance/attendance.ts'
import { inScope, type Scoped } from '#city/case/scope.ts'
import { NOTICE_TOLD } from '#command/notify/port.ts'
import { type Actor, may, scopeOf } from '#kernel/auth/actor.ts'
import type { Identify } from '#kernel/http/app.ts'
import type { LiveHub } from '#kernel/live/live.ts'
import type { OutboxEvent } from '#kernel/outbox/outbox.ts'
import { kernelProblems } from '#kernel/problems.ts'
import type { LiveCounts } from '../live-counts.ts'

/**
 * `GET /api/live`: changes as they happen, only of what the listener may see, the counts of their lists and who is at which case;
 * resumes after `Last-Event-ID`.
 */
export function mountLive(
  app: FastifyInstance,
  hub: LiveHub,
  counts: LiveCounts,
  attendance: Pick<Attendance, 'join' | 'leave'>,
  identify: Identify,
): void {
  app.get('/api/live', async (request, reply) => {
    const actor = await identify(request)
    if (!actor) throw kernelProblems.not_signed_in()
    // Whoever reads no case still hears of notices; whoever has no post hears of nothing.
    if (!may(actor, 'notice.read')) scopeOf(actor, 'case.read')
    const last = request.headers['last-event-id']
    const group = counts.groupOf(actor)
    // Refusals are thrown before a byte is sent and become ordinary problems; only then is the reply ours.
    const stream = await hub.openStream(reply.raw, {
      actorId: actor.personId,
      districtId: actor.districtId,
      lastEventId: typeof last === 'string' ? last : undefined,
      allow: (event) => {
        const isSeen = maySee(actor, event)
        if (isSeen && event.topic === 'case.changed') group?.touch()
        return isSeen
      },
      view: bareView,
    })
    if (!stream.ended) {
      group?.join(stream)
      attendance.join(actor, stream)
      reply.raw.once('close', () => {
        group?.leave(stream)
        attendance.leave(stream)
      })
    }
    reply.hijack()
    return reply
  })
}

type Changed = { readonly caseId: string; readonly seq: number; readonly kind: string; readonly stage: string }

/** That a case changed, and no more: whose it is and who was sent is not everybody's to know; of a notice nothing at all. */
function bareView({ topic, payload }: OutboxEvent): unknown {
  if (topic === NOTICE_TOLD) return {}
  const { caseId, seq, kind, stage } = payload as Changed
  return { caseId, seq, kind, stage }
}

/** Cases by the same rule as the list; that there is a notice, only to the person told. */
function maySee(actor: Actor, { topic, payload }: OutboxEvent): boolean {
  if (topic === NOTICE_TOLD) return (payload as { personIds: string[] }).personIds.includes(actor.personId)
  return topic === 'case.changed' && may(actor, 'case.read') && inScope(actor, 'case.read', payload as Scoped)
}
