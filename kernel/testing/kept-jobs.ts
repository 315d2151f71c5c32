import type { Tx } from '#kernel/db/db.ts'
import { newId } from '#kernel/id.ts'
import type { Job } from '#kernel/jobs/job.ts'
import type { AnyJob, Enqueue } from '#kernel/jobs/jobs.ts'

/** A queue that keeps what is put in until a test carries it out. */
export function keptJobs(): {
  readonly enqueue: Enqueue
  waiting(): readonly string[]
  run(jobs: readonly AnyJob[]): Promise<void>
} {
  let kept: { name: string; data: object }[] = []
  return {
    enqueue: async <T extends object>(_tx: Tx, job: Job<T>, data: T) => {
      kept.push({ name: job.name, data: job.schema.parse(data) })
      return newId()
    },
    waiting: () => kept.map(({ name }) => name),
    async run(jobs) {
      const taken = kept
      kept = []
      for (const { name, data } of taken)
        await jobs
          .find((job) => job.name === name)
          ?.handle(data, { jobId: newId(), attempt: 1, signal: AbortSignal.timeout(60_000) })
    },
  }
}
