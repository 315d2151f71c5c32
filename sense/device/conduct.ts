import { rowsAsQuery } from '#kernel/db/bulk.ts'
import type { Pool } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { Conduct } from '../gateway/counts.ts'
import type { SenderDirectory } from './directory.ts'

const columns = { district_id: 'text', device_id: 'uuid', refused: 'bigint', reasons: 'jsonb' }

/** Writes down what a gateway noticed of devices since the last time, so that it is shown with them, and counts anew. */
export async function flushConduct(
  pool: Pool,
  conduct: Map<string, Conduct>,
  directory: SenderDirectory,
): Promise<void> {
  if (conduct.size === 0) return
  const noticed = [...conduct.values()]
  conduct.clear()
  const rows = noticed.flatMap(({ protocol, sender, refused, reasons }) => {
    const device = directory.find(protocol, sender)
    return device ? [[device.districtId, device.deviceId, refused, reasons] as const] : []
  })
  if (rows.length === 0) return
  // In the order of their keys, as the conveyor writes them.
  rows.sort((a, b) => (a[1] < b[1] ? -1 : 1))
  await pool.run(sql`
    update sense.device_state s set
      frames = s.frames + g.refused,
      refused = s.refused + g.refused,
      deviations = s.deviations || coalesce((
        select jsonb_object_agg(e.key, e.value::bigint + coalesce((s.deviations ->> e.key)::bigint, 0))
          from jsonb_each_text(g.reasons) e), '{}')
      from (${rowsAsQuery(columns, rows)}) g
     where s.district_id = g.district_id and s.device_id = g.device_id`)
}
