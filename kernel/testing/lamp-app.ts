import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Actor } from '../auth/actor.ts'
import { fakeClock } from '../clock.ts'
import type { Pool } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import { createApp, mount } from '../http/app.ts'
import { defineRoute } from '../http/contract.ts'
import { type Route, route } from '../http/route.ts'
import { newId } from '../id.ts'
import { type Log, silentLog } from '../log.ts'
import { kernelProblems } from '../problems.ts'

const base = { tag: 'lamp', summary: { zh: '路灯', en: 'Lamp' } } as const
const Lamp = z.object({ name: z.string() })

/** A handful of routes, one of each sort there is, over a table `lamp (name text)`. */
export const lampRoutes: readonly Route[] = [
  route(
    defineRoute({
      ...base,
      method: 'GET',
      path: '/lamps/:name',
      access: 'public',
      params: Lamp,
      query: z.object({ zoom: z.coerce.number().optional() }),
      reply: Lamp,
    }),
    async ({ params }) => ({ name: params.name }),
  ),
  route(defineRoute({ ...base, method: 'GET', path: '/broken', access: 'public', reply: z.null() }), async () => {
    throw new Error('the password is hunter2')
  }),
  route(
    defineRoute({ ...base, method: 'GET', path: '/secrets', access: 'secret.read', reply: z.null() }),
    async () => null,
  ),
  route(
    defineRoute({
      ...base,
      method: 'POST',
      path: '/lamps',
      access: 'lamp.light',
      body: z.strictObject({ name: z.string().max(20) }),
      reply: Lamp,
    }),
    async ({ tx, body }) => {
      if (body.name === 'twin') throw kernelProblems.conflict()
      await tx.run(sql`insert into public.lamp values (${body.name})`)
      return body
    },
  ),
  route(
    defineRoute({ ...base, method: 'POST', path: '/reports', access: 'public', body: Lamp, reply: Lamp }),
    async ({ body }) => body,
  ),
  route(
    defineRoute({
      ...base,
      method: 'PUT',
      path: '/photo',
      access: 'signed-in',
      bytes: true,
      reply: z.object({ bytes: z.int() }),
    }),
    async ({ bytes }) => ({ bytes: bytes.length }),
  ),
  route(
    defineRoute({
      ...base,
      method: 'POST',
      path: '/liar',
      access: 'public',
      outsideLedger: true,
      reply: Lamp.extend({ name: z.string().min(1) }),
    }),
    async () => ({ name: '' }),
  ),
]

const lin: Actor = {
  accountId: 'account-lin',
  personId: newId(),
  districtId: 'north',
  name: 'lin',
  posts: [],
  unitIds: [],
  grants: new Map([['lamp.light', 'district']]),
}

/** The app over those routes; `x-cast: lin` is lin, who may light lamps, and `x-cast: stranger` may do nothing. */
export async function lampApp(
  pool: Pool,
  over: { publicPerMinute?: number; log?: Log } = {},
): Promise<FastifyInstance> {
  const cast = new Map([
    ['lin', lin],
    ['stranger', { ...lin, accountId: 'account-stranger', name: 'stranger', grants: new Map() }],
  ])
  const deps = {
    pool,
    clock: fakeClock('2026-03-02T10:00:00+08:00'),
    log: silentLog,
    uploadMaxMb: 2,
    checkReplies: true,
    publicPerMinute: 10_000,
    districtOf: () => 'north',
    identify: async ({ headers }: { headers: Record<string, unknown> }) => cast.get(String(headers['x-cast'])),
    ...over,
  }
  const app = await createApp(deps)
  mount(app, deps, lampRoutes)
  return app
}
