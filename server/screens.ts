import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { kernelProblems } from '#kernel/problems.ts'

const root = join(import.meta.dirname, '..', 'dist')

type Front = { readonly folder: string; readonly prefix: string }

const fronts: readonly Front[] = [
  { folder: join(root, 'citizen'), prefix: '/report/' },
  { folder: join(root, 'contractor'), prefix: '/contractor/' },
  { folder: join(root, 'wall'), prefix: '/wall/' },
  { folder: join(root, 'console'), prefix: '/' },
]

/** Serves the built screens: the console at `/`, the citizen's page at `/report/`, the contractor's at `/contractor/`, walls at `/wall/`; hashed assets are immutable. */
export async function mountScreens(app: FastifyInstance): Promise<void> {
  await app.register(fastifyStatic, { root, serve: false, cacheControl: false })
  app.get('/report', async (_request, reply) => reply.redirect('/report/'))
  app.get('/wall', async (_request, reply) => reply.redirect('/wall/'))
  for (const front of fronts) {
    if (!existsSync(join(front.folder, 'index.html'))) continue
    app.get(`${front.prefix}*`, async (request, reply) =>
      serve(front, new URL(request.url, 'http://screens').pathname, reply),
    )
  }
}

/** A file of the front where the address names one; otherwise the page itself, which knows its own addresses. */
function serve(front: Front, pathname: string, reply: FastifyReply): FastifyReply {
  const path = decodeURIComponent(pathname).slice(front.prefix.length)
  if (/^(api|tiles)\//.test(path) && front.prefix === '/') throw kernelProblems.route_not_found()
  const isFile = /\.[A-Za-z0-9]+$/.test(path)
  if (!isFile) return reply.header('cache-control', 'no-cache').sendFile('index.html', front.folder)
  const hashed = path.startsWith('assets/')
  reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
  return reply.sendFile(path, front.folder)
}
