import type { Actor } from '#kernel/auth/actor.ts'
import type { Tx } from '#kernel/db/db.ts'
import { insertSimulation, type Simulation } from './store.ts'
import type { Subject } from './subject.ts'

const windowDays = 90
const dayMs = 86_400_000

/** Asks for a draft to be tried on the cases of the last 90 days. */
export const askSimulation = (tx: Tx, actor: Actor, title: string, input: Subject, now: Date): Promise<Simulation> =>
  insertSimulation(tx, actor.districtId, {
    title,
    input,
    since: new Date(now.getTime() - windowDays * dayMs),
    until: now,
    askedBy: actor.name,
    askedAt: now,
  })
