import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '#kernel/clock.ts'
import { openPool, type Pool } from '#kernel/db/db.ts'
import { migrate } from '#kernel/db/migrate.ts'
import { sql } from '#kernel/db/sql.ts'
import { newId } from '#kernel/id.ts'
import { silentLog } from '#kernel/log.ts'
import { freshDatabase } from '#kernel/testing/fresh-database.ts'
import type { ConveyorDeps } from '../conveyor/conveyor.ts'
import { hashOf } from '../device/credential.ts'
import { SenderDirectory } from '../device/directory.ts'
import { Spool } from '../gateway/spool/spool.ts'

/** A district's devices for tests that cannot be told inside one transaction: its own database, its own spool. */
export type Yard = ConveyorDeps & { districtId: string; folder: string; url: string; drop(): Promise<void> }

export async function openYard(serverUrl: string): Promise<Yard> {
  const { url, drop } = await freshDatabase(serverUrl)
  await migrate(url)
  const pool = openPool({ url, max: 6, name: 'yiwang-test' })
  const folder = mkdtempSync(join(tmpdir(), 'yiwang-yard-'))
  const spool = await Spool.open(join(folder, 'spool'))
  const districtId = '513399'
  await pool.run(sql`
    insert into city.district (district_id, name, centre_lon, centre_lat, bounds)
    values (${districtId}, '示范区', 107.5, 31.2, '((107.4,31.1),(107.6,31.3))')`)
  return {
    pool,
    spool,
    directory: new SenderDirectory(),
    clock: systemClock,
    log: silentLog,
    districtId,
    folder,
    url,
    drop: async () => {
      await spool.close()
      await pool.end()
      await drop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Registers a device and lets the gateway know of it. */
export async function addDevice(
  yard: { pool: Pool; districtId: string; directory: SenderDirectory },
  {
    protocol,
    sender,
    kind,
    credential,
    refuses = false,
    mapping,
  }: {
    protocol: string
    sender: string
    kind: string
    credential?: string
    refuses?: boolean
    mapping?: unknown
  },
): Promise<string> {
  const deviceId = newId()
  await yard.pool.run(sql`
    insert into sense.device (district_id, device_id, protocol, sender, kind, name, registered_at, registered_by,
      credential_hash, credential_rule, mapping)
    values (${yard.districtId}, ${deviceId}, ${protocol}, ${sender}, ${kind}, ${`${kind} ${sender}`}, now(), 'test',
      ${credential ? hashOf(credential) : null}, ${refuses ? 'refuse' : 'tolerate'},
      ${mapping ? JSON.stringify(mapping) : null}::jsonb)`)
  await yard.directory.refresh(yard.pool)
  return deviceId
}

/** The values that a device has in the database, by metric and time. */
export const valuesOf = ({ pool, districtId }: Pick<Yard, 'pool' | 'districtId'>, deviceId: string) =>
  pool.many<{ metric: string; unit: string; at: Date; value: number; quality: number }>(sql`
    select s.metric, s.unit, t.at, t.value, t.quality from sense.series s join sense.telemetry t using (district_id, series_id)
     where s.district_id = ${districtId} and s.device_id = ${deviceId} order by s.metric, t.at`)
