import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { kernelProblems } from '#kernel/problems.ts'

const root = join(import.meta.dirname, '..', 'dist')

/** Serves the built screens: the console at `/`, the citizen's page at `/report/`; hashed assets are immutable. */
export async function mountScreens(app: FastifyInstance): Promise<void> {
  const fronts = [
    { folder: join(root, 'citizen'), prefix: '/report/' },
    { folder: join(root, 'console'), prefix: '/' },
  ].filter((front) => existsSync(join(front.folder, 'index.html')))
  for (const [at, front] of fronts.entries())
    await app.register(fastifyStatic, {
      root: front.folder,
      prefix: front.prefix,
      wildcard: false,
      decorateReply: at === 0,
      cacheControl: false,
      setHeaders: (reply, path) => {
        reply.header(
          'cache-control',
          /[\\/]assets[\\/]/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
        )
      },
    })
  for (const front of fronts.filter((each) => each.prefix !== '/')) {
    app.get(front.prefix.slice(0, -1), async (_request, reply) => reply.redirect(front.prefix))
    app.get(`${front.prefix}*`, async (_request, reply) =>
      reply.header('cache-control', 'no-cache').sendFile('index.html', front.folder),
    )
  }
  const console = fronts.find((front) => front.prefix === '/')
  if (!console) return
  // A page address of the console is answered with the console itself; an unknown API address is not.
  app.get('/*', async (request, reply) => {
    if (/^\/(api|tiles)\//.test(request.url)) throw kernelProblems.route_not_found()
    return reply.header('cache-control', 'no-cache').sendFile('index.html', console.folder)
  })
}
