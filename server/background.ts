import { startAlarms } from '#analyse/alarm/background.ts'
import { spotJobs, spotWatcher } from '#analyse/chronic/background.ts'
import { verdictWatcher } from '#analyse/finding/verdict.ts'
import { photoWatcher } from '#analyse/photo/background.ts'
import { exportJobs } from '#city/case-export/jobs.ts'
import { gridJobs } from '#city/grid/jobs.ts'
import { postJobs } from '#city/person/jobs.ts'
import { bulkRunJob } from '#command/bulk/run.ts'
import { contractorLinkSubscriber } from '#command/contractor/subscriber.ts'
import { startNotifyLoops } from '#command/notify/background.ts'
import { notifyJobs } from '#command/notify/jobs.ts'
import type { Outward } from '#command/notify/outward.ts'
import { notifySubscribers } from '#command/notify/subscribers.ts'
import { outsideOwnerSubscriber } from '#command/owner/subscriber.ts'
import { ownerSubscriber } from '#command/record/owner-subscriber.ts'
import { startSimulations } from '#command/simulate/loop.ts'
import type { Clock } from '#kernel/clock.ts'
import type { Pool } from '#kernel/db/db.ts'
import type { FileDeps } from '#kernel/files/accept.ts'
import type { AnyJob, Enqueue } from '#kernel/jobs/jobs.ts'
import type { Log } from '#kernel/log.ts'
import type { Metrics } from '#kernel/metrics/metrics.ts'
import type { Loop } from '#kernel/outbox/loop.ts'
import type { Subscriber } from '#kernel/outbox/relay.ts'
import type { Sealer } from '#kernel/sealed.ts'
import { arrivalJobs } from '#sense/conveyor/jobs.ts'
import { telemetryJobs } from '#sense/telemetry/jobs.ts'
import { startRolling } from '#sense/telemetry/roll.ts'
import { startTracks } from '#sense/track/roll.ts'
import { watchJobs } from '#supervise/deadline-watch/jobs.ts'
import { startDeadlineWatch } from '#supervise/deadline-watch/loop.ts'
import { measureWatch } from '#supervise/deadline-watch/metrics.ts'
import { gamingJobs } from '#supervise/gaming/watch.ts'
import { reportJobs } from '#supervise/report/jobs.ts'
import { startReprojections } from '#supervise/reprojection/loop.ts'
import { reprojectionSubscriber } from '#supervise/reprojection/subscriber.ts'
import { reviewJobs } from '#supervise/review/jobs.ts'
import { sampleJobs } from '#supervise/sample/jobs.ts'
import { scoreJobs, scoreLoop, scoreSubscribers } from '#supervise/score/background.ts'
import { stuckJobs } from '#supervise/stuck/jobs.ts'
import { urgeJobs } from '#supervise/urge/jobs.ts'
import { bulkSteps } from './bulk-steps.ts'
import { startTending } from './industries/tending.ts'

/** What work behind the screens may use. */
export type BackgroundParts = {
  readonly pool: Pool
  readonly clock: Clock
  readonly log: Log
  readonly files: FileDeps
  readonly sealer: Sealer
  readonly enqueue: Enqueue
  readonly outward: Outward
}

/** Who is told of what happened, each with a cursor of its own. */
export const subscribersOf = ({ files, clock }: BackgroundParts): readonly Subscriber[] => [
  ...notifySubscribers,
  contractorLinkSubscriber,
  ownerSubscriber,
  outsideOwnerSubscriber,
  reprojectionSubscriber,
  ...scoreSubscribers,
  photoWatcher(files.store, clock),
  spotWatcher(clock),
  verdictWatcher(clock),
]

/** Work that is put in a queue or comes round by the clock; every process knows all of it, workers carry it out. */
export const jobsOf = (parts: BackgroundParts): readonly AnyJob[] => [
  ...notifyJobs(parts),
  ...sampleJobs(parts),
  ...reviewJobs(parts),
  ...urgeJobs(parts),
  ...scoreJobs(parts),
  ...reportJobs(parts),
  ...gamingJobs(parts),
  ...spotJobs(parts),
  ...watchJobs(parts),
  bulkRunJob({ ...parts, steps: bulkSteps(parts.sealer) }),
  ...stuckJobs(parts),
  ...postJobs(parts),
  ...telemetryJobs(parts),
  ...arrivalJobs(parts),
  ...gridJobs(parts),
  ...exportJobs(parts),
]

/** Work that looks for more by itself, several times a second. */
export const startLoops = (parts: BackgroundParts, metrics: Metrics): readonly Loop[] => [
  ...startNotifyLoops(parts),
  scoreLoop(parts),
  startDeadlineWatch({ ...parts, observe: measureWatch(metrics, parts) }),
  startReprojections(parts),
  startSimulations(parts),
  startRolling(parts),
  startTracks(parts),
  ...startAlarms(parts),
  startTending(parts),
]
