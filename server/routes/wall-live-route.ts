import type { FastifyInstance } from 'fastify'
import type { Db } from '#kernel/db/db.ts'
import type { LiveHub } from '#kernel/live/live.ts'
import { mustBeWall, WALL_CHANGED, type WallChanged } from '#supervise/wall/port.ts'

/**
 * `GET /api/public/:district/wall/live`: that something has changed, and nothing of what; a wall asks for its picture then.
 * A wall whose token is revoked is cut off at once.
 */
export function mountWallLive(app: FastifyInstance, hub: LiveHub, db: Db): void {
  app.get<{ Params: { district: string } }>('/api/public/:district/wall/live', async (request, reply) => {
    const districtId = request.params.district
    const { deviceId } = await mustBeWall(db, districtId, request.headers.cookie)
    const actorId = `wall:${deviceId}`
    await hub.openStream(reply.raw, {
      ...{ actorId, districtId, lastEventId: undefined },
      allow: ({ topic, payload }) => {
        // After this event has been written: a stream is not ended while it writes.
        if (topic === WALL_CHANGED && (payload as WallChanged).revoked === deviceId)
          setImmediate(() => hub.disconnect(actorId, 'signed-out'))
        return topic === 'case.changed' || topic === WALL_CHANGED || topic === 'emergency.changed'
      },
      view: () => ({}),
    })
    reply.hijack()
    return reply
  })
}
