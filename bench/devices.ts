import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { copyRows } from '#kernel/db/bulk.ts'
import type { Pool } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { newId } from '#kernel/id.ts'
import type { KnownDevice } from '#sense/device/directory.ts'

/** The district that devices of benchmarks belong to. */
export const district = '513399'

const deviceColumns = {
  district_id: 'text',
  device_id: 'uuid',
  protocol: 'text',
  sender: 'text',
  kind: 'text',
  name: 'text',
  registered_at: 'timestamptz',
  registered_by: 'text',
}

type Kind = { protocol: string; kind: string; senderOf: (index: number) => string }

/** Registers so many dust stations of HJ 212. */
export const addStations = (pool: Pool, count: number): Promise<KnownDevice[]> =>
  addDevices(pool, count, {
    protocol: 'hj212',
    kind: 'dust-station',
    senderOf: (index) => `A110000BE${String(index).padStart(15, '0')}`,
  })

/** Registers so many vehicles of JT/T 808. */
export const addTrucks = (pool: Pool, count: number): Promise<KnownDevice[]> =>
  addDevices(pool, count, {
    protocol: 'jt808',
    kind: 'sanitation-truck',
    senderOf: (index) => `138${String(index).padStart(8, '0')}`,
  })

async function addDevices(pool: Pool, count: number, { protocol, kind, senderOf }: Kind): Promise<KnownDevice[]> {
  await pool.run(sql`
    insert into city.district (district_id, name, centre_lon, centre_lat, bounds)
    values (${district}, '示范区', 107.5, 31.2, '((107.4,31.1),(107.6,31.3))') on conflict do nothing`)
  const devices = Array.from({ length: count }, (_, index): KnownDevice => {
    const sender = senderOf(index)
    return { districtId: district, deviceId: newId(), protocol, sender, kind, dictionaries: [], units: {} }
  })
  const now = new Date()
  await pool.transaction((tx) =>
    copyRows(
      tx,
      'sense.device',
      deviceColumns,
      devices.map(({ deviceId, sender }) => [district, deviceId, protocol, sender, kind, sender, now, 'bench']),
    ),
  )
  return devices
}

const ticksPerSecond = 100

/** How many seconds cores have been busy with this process, some others and its database so far. */
export async function busySeconds(pool: Pool, ...others: number[]): Promise<number> {
  const { folder } = await pool.one<{ folder: string }>(sql`select current_setting('data_directory') as folder`)
  const postmaster = readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[0] ?? ''
  const family = readdirSync('/proc').filter(
    (pid) => /^\d+$/.test(pid) && (pid === postmaster || parentOf(pid) === postmaster),
  )
  const { user, system } = process.cpuUsage()
  const all = [...family, ...others.map(String)]
  const ticks = all.reduce((sum, pid) => sum + ticksOf(pid, pid === postmaster), 0)
  return (user + system) / 1e6 + ticks / ticksPerSecond
}

const statOf = (pid: string): string[] => {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ')
  } catch {
    return []
  }
}

const parentOf = (pid: string): string => statOf(pid)[1] ?? ''

// Of the postmaster also what its ended children have used.
const ticksOf = (pid: string, withChildren: boolean): number => {
  const fields = statOf(pid).map(Number)
  const used = (fields[11] ?? 0) + (fields[12] ?? 0)
  return withChildren ? used + (fields[13] ?? 0) + (fields[14] ?? 0) : used
}
