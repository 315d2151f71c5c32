import { outwardOf } from '#command/notify/outward.ts'
import type { Clock } from '#kernel/clock.ts'
import type { Config, Secret } from '#kernel/config.ts'
import type { Pool } from '#kernel/db/db.ts'
import type { FileDeps } from '#kernel/files/accept.ts'
import { openImages } from '#kernel/files/images.ts'
import { openLocalStore } from '#kernel/files/local-store.ts'
import type { Enqueue } from '#kernel/jobs/jobs.ts'
import type { Log } from '#kernel/log.ts'
import { makeSealer } from '#kernel/sealed.ts'
import type { BackgroundParts } from './background.ts'

/** Session cookies and sealed personal data have a secret each, so that changing one does not lose the other. */
export type Secrets = { readonly session: Secret; readonly data: Secret }

export type PartsDeps = {
  readonly config: Config
  readonly pool: Pool
  readonly secrets: Secrets
  readonly clock: Clock
  readonly log: Log
}

/** What routes and background work are both made with, from the settings. */
export async function partsOf(deps: PartsDeps, enqueue: Enqueue): Promise<BackgroundParts> {
  const { config, pool, secrets, clock, log } = deps
  const files = await filesOf(config, clock)
  return { pool, clock, log, files, sealer: makeSealer(secrets.data), enqueue, outward: outwardOf(config) }
}

async function filesOf(config: Config, clock: Clock): Promise<FileDeps> {
  return {
    store: await openLocalStore(config.DATA_DIR),
    images: openImages(),
    clock,
    uploadMaxMb: config.UPLOAD_MAX_MB,
  }
}
