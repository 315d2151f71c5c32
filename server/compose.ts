import { join } from 'node:path'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { alarmRoutes } from '#analyse/alarm/routes.ts'
import { chronicRoutes } from '#analyse/chronic/routes.ts'
import { duplicateRoutes } from '#analyse/duplicate/routes.ts'
import { featureRoutes } from '#analyse/feature/routes.ts'
import { fenceRoutes } from '#analyse/fence/routes.ts'
import { industryMapRoutes } from '#analyse/industry/routes.ts'
import { mapRoutes } from '#analyse/map/routes.ts'
import { photoRoutes } from '#analyse/photo/routes.ts'
import { alarmRuleRoutes } from '#analyse/rule/routes.ts'
import { tellingRoutes } from '#analyse/telling/routes.ts'
import { makeTileBuilder, type TileBuilder } from '#analyse/tile/builder.ts'
import { type OuterMap, outerMapOf } from '#analyse/tile/outer-map.ts'
import { tileLibrary, tileRoutes } from '#analyse/tile/routes.ts'
import { warmTiles } from '#analyse/tile/warm-tiles.ts'
import { tokenRoutes } from '#analyse/token/routes.ts'
import { ATTENDANCE_CHANNEL, type Attendance, startAttendance } from '#city/attendance/attendance.ts'
import { attendanceRoutes } from '#city/attendance/routes.ts'
import { type ActName, actsOf } from '#city/audit/acts.ts'
import { auditRoutes } from '#city/audit/routes.ts'
import { caseRoutes } from '#city/case/routes.ts'
import { caseExportRoutes } from '#city/case-export/routes.ts'
import type { Industry } from '#city/industry/industry.ts'
import { listEnabled } from '#city/industry/store.ts'
import { type Permission, permissionNames } from '#city/organisation/permissions.ts'
import { personRoutes } from '#city/person/routes.ts'
import { viewRoutes } from '#city/saved-view/routes.ts'
import { approvalRoutes } from '#command/approval/routes.ts'
import { bulkRoutes } from '#command/bulk/routes.ts'
import { campaignRoutes } from '#command/campaign/routes.ts'
import { contractorDoorRoutes } from '#command/contractor/door-routes.ts'
import { contractorTaskRoutes } from '#command/contractor/task-routes.ts'
import { contractorLinkRoutes } from '#command/contractor/unit-routes.ts'
import { dispatchRoutes } from '#command/dispatch/routes.ts'
import { handlingRoutes } from '#command/handling/routes.ts'
import { inspectionRoutes } from '#command/inspection/routes.ts'
import { limitDraftRoutes } from '#command/limit-draft/routes.ts'
import { notifyRoutes } from '#command/notify/all-routes.ts'
import type { Outward } from '#command/notify/outward.ts'
import { ownerOfCaseRoutes } from '#command/owner/case-routes.ts'
import { ownerLetterRoutes } from '#command/owner/letter/routes.ts'
import { ownerRegisterRoutes } from '#command/owner/register-routes.ts'
import { planRoutes } from '#command/plan/routes.ts'
import { recallRoutes } from '#command/recall/routes.ts'
import { recordRoutes } from '#command/record/routes.ts'
import { returnRoutes } from '#command/return/routes.ts'
import { ruleRoutes } from '#command/rule/routes.ts'
import { simulationRoutes } from '#command/simulate/routes.ts'
import { workOrderRoutes } from '#command/work-order/routes.ts'
import { openSessions, type Sessions } from '#kernel/auth/sessions.ts'
import type { Clock } from '#kernel/clock.ts'
import type { Config } from '#kernel/config.ts'
import type { Pool } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { openTypesetter, type Typesetter } from '#kernel/documents/typesetter.ts'
import type { FileDeps } from '#kernel/files/accept.ts'
import { type AppDeps, createApp, mount } from '#kernel/http/app.ts'
import type { Route } from '#kernel/http/route.ts'
import { type Enqueue, lateQueue, startJobs } from '#kernel/jobs/jobs.ts'
import { listen } from '#kernel/live/listen.ts'
import { startLiveHub } from '#kernel/live/live.ts'
import type { Log } from '#kernel/log.ts'
import { type Metrics, makeMetrics, metricsText, observeRequest, observer } from '#kernel/metrics/metrics.ts'
import { watchLive, watchOutbox, watchPool } from '#kernel/metrics/watch.ts'
import type { Sealer } from '#kernel/sealed.ts'
import { trialRoutes } from '#sense/acceptance/live/routes.ts'
import { acceptanceRoutes } from '#sense/acceptance/routes.ts'
import { coverageRoutes } from '#sense/coverage/routes.ts'
import { deviceRoutes } from '#sense/device/routes.ts'
import { deviceSetupRoutes } from '#sense/device/setup-routes.ts'
import { strayRoutes } from '#sense/device/stray-routes.ts'
import { instructionRoutes } from '#sense/instruction/routes.ts'
import { retentionRoutes } from '#sense/telemetry/retention-routes.ts'
import { trackRoutes } from '#sense/track/routes.ts'
import { callRoutes } from '#serve/call/routes.ts'
import { citizenRoutes } from '#serve/intake/citizen-routes.ts'
import { intakeRoutes } from '#serve/intake/routes.ts'
import { thingRoutes } from '#serve/thing/routes.ts'
import { appealRoutes } from '#supervise/appeal/routes.ts'
import { ladderRoutes } from '#supervise/deadline-watch/routes.ts'
import { declineRoutes } from '#supervise/decline/routes.ts'
import { deskRoutes } from '#supervise/desk/routes.ts'
import { gamingRoutes } from '#supervise/gaming/routes.ts'
import { handoverRoutes } from '#supervise/handover/routes.ts'
import { indicatorRoutes } from '#supervise/indicator/routes.ts'
import { briefRoutes } from '#supervise/report/brief-routes.ts'
import { reportRoutes } from '#supervise/report/routes.ts'
import { reprojectionRoutes } from '#supervise/reprojection/routes.ts'
import { reviewRoutes } from '#supervise/review/routes.ts'
import { drawRoutes } from '#supervise/sample/draw-routes.ts'
import { sampleRoutes } from '#supervise/sample/sample-routes.ts'
import { scoreRoutes } from '#supervise/score/routes.ts'
import { stripRoutes } from '#supervise/strip/routes.ts'
import { stuckRoutes } from '#supervise/stuck/routes.ts'
import { targetRoutes } from '#supervise/target/routes.ts'
import { urgeRoutes } from '#supervise/urge/routes.ts'
import { voidingRoutes } from '#supervise/voiding/routes.ts'
import { wallRoutes } from '#supervise/wall/routes.ts'
import { wallScreenRoutes } from '#supervise/wall/screen-routes.ts'
import { type BackgroundParts, jobsOf } from './background.ts'
import { bulkSteps } from './bulk-steps.ts'
import { type Listening, startGateways } from './gateways.ts'
import { askForTokens, makeIdentify } from './identity.ts'
import { discoverIndustries, mustServe } from './industries/discover.ts'
import { industryRoutes } from './industries/routes.ts'
import { startLiveCounts } from './live-counts.ts'
import { partsOf, type Secrets } from './parts.ts'
import type { Role } from './roles.ts'
import { cityRoutes } from './routes/city-routes.ts'
import { fileRoutes } from './routes/file-routes.ts'
import { mountLive } from './routes/live-route.ts'
import { mountOperations } from './routes/operations.ts'
import { sessionRoutes } from './routes/session-routes.ts'
import { mountWallLive } from './routes/wall-live-route.ts'
import { mountScreens } from './screens.ts'
import { mountThings } from './things.ts'
import { startWorker } from './worker.ts'
import { startWorkerApart } from './worker-apart.ts'

