import type { Industry, JobKind } from '#city/industry/industry.ts'
import { industriesOn } from '#city/industry/on.ts'
import type { Db } from '#kernel/db/db.ts'
import { orderProblems } from './problems.ts'

export type DeclaredJob = { readonly industry: Industry; readonly job: JobKind; readonly kinds: readonly string[] }

/** The kinds of work that industries which are on declare, with the components each is done on. */
export async function jobsOn(db: Db, districtId: string, industries: readonly Industry[]): Promise<DeclaredJob[]> {
  const on = await industriesOn(db, districtId, industries)
  return on.flatMap((industry) => industry.command.jobs.map((job) => declared(industry, job)))
}

const declared = (industry: Industry, job: JobKind): DeclaredJob => ({
  industry,
  job,
  kinds: job.components.length > 0 ? job.components : industry.components.map(({ code }) => code),
})

/** Problem: `order_job_unknown`. */
export async function getJob(
  db: Db,
  districtId: string,
  industries: readonly Industry[],
  { industryId, jobId }: { industryId: string; jobId: string },
  field: string,
): Promise<DeclaredJob> {
  const found = (await jobsOn(db, districtId, industries)).find(
    ({ industry, job }) => industry.id === industryId && job.id === jobId,
  )
  if (!found) throw orderProblems.order_job_unknown({ job: jobId }, field)
  return found
}

export const shownJob = ({ industry, job, kinds }: DeclaredJob) => ({
  industryId: industry.id,
  industry: industry.title,
  jobId: job.id,
  title: job.title,
  checklist: job.checklist,
  components: kinds,
  limit: job.limit ? { value: job.limit.value, unit: job.limit.unit } : null,
  cycleDays: job.cycle?.everyDays ?? null,
  takesOver: job.onAcceptance.takesOver,
})
