import type { Db } from '#kernel/db/db.ts'
import { eachTried } from '#kernel/jobs/each-tried.ts'
import type { Log } from '#kernel/log.ts'
import { type District, listDistricts } from './store.ts'

/** Serves every district there is, each on its own; see `eachTried` for what becomes of one that fails. */
export const eachDistrict = async (
  pool: Db,
  log: Log,
  work: string,
  serve: (district: District) => Promise<void>,
): Promise<void> => eachTried(await listDistricts(pool), log, work, serve)