/** The version served, as in package.json. */
export const version = '0.1.0'

export type ComposeDeps = {
  readonly config: Config
  readonly pool: Pool
  readonly url: string
  readonly secrets: Secrets
  readonly clock: Clock
  readonly log: Log
  readonly roles: ReadonlySet<Role>
  /** The settings as they were given, where the worker role is to have a thread of its own. */
  readonly apart?: Readonly<Record<string, string | undefined>>
  /** Where a line for whoever started the server goes. */
  readonly say?: (line: string) => void
  /** Requests a minute from one address to public routes, where it is not the usual number. */
  readonly publicPerMinute?: number
}

export type Running = {
  readonly app: FastifyInstance
  readonly enqueue: Enqueue
  /** Where devices are listened to. */
  readonly listening: readonly Listening[]
  stop(): Promise<void>
}

type RouteParts = {
  /** Whether the product is reached over https, so that cookies say so. */
  readonly secure?: boolean
  readonly sessions: Sessions
  readonly sealer: Sealer
  readonly files: FileDeps
  readonly tiles: string
  readonly builder: TileBuilder
  /** A base map of others, where one is set. */
  readonly outerMap?: OuterMap | undefined
  readonly enqueue: Enqueue
  readonly outward: Outward
  readonly typesetter: Typesetter
  readonly attendance: Pick<Attendance, 'say' | 'seenBy'>
  readonly industries: readonly Industry[]
  /** Where the product is reached; codes on things lead there. */
  readonly publicUrl: string
  /** The district that runs the gateways; empty where that was not said. */
  readonly gatewayDistrict: string
  /** Whatever still listens for somebody who signs out ends at once. */
  readonly onSignedOut: (personId: string) => void
}

