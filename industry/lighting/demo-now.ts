import type { Tx } from '#kernel/db/db.ts'
import { lastSaid, type Said, speaks } from '#sense/port.ts'
import { groupNames } from './demo.ts'
import { desiredOf } from './desired.ts'
import { type GroupRow, type LampRow, listGroupRows, listLampRows, listOpenSwitchings, whereIs } from './store.ts'

/** The demo's lamps do as they are told, hands included, but for the one that is out and the one that is silent. */
export async function demoNow(tx: Tx, { districtId, now }: { districtId: string; now: Date }): Promise<void> {
  const [where, groups, lamps, open, last] = [
    await whereIs(tx, districtId),
    await listGroupRows(tx, districtId),
    await listLampRows(tx, districtId),
    await listOpenSwitchings(tx, districtId, now),
    await lastSaid(tx, districtId, ['lamp-cabinet']),
  ]
  const holding = open.filter(({ state }) => state === 'in_force')
  const [out, silent] = [lampsOf(groups, lamps, 0).at(0), lampsOf(groups, lamps, 1).at(-1)]
  const value = (metric: string, unit: string, of: number) => ({
    at: now,
    metric,
    unit,
    value: of,
    quality: 'ok' as const,
  })
  const burning: Said[] = lamps.flatMap((lamp) => {
    const calendar = groups.find(({ groupId }) => groupId === lamp.groupId)?.calendar
    if (!calendar || lamp.deviceId === silent?.deviceId) return []
    const isWanted = desiredOf({ ...lamp, calendar }, holding, now, where)
    const isLit = isWanted && lamp.deviceId !== out?.deviceId
    return [
      { deviceId: lamp.deviceId, samples: [value('wanted', '', Number(isWanted)), value('lit', '', Number(isLit))] },
    ]
  })
  const cabinets: Said[] = last.map(({ deviceId, metric, unit, value: of }) => ({
    ...{ deviceId, samples: [value(metric, unit, metric === 'energy' ? Math.round(of * 10 + 4) / 10 : of)] },
  }))
  const merged = [...Map.groupBy(cabinets, ({ deviceId }) => deviceId)].map(([deviceId, of]) => ({
    ...{ deviceId, samples: of.flatMap(({ samples }) => samples) },
  }))
  if (burning.length > 0) await speaks(tx, { districtId, now }, [...burning, ...merged])
}

const lampsOf = (groups: readonly GroupRow[], lamps: readonly LampRow[], at: 0 | 1): LampRow[] => {
  const group = groups.find(({ name }) => name === groupNames[at])
  return lamps.filter(({ groupId }) => groupId === group?.groupId)
}
