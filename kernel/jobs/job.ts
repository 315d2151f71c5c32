import type { z } from 'zod'

/** What a handler learns besides its data. `signal` fires when the job has run out of time. */
export type JobRun = {
  readonly jobId: string
  /** 1 on the first attempt. */
  readonly attempt: number
  readonly signal: AbortSignal
}

export type Job<T extends object> = {
  /** Lower-case words joined by hyphens. */
  readonly name: string
  /** Judges data both when it is put in and when it is taken out, which may be a release later. */
  readonly schema: z.ZodType<T>
  /** May run more than once for the same data: what it does must bear repeating. */
  readonly handle: (data: T, run: JobRun) => Promise<void>
  /** After a failure: how often again, and how long to wait, doubling each time. Usual: 5 times, 10 s to 1 h. */
  readonly retry?: { readonly limit: number; readonly delaySeconds: number; readonly maxDelaySeconds: number }
  /** Seconds after which a run counts as failed. Usual: 15 minutes. */
  readonly timeoutSeconds?: number
  /** Only one of the same `singletonKey` may be `queued`, or be `running`, or be `either`. */
  readonly unique?: 'queued' | 'running' | 'either'
  /** Runs together in one process. Usual: 1. */
  readonly parallel?: number
  /** Five fields, Beijing time; `data` is what each run receives. */
  readonly cron?: { readonly at: string; readonly data: T }
}

/** Declares a job with its type kept. Jobs are found by name, so a name must never be reused for other data. */
export function defineJob<T extends object>(job: Job<T>): Job<T> {
  if (!/^[a-z][a-z0-9-]{0,63}$/.test(job.name)) throw new Error(`job name “${job.name}” is not lower-case words`)
  return job
}
