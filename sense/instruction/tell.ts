import { rowsAsQuery } from '#kernel/db/bulk.ts'
import type { Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { newId } from '#kernel/id.ts'
import { isMapping } from '../gateway/json/codec.ts'
import { kindsOf, type Values } from './kinds.ts'

/** Something that the platform tells a device on its own account, by what it was set to do. */
export type Telling = { deviceId: string; kind: string; values: Values; reason: string }

const columns = {
  instruction_id: 'uuid',
  device_id: 'uuid',
  kind: 'text',
  parameters: 'jsonb',
  reason: 'text',
} as const

/**
 * Tells devices what follows from what was set: each at most one open instruction of a kind, a newer one in the place of an older.
 * A device whose protocol cannot say it is left out. Gives the devices that will be told, with their instructions.
 */
export async function tellDevices(
  tx: Tx,
  { districtId, by, minutes, now }: { districtId: string; by: string; minutes: number; now: Date },
  tellings: readonly Telling[],
): Promise<Map<string, string>> {
  if (tellings.length === 0) return new Map()
  const ids = tellings.map(({ deviceId }) => deviceId)
  const devices = await tx.many<{ deviceId: string; protocol: string; mapping: unknown }>(sql`
    select device_id as "deviceId", protocol, mapping from sense.device
     where district_id = ${districtId} and device_id = any(${ids}::uuid[]) and retired_at is null`)
  const known = new Map(devices.map((one) => [one.deviceId, one]))
  const sayable = tellings.filter(({ deviceId, kind }) => {
    const device = known.get(deviceId)
    return device !== undefined && canSay(device, kind)
  })
  if (sayable.length === 0) return new Map()
  const rows = sayable.map((one) => [newId(), one.deviceId, one.kind, one.values, one.reason])
  await tx.run(sql`
    update sense.instruction i set state = 'withdrawn', ended_at = ${now}
      from (${rowsAsQuery(columns, rows)}) t
     where i.district_id = ${districtId} and i.device_id = t.device_id and i.kind = t.kind and i.state in ('queued', 'sent')
       and i.asked_by_id = ${by}`)
  await tx.run(sql`
    insert into sense.instruction (district_id, instruction_id, device_id, kind, parameters, reason, asked_at, asked_by,
      asked_by_id, expires_at)
    select ${districtId}, t.instruction_id, t.device_id, t.kind, t.parameters, t.reason, ${now}, ${by}, ${by},
           ${new Date(now.getTime() + minutes * 60_000)}
      from (${rowsAsQuery(columns, rows)}) t`)
  return new Map(rows.map(([instructionId, deviceId]) => [String(deviceId), String(instructionId)]))
}

// Tonight's hours are understood by those alone whose protocol or mapping says how; a lamp is switched in our own form too.
function canSay({ protocol, mapping }: { protocol: string; mapping: unknown }, kind: string): boolean {
  if (!kindsOf(protocol).some((one) => one.kind === kind)) return false
  const isMapped = isMapping(mapping) && mapping.down?.some((one) => one.kind === kind) === true
  return isMapped || protocol === 'talq' || (kind === 'lamp' && protocol === 'mqtt')
}
