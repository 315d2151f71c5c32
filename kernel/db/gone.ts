import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Db } from './db.ts'
import { sql } from './sql.ts'

const root = join(import.meta.dirname, '..', '..')

/** A migration that ran, with the folder it was read from; older programs did not write that down. */
export type Ran = { readonly name: string; readonly checksum: string; readonly folder: string | null }

/** A folder that left this program, with how many of its migrations the database has run. */
export type GoneFolder = { readonly folder: string; readonly migrations: number }

// Only a folder that the tree stands without may be taken out: an industry's.
const removable = /^(industry\/[^/]+)\//

/** The folder a migration came from, where that folder has been taken out of the program as a whole. */
export function goneHomeOf({ folder }: Pick<Ran, 'folder'>): string | undefined {
  const home = folder === null ? undefined : removable.exec(folder)?.[1]
  return home !== undefined && !existsSync(join(root, home)) ? home : undefined
}

/** What has run, as the database says it; nothing where no migration ever ran. */
export async function listRan(db: Db): Promise<Ran[]> {
  const { known } = await db.one<{ known: boolean }>(
    sql`select to_regclass('public.yiwang_migration') is not null as known`,
  )
  if (!known) return []
  return db.many<Ran>(sql`select name, checksum, to_jsonb(m) ->> 'folder' as folder from public.yiwang_migration m`)
}

/** The folders whose tables stay in the database although the program has them no more; nobody reads or writes them. */
export function goneFolders(ran: readonly Ran[]): readonly GoneFolder[] {
  const homes = ran.flatMap((one) => goneHomeOf(one) ?? [])
  return [...new Set(homes)]
    .toSorted()
    .map((folder) => ({ folder, migrations: homes.filter((home) => home === folder).length }))
}

/** The same in words, for the log and the examination. */
export const goneWords = ({ folder, migrations }: GoneFolder): { readonly zh: string; readonly en: string } => ({
  zh: `目录 ${folder} 已不在程序中：它的 ${migrations} 个迁移早已执行，数据表保留、无人读写；放回目录即可恢复`,
  en: `${folder} is not in this program any more: its ${migrations} migrations have run, its tables stay and nobody reads them; put the folder back to have it again`,
})
