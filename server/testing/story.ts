import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { makeTileBuilder } from '#analyse/tile/builder.ts'
import { warmTiles } from '#analyse/tile/warm-tiles.ts'
import { actorOfToken, standsOnToken } from '#analyse/token/actor.ts'
import { startAttendance } from '#city/attendance/attendance.ts'
import { loadActor } from '#city/organisation/store.ts'
import { outwardOf } from '#command/notify/outward.ts'
import type { Sessions } from '#kernel/auth/sessions.ts'
import { fakeClock } from '#kernel/clock.ts'
import { readConfig, Secret } from '#kernel/config.ts'
import type { Pool, Tx } from '#kernel/db/db.ts'
import { openTypesetter } from '#kernel/documents/typesetter.ts'
import { openImages } from '#kernel/files/images.ts'
import { openLocalStore } from '#kernel/files/local-store.ts'
import { phonePhoto } from '#kernel/files/sample-photo.ts'
import { type Asker, createApp, mount } from '#kernel/http/app.ts'
import { newId } from '#kernel/id.ts'
import { silentLog } from '#kernel/log.ts'
import { makeSealer, type Sealer } from '#kernel/sealed.ts'
import { dbTest } from '#kernel/testing/db.ts'
import { keptJobs } from '#kernel/testing/kept-jobs.ts'
import { rolledBackPool } from '#kernel/testing/rolled-back-pool.ts'
import { allRoutes, districtOfPath } from '../compose.ts'
import { soundIndustries } from '../industries/discover.ts'
import { foundTown, type Name, town } from './town.ts'

// biome-ignore lint/suspicious/noExplicitAny: a story reads whatever shape it expects
type Reply = { status: number; body: any; bytes?: Buffer; headers: LightMyRequestResponse['headers'] }

/** What a story may do: ask and command as one of the cast, or as nobody, at an hour of its choosing. */
export type Story = {
  readonly tx: Tx
  /** A pool whose transactions are parts of the story's own. */
  readonly pool: Pool
  readonly sealer: Sealer
  readonly people: Readonly<Record<Name, string>>
  readonly app: FastifyInstance
  readonly clock: ReturnType<typeof fakeClock>
  /** What was put in the queue, until the story carries it out. */
  readonly jobs: ReturnType<typeof keptJobs>
  /** Routes whose answers were sent from memory, past the framework. */
  readonly warm: readonly string[]
  /** Whose session was ended, as far as those are concerned who remember what it stood for. */
  readonly endings: string[]
  /** Where the story's files lie. */
  readonly folder: string
  get(who: Name | 'nobody', path: string): Promise<Reply>
  post(who: Name | 'nobody', path: string, body?: unknown, key?: string): Promise<Reply>
  /** The text messages sent so far, oldest first. */
  texts(): readonly string[]
  /** Uploads a photo as somebody and gives its id. */
  photo(who: Name): Promise<string>
}

const industries = soundIndustries()

/** Monday 2026-03-02, ten in the morning in Beijing. */
const monday = '2026-03-02T10:00:00+08:00'

/** A story told over HTTP through the real routes against the real database, every reply checked against its contract, then rolled back. */
export function story(sentence: string, tell: (story: Story) => Promise<void>): void {
  dbTest(sentence, async (tx) => {
    const people = await foundTown(tx)
    const folder = mkdtempSync(join(tmpdir(), 'yiwang-story-'))
    const clock = fakeClock(monday)
    const jobs = keptJobs()
    const pool = rolledBackPool(tx)
    const sealer = makeSealer(new Secret('story secret'))
    const warm: string[] = []
    const endings: string[] = []
    const app = await openApp({ tx, pool, sealer, people, folder, clock, jobs, warm, endings })
    try {
      await tell({
        tx,
        pool,
        sealer,
        people,
        app,
        clock,
        jobs,
        warm,
        endings,
        folder,
        texts: () => textsIn(folder),
        ...voices(app),
      })
    } finally {
      await app.close()
      rmSync(folder, { recursive: true, force: true })
    }
  })
}

type Parts = Pick<Story, 'tx' | 'pool' | 'sealer' | 'people' | 'clock' | 'jobs'> & {
  readonly folder: string
  readonly warm: string[]
  readonly endings: string[]
}

async function openApp({
  tx,
  pool,
  sealer,
  people,
  folder,
  clock,
  jobs,
  warm,
  endings,
}: Parts): Promise<FastifyInstance> {
  const deps = {
    pool,
    clock,
    log: silentLog,
    uploadMaxMb: 20,
    checkReplies: true,
    publicPerMinute: 10_000,
    districtOf: districtOfPath,
    identify: async (request: Asker) => {
      if (standsOnToken(request)) return actorOfToken(tx, request, clock.now())
      const personId = people[request.headers['x-cast'] as Name]
      return personId ? loadActor(tx, town.districtId, personId, clock.now()) : undefined
    },
  }
  const files = { store: await openLocalStore(folder), images: openImages(), clock, uploadMaxMb: 20 }
  const outward = outwardOf(readConfig({ DATA_DIR: folder }))
  const builder = makeTileBuilder()
  const quick = warmTiles({
    builder,
    db: tx,
    clock,
    identify: deps.identify,
    sessions: { endings: () => endings.length },
    answered: (route) => void warm.push(route),
  })
  const app = await createApp({ ...deps, quick })
  const parts = {
    sessions: {} as Sessions,
    sealer,
    files,
    tiles: folder,
    builder,
    enqueue: jobs.enqueue,
    typesetter: openTypesetter(),
    attendance: startAttendance({ clock, carry: async () => undefined }),
    outward,
    industries: await industries,
    publicUrl: 'http://yiwang.test',
    gatewayDistrict: '',
  }
  mount(app, deps, allRoutes({ ...parts, onSignedOut: () => undefined }))
  return app
}

/** What the gateway of the demo has written down. */
function textsIn(folder: string): string[] {
  const path = join(folder, 'sms.log')
  if (!existsSync(path)) return []
  const lines = readFileSync(path, 'utf8').trim().split('\n')
  return lines.map((line) => (JSON.parse(line) as { text: string }).text)
}

function voices(app: FastifyInstance): Pick<Story, 'get' | 'post' | 'photo'> {
  const send = async (
    who: string,
    method: 'GET' | 'POST',
    url: string,
    payload?: unknown,
    key?: string,
  ): Promise<Reply> => {
    const headers = {
      'x-cast': who,
      ...(method === 'POST' ? { 'idempotency-key': key ?? newId() } : {}),
      ...(Buffer.isBuffer(payload) ? { 'content-type': 'application/octet-stream' } : {}),
    }
    const reply = await app.inject({
      method,
      url,
      headers,
      ...(payload === undefined ? {} : { payload: payload as object }),
    })
    const json = String(reply.headers['content-type']).includes('json')
    return {
      status: reply.statusCode,
      body: json ? reply.json() : reply.body,
      bytes: reply.rawPayload,
      headers: reply.headers,
    }
  }
  return {
    get: (who, path) => send(who, 'GET', path),
    post: (who, path, body = {}, key) => send(who, 'POST', path, body, key),
    photo: async (who) =>
      (await send(who, 'POST', '/api/photos?name=p.jpg', await phonePhoto({ width: 64, height: 48 }))).body.fileId,
  }
}
