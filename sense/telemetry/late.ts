import type { Tx } from '#kernel/db/db.ts'
import type { Sample } from '../gateway/interpretation.ts'
import { holdClosed, insertDue } from './roll-store.ts'
import { seriesId } from './series.ts'

type Written = { device: { districtId: string; deviceId: string }; samples: readonly Sample[] }

const minuteMs = 60_000

/**
 * Marks the minutes that values come late to, so that they are rolled up again. To be called before the values are written, in the
 * same transaction: until its end nobody closes a minute that they lie in.
 */
export async function markLate(tx: Tx, written: readonly Written[]): Promise<void> {
  const districts = [...new Set(written.map(({ device }) => device.districtId))].sort()
  const closed = await holdClosed(tx, districts)
  const due = new Map<string, { districtId: string; seriesId: bigint; at: Date }>()
  for (const { device, samples } of written) {
    const closedTo = closed.get(device.districtId)?.getTime() ?? 0
    for (const { metric, at } of samples) {
      if (at.getTime() >= closedTo) continue
      const minute = Math.floor(at.getTime() / minuteMs) * minuteMs
      const key = `${device.deviceId}/${metric}/${minute}`
      if (due.has(key)) continue
      const { districtId, deviceId } = device
      due.set(key, { districtId, seriesId: seriesId(deviceId, metric), at: new Date(minute) })
    }
  }
  // In the order of their keys, so that two who write the same late values cannot wait for one another.
  const rows = [...due.values()].sort((a, b) =>
    a.seriesId === b.seriesId ? +a.at - +b.at : a.seriesId < b.seriesId ? -1 : 1,
  )
  if (rows.length > 0) await insertDue(tx, rows)
}