/** Every route of the product, in one list: the API document, the tests and the server read the same. */
export function allRoutes(parts: RouteParts): readonly Route[] {
  const acts = (): ReadonlyMap<string, ActName> => actsOf(routes.map(({ contract }) => contract))
  const routes: readonly Route[] = [...auditRoutes(acts), ...productRoutes(parts)]
  return routes
}

const productRoutes = (parts: RouteParts): readonly Route[] => [
  ...deviceRoutes,
  ...strayRoutes(parts.gatewayDistrict),
  ...industryRoutes(parts.industries),
  ...indicatorRoutes(parts.industries, parts.typesetter),
  ...inspectionRoutes(parts.industries),
  ...workOrderRoutes(parts.industries),
  ...recordRoutes,
  ...deviceSetupRoutes,
  ...trackRoutes,
  ...coverageRoutes,
  ...instructionRoutes,
  ...acceptanceRoutes(parts.typesetter),
  ...trialRoutes,
  ...retentionRoutes,
  ...sessionRoutes(parts.sessions, parts.onSignedOut),
  ...personRoutes(parts.sealer, parts.onSignedOut),
  ...caseRoutes,
  ...caseExportRoutes(parts.enqueue),
  ...viewRoutes,
  ...attendanceRoutes(parts.attendance),
  ...intakeRoutes(parts.sealer),
  ...citizenRoutes(parts.sealer, parts.files),
  ...callRoutes(parts.sealer),
  ...thingRoutes(parts.typesetter, parts.publicUrl),
  ...deskRoutes(parts.sealer),
  ...drawRoutes(parts.sealer),
  ...declineRoutes(parts.sealer),
  ...sampleRoutes(parts.sealer),
  ...reviewRoutes(parts.sealer),
  ...handoverRoutes,
  ...appealRoutes,
  ...urgeRoutes,
  ...scoreRoutes,
  ...targetRoutes,
  ...wallRoutes,
  ...wallScreenRoutes({ secure: parts.secure ?? false, industries: parts.industries }),
  ...ladderRoutes(parts.enqueue),
  ...reprojectionRoutes,
  ...stuckRoutes(parts.enqueue),
  ...stripRoutes,
  ...dispatchRoutes,
  ...handlingRoutes,
  ...recallRoutes,
  ...planRoutes,
  ...campaignRoutes,
  ...notifyRoutes(parts.sealer, parts.outward),
  ...reportRoutes(parts.typesetter, parts.enqueue),
  ...briefRoutes(parts.typesetter),
  ...gamingRoutes(parts.enqueue),
  ...ruleRoutes,
  ...returnRoutes,
  ...simulationRoutes,
  ...limitDraftRoutes,
  ...voidingRoutes,
  ...approvalRoutes,
  ...contractorLinkRoutes(parts.sealer),
  ...contractorDoorRoutes({ ...parts, gateway: parts.outward.gateway, secure: parts.secure ?? false }),
  ...contractorTaskRoutes(parts.files),
  ...ownerRegisterRoutes(parts.sealer),
  ...ownerOfCaseRoutes(parts),
  ...ownerLetterRoutes({ ...parts, secure: parts.secure ?? false }),
  ...bulkRoutes(bulkSteps(parts.sealer), parts.enqueue),
  ...cityRoutes,
  ...fileRoutes(parts.files),
  ...duplicateRoutes(parts.files.store),
  ...photoRoutes,
  ...chronicRoutes,
  ...alarmRoutes,
  ...alarmRuleRoutes,
  ...tellingRoutes,
  ...fenceRoutes,
  ...mapRoutes,
  ...industryMapRoutes(parts.industries),
  ...tileRoutes(tileLibrary(parts.tiles), parts.builder, parts.outerMap),
  ...featureRoutes(parts.secure ?? false),
  ...tokenRoutes,
]

