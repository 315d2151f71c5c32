import type { Doer } from '#city/case/engine.ts'
import type { Pool } from '#kernel/db/db.ts'
import type { Sealer } from '#kernel/sealed.ts'
import type { Screen } from './progress.ts'

/** What a replay works with. `folder` is the data's; the error file goes under `dataDir`. */
export type ReplayDeps = {
  readonly pool: Pool
  readonly sealer: Sealer
  readonly folder: string
  readonly dataDir: string
  readonly now: Date
  readonly screen: Screen
}

/** Whether everything was taken and every check held. */
export type ReplayResult = { readonly ok: boolean }

/** Who enters what another system recorded. */
export const importer: Doer = { id: 'import', name: '历史导入', unit: null, actor: undefined }
