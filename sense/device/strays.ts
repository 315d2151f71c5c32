import { rowsAsQuery } from '#kernel/db/bulk.ts'
import type { Pool } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'

/** Who spoke without being registered since the last time, as a gateway counts them. */
export type StrayCounts = Map<string, { protocol: string; sender: string; frames: number }>

/** Writes down who spoke without being registered, so that whoever registers devices can see them, and counts anew. */
export async function flushStrays(pool: Pool, strays: StrayCounts, now: Date): Promise<void> {
  if (strays.size === 0) return
  const rows = [...strays.values()]
  strays.clear()
  const columns = { protocol: 'text', sender: 'text', frames: 'bigint' }
  const given = rowsAsQuery(
    columns,
    rows.map(({ protocol, sender, frames }) => [protocol, sender, frames]),
  )
  await pool.run(sql`
    insert into sense.stray as s (protocol, sender, first_at, last_at, frames, sample)
    select g.protocol, g.sender, ${now}, ${now}, g.frames, ''::bytea from (${given}) g order by g.protocol, g.sender
    on conflict (protocol, sender) do update set last_at = excluded.last_at, frames = s.frames + excluded.frames`)
}
