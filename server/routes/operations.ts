import type { FastifyInstance } from 'fastify'
import type { Pool } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { RouteContract } from '#kernel/http/contract.ts'
import { openApi } from '#kernel/http/openapi.ts'
import { docsPage } from './docs-page.ts'

export type OperationsDeps = {
  readonly pool: Pool
  readonly version: string
  readonly contracts: readonly RouteContract[]
  readonly stopping: () => boolean
  readonly metrics: () => Promise<string>
}

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

/** What machines ask: is it alive, may it be sent work, how is it doing, what does it offer. */
export function mountOperations(app: FastifyInstance, deps: OperationsDeps): void {
  const document = JSON.stringify(openApi(deps.contracts, deps.version))
  app.get('/livez', async () => ({ live: true }))
  app.get('/readyz', async (_request, reply) => {
    const database = await answers(deps.pool)
    const ready = database && !deps.stopping()
    return reply.code(ready ? 200 : 503).send({ ready, database, stopping: deps.stopping() })
  })
  app.get('/metrics', async (request, reply) => {
    if (!loopback.has(request.ip)) return reply.code(404).send()
    return reply.type('text/plain; version=0.0.4').send(await deps.metrics())
  })
  app.get('/api/openapi.json', async (_request, reply) => reply.type('application/json').send(document))
  app.get('/api/docs', async (_request, reply) => reply.type('text/html; charset=utf-8').send(docsPage(deps.contracts)))
}

async function answers(pool: Pool): Promise<boolean> {
  const late = new Promise<false>((done) => setTimeout(() => done(false), 2_000).unref())
  return Promise.race([
    pool.one(sql`select 1`).then(
      () => true,
      () => false,
    ),
    late,
  ])
}
