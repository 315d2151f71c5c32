import type { FastifyInstance } from 'fastify'
import type { Db } from '#kernel/db/db.ts'
import { districtOfThing } from '#serve/thing/store.ts'

/** Where the code on a thing leads: its page on the citizen's screens, in the district it belongs to. */
export function mountThings(app: FastifyInstance, db: Db): void {
  app.get<{ Params: { code: string } }>('/thing/:code', async ({ params: { code } }, reply) => {
    if (!/^[0-9]{16,17}$/.test(code)) return reply.redirect('/report/')
    const found = await districtOfThing(db, code)
    return reply.redirect(`/report/${found ? `?d=${encodeURIComponent(found.districtId)}` : ''}#/thing/${code}`)
  })
}