/** Wires the whole product. The only place that knows all of it. */
export async function compose(deps: ComposeDeps): Promise<Running> {
  const { config, pool, url, secrets, clock, log } = deps
  const queue = lateQueue()
  const parts = await partsOf(deps, queue.enqueue)
  const { files, sealer, outward } = parts
  const secure = config.PUBLIC_URL.startsWith('https:')
  const sessions = openSessions({ url, pool, secret: secrets.session, clock, secure })
  const metrics = metricsOf(pool)
  const live = await startLiveHub({ pool, url, log, onEnd: (why) => metrics.liveEnded.inc({ why }) })
  watchLive(metrics, live)
  const industries = await loadIndustries(deps)
  const builder = makeTileBuilder()
  const { attendance, hearing } = openAttendance(deps)
  const routes = allRoutes({
    secure,
    sessions,
    sealer,
    files,
    tiles: join(config.DATA_DIR, 'tiles'),
    builder,
    outerMap: outerMapOf(config),
    enqueue: queue.enqueue,
    outward,
    typesetter: openTypesetter(),
    attendance,
    industries,
    publicUrl: config.PUBLIC_URL,
    gatewayDistrict: config.GATEWAY_DISTRICT,
    onSignedOut: (personId) => live.disconnect(personId, 'signed-out'),
  })
  const identify = makeIdentify(pool, sessions, clock)
  const appDeps: AppDeps = {
    pool,
    clock,
    log,
    uploadMaxMb: config.UPLOAD_MAX_MB,
    identify,
    quick: warmTiles({ builder, db: pool, clock, identify, sessions, answered: observer(metrics, 'GET') }),
    districtOf: districtOfPath,
    permissionName,
    ...(deps.publicPerMinute ? { publicPerMinute: deps.publicPerMinute } : {}),
  }
  let stopping = false
  const app = await createApp(appDeps)
  observeAnswers(app, metrics)
  askForTokens(app)
  mount(app, appDeps, routes)
  const operations = {
    pool,
    version,
    contracts: routes.map((route) => route.contract),
    stopping: () => stopping,
    metrics: async () => metricsText(metrics, await worker.numbers()),
  }
  mountOperations(app, operations)
  const counts = startLiveCounts({ pool, clock, log })
  mountLive(app, live, counts, attendance, identify)
  mountWallLive(app, live, pool)
  mountThings(app, pool)
  await mountScreens(app)
  const worker = await startBackground(deps, metrics, parts)
  queue.open(worker.jobs)
  const gateways = deps.roles.has('gateway') ? await startGateways({ ...deps, metrics }) : undefined
  return {
    app,
    enqueue: queue.enqueue,
    listening: gateways?.listening ?? [],
    async stop() {
      stopping = true
      await gateways?.stop()
      await counts.stop()
      attendance.stop()
      await hearing.stop()
      await live.stop()
      await app.close()
      await worker.stop()
      await sessions.close()
    },
  }
}

/** The industries of this program. Refuses when a district has one on that is broken; one that is gone is said to be off. */
async function loadIndustries({ pool, log }: Pick<ComposeDeps, 'pool' | 'log'>): Promise<readonly Industry[]> {
  const found = await discoverIndustries()
  for (const { districtId, industryId } of mustServe(found, await listEnabled(pool)))
    log.warn({ districtId, folder: `industry/${industryId}` }, 'an industry that is on has lost its folder and is off')
  return found.flatMap(({ industry }) => industry ?? [])
}

/** Who is at work on what, told between the processes of an installation. */
function openAttendance({ url, pool, clock, log }: ComposeDeps) {
  const attendance = startAttendance({
    clock,
    carry: (text) => pool.run(sql`select pg_notify(${ATTENDANCE_CHANNEL}, ${text})`),
  })
  const hearing = listen({ url, channel: ATTENDANCE_CHANNEL, log, onHint: (text) => text && attendance.hear(text) })
  return { attendance, hearing }
}

/** Work behind the screens: here, in a thread beside, or in another process, in which case jobs are only put in. */
async function startBackground(
  { apart, roles, url, secrets, log }: ComposeDeps,
  metrics: Metrics,
  parts: BackgroundParts,
) {
  if (roles.has('worker') && !apart) {
    const jobs = await startWorker({ url, metrics, parts })
    return { jobs, numbers: async () => [], stop: () => jobs.stop() }
  }
  const jobs = await startJobs({ url, jobs: jobsOf(parts), work: false, log })
  const thread = roles.has('worker') && apart ? await startWorkerApart({ env: apart, url, secrets, log }) : undefined
  return {
    jobs,
    numbers: async () => (await thread?.numbers()) ?? [],
    async stop() {
      await thread?.stop()
      await jobs.stop()
    },
  }
}

function metricsOf(pool: Pool): Metrics {
  const metrics = makeMetrics()
  watchPool(metrics, pool)
  watchOutbox(metrics, pool)
  return metrics
}

function observeAnswers(app: FastifyInstance, metrics: Metrics): void {
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request
    const seconds = reply.elapsedTime / 1000
    observeRequest(metrics, { route: routeOptions.url, method, status: reply.statusCode, seconds })
  })
}

/** A command of somebody without an account names its district in the path. */
export const districtOfPath = (request: FastifyRequest): string =>
  (request.params as { district?: string }).district ?? 'none'

const permissionName = (permission: string): string => permissionNames[permission as Permission] ?? permission
