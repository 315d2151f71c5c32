import { PgBoss, type WorkOptions } from 'pg-boss'
import type { Tx } from '../db/db.ts'
import type { Log } from '../log.ts'
import type { Job } from './job.ts'

// Jobs of different data live in one list; each is only ever called with what its own schema let through.
// biome-ignore lint/suspicious/noExplicitAny: see above
export type AnyJob = Job<any>

/** What putting in has to know of a job; who carries it out may be another process. */
export type QueuedJob<T extends object> = Pick<Job<T>, 'name' | 'schema' | 'unique'>

export type EnqueueOptions = {
  /** Not before this instant. */
  readonly at?: Date
  /** What `unique` is judged by. */
  readonly singletonKey?: string
}

export type JobObserver = (job: string, outcome: 'done' | 'failed' | 'refused', seconds: number) => void

export type Jobs = {
  /**
   * Puts a job in, in the caller's transaction: it exists if and only if that commits. Gives its id, or `undefined` where
   * `unique` says that an equal one is there already.
   */
  enqueue<T extends object>(tx: Tx, job: QueuedJob<T>, data: T, options?: EnqueueOptions): Promise<string | undefined>
  /** Takes no more jobs, lets running ones finish for up to 25 seconds, and gives the rest back. */
  stop(): Promise<void>
}

/** Puts a job in; what routes and subscribers are given of the queue. */
export type Enqueue = Jobs['enqueue']

/** A queue that is opened after whoever puts jobs in has been made; used before that, it throws. */
export function lateQueue(): { readonly enqueue: Enqueue; open(jobs: Pick<Jobs, 'enqueue'>): void } {
  let opened: Pick<Jobs, 'enqueue'> | undefined
  return {
    enqueue: (...given) => {
      if (!opened) throw new Error('the job queue is not open yet')
      return opened.enqueue(...given)
    },
    open: (jobs) => {
      opened = jobs
    },
  }
}

export type JobsOptions = {
  readonly url: string
  readonly jobs: readonly AnyJob[]
  /** Whether this process carries jobs out, or only puts them in. */
  readonly work: boolean
  readonly log: Log
  readonly observe?: JobObserver
  readonly schema?: string
  readonly pollSeconds?: number
}

const DEAD = 'dead-letter'
const DRAIN_MS = 25_000
const ZONE = 'Asia/Shanghai'
const YEAR_SECONDS = 31_536_000
const usualRetry = { limit: 5, delaySeconds: 10, maxDelaySeconds: 3600 }
const policies = { queued: 'short', running: 'singleton', either: 'exclusive' } as const

/** Starts the queue on the same database (schema `pgboss`). What fails for good is kept a year in `dead-letter`. */
export async function startJobs(options: JobsOptions): Promise<Jobs> {
  const { url, jobs, work, log, schema = 'pgboss' } = options
  const boss = new PgBoss({
    connectionString: url,
    schema,
    application_name: 'yiwang-jobs',
    max: work ? 4 : 2,
    supervise: work,
    schedule: work,
  })
  boss.on('error', (error) => log.error({ err: error }, 'job queue error'))
  await boss.start()
  await makeQueues(boss, jobs)
  if (work) {
    await settleSchedules(boss, jobs)
    for (const job of jobs) await startWorker(boss, job, options)
  }
  return {
    async enqueue(tx, job, data, { at, singletonKey } = {}) {
      if (singletonKey !== undefined && !job.unique) throw new Error(`job ${job.name} does not say what is unique`)
      const id = await boss.send(job.name, job.schema.parse(data), {
        db: { executeSql: (text, values) => tx.client.query(text, values) },
        ...(at ? { startAfter: at } : {}),
        ...(singletonKey === undefined ? {} : { singletonKey }),
      })
      return id ?? undefined
    },
    stop: () => boss.stop({ graceful: true, timeout: DRAIN_MS }),
  }
}

async function makeQueues(boss: PgBoss, jobs: readonly AnyJob[]): Promise<void> {
  await boss.createQueue(DEAD, { retentionSeconds: YEAR_SECONDS })
  for (const job of jobs) {
    const { limit, delaySeconds, maxDelaySeconds } = job.retry ?? usualRetry
    const settings = {
      retryLimit: limit,
      retryDelay: delaySeconds,
      retryBackoff: true,
      retryDelayMax: maxDelaySeconds,
      expireInSeconds: job.timeoutSeconds ?? 900,
      deadLetter: DEAD,
    }
    await boss.createQueue(job.name, { ...settings, ...(job.unique ? { policy: policies[job.unique] } : {}) })
    // A queue from an earlier release keeps its old settings unless told.
    await boss.updateQueue(job.name, settings)
  }
}

async function settleSchedules(boss: PgBoss, jobs: readonly AnyJob[]): Promise<void> {
  const due = new Map(jobs.flatMap((job) => (job.cron ? [[job.name, job.cron] as const] : [])))
  for (const { name, key } of await boss.getSchedules()) if (!due.has(name)) await boss.unschedule(name, key)
  for (const [name, cron] of due) await boss.schedule(name, cron.at, cron.data, { tz: ZONE })
}

async function startWorker(boss: PgBoss, job: AnyJob, { log, observe, pollSeconds = 2 }: JobsOptions): Promise<void> {
  await boss.work<object, { message: string }, typeof workOptions & WorkOptions>(
    job.name,
    { ...workOptions, pollingIntervalSeconds: pollSeconds, localConcurrency: job.parallel ?? 1 },
    async ([taken]) => {
      if (!taken) return []
      const started = performance.now()
      const settled = await runJob(job, taken)
      observe?.(job.name, settled.outcome, (performance.now() - started) / 1000)
      if (settled.outcome === 'done') return [{ id: taken.id, status: 'completed' as const }]
      const { error, outcome } = settled
      log.warn({ job: job.name, jobId: taken.id, attempt: taken.retryCount + 1, outcome, err: error }, 'job failed')
      const status = outcome === 'refused' ? ('deadletter' as const) : ('failed' as const)
      return [{ id: taken.id, status, output: { message: String(error) } }]
    },
  )
}

const workOptions = { batchSize: 1, includeMetadata: true, perJobResults: true } as const

type Taken = { readonly id: string; readonly data: object; readonly signal: AbortSignal; readonly retryCount: number }
type Settled = { readonly outcome: 'done' } | { readonly outcome: 'failed' | 'refused'; readonly error: unknown }

/** Data that no longer fits will not fit the next time either: it is refused at once instead of retried. */
async function runJob(job: AnyJob, taken: Taken): Promise<Settled> {
  const data = job.schema.safeParse(taken.data)
  if (!data.success) return { outcome: 'refused', error: data.error }
  try {
    await job.handle(data.data, { jobId: taken.id, attempt: taken.retryCount + 1, signal: taken.signal })
    return { outcome: 'done' }
  } catch (error) {
    return { outcome: 'failed', error }
  }
}
