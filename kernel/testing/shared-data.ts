import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'

const beside = resolve(import.meta.dirname, '../../../shared/data')

/**
 * The folder of one set of real data that is too large, or not ours, to lie in the repository: in
 * `$YIWANG_SHARED_DATA`, else beside the repository. A test that gets undefined skips and says so.
 */
export function sharedData(name: string): string | undefined {
  const path = join(process.env.YIWANG_SHARED_DATA || beside, name)
  return existsSync(path) ? path : undefined
}
