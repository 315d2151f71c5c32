import type { Clock } from '#kernel/clock.ts'
import type { Db } from '#kernel/db/db.ts'
import type { Log } from '#kernel/log.ts'
import { type Loop, startLoop } from '#kernel/outbox/loop.ts'
import { runNextSimulation } from './run.ts'

const everyMs = 1_000

/** Carries out simulations one after another as they are asked for. */
export const startSimulations = ({ pool, clock, log }: { pool: Db; clock: Clock; log: Log }): Loop =>
  startLoop({
    everyMs,
    step: () => runNextSimulation(pool, clock),
    onError: (error) => log.error({ err: error }, 'simulation failed'),
  })
