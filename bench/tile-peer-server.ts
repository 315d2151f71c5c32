import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import pg from 'pg'
import { tileStatement } from './tile-sql.ts'

/** What the least server between a map and PostGIS is told: where the database is. */
export type PeerSettings = { readonly url: string; readonly connections: number }

// Started by a benchmark: `/z/x/y` as PostGIS makes it, prepared, not packed, without sign-in, headers or log.
const [settings] = (await once(process, 'message')) as [PeerSettings]
const pool = new pg.Pool({ connectionString: settings.url, max: settings.connections })
const server = createServer(async (request, response) => {
  const [, z = '', x = '', y = ''] = (request.url ?? '').split('/')
  const { rows } = await pool.query<{ mvt: Buffer }>({
    name: `tile-${z}`,
    text: tileStatement(Number(z), '$1', '$2'),
    values: [Number(x), Number(y)],
  })
  const { mvt } = rows[0]!
  response.writeHead(200, { 'content-type': 'application/vnd.mapbox-vector-tile', 'content-length': mvt.length })
  response.end(mvt)
})
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }))
process.once('disconnect', () => process.exit(0))
