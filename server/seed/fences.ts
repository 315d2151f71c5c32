import { putFence } from '#analyse/fence/store.ts'
import type { Point } from '#city/place/frame.ts'
import type { Tx } from '#kernel/db/db.ts'
import { newId } from '#kernel/id.ts'
import type { Round } from '../rounds.ts'

const schoolDays = [1, 2, 3, 4, 5]

type Given = { readonly centre: Point; readonly rounds: readonly Round[]; readonly now: Date }

/** Two fences of the demo: the way one truck may take, and an area that trucks leave alone when school begins. */
export async function seedFences(tx: Tx, districtId: string, given: Given): Promise<Record<string, number>> {
  const { centre, rounds, now } = given
  const line = rounds[2]?.line ?? []
  const every = Math.max(1, Math.ceil(line.length / 400))
  const route = line.filter((_, at) => at % every === 0).map(({ lon, lat }): [number, number] => [lon, lat])
  const by = { reason: '', by: '演示', now }
  if (route.length > 1)
    await putFence(tx, districtId, {
      ...{ fenceId: newId(), basedOn: 0, ...by },
      body: {
        name: '清扫车 03 作业线路',
        area: { shape: 'corridor', line: route, metres: 60 },
        windows: [],
        source: { text: '环卫作业合同附图（样例）', mark: 'J' },
      },
    })
  await putFence(tx, districtId, {
    ...{ fenceId: newId(), basedOn: 0, ...by },
    body: {
      name: '中心小学上学时段禁入区',
      area: { shape: 'circle', centre: [centre.lon, centre.lat], metres: 400 },
      windows: [{ days: schoolDays, from: '07:00', to: '08:30' }],
      source: { text: '校园周边交通组织约定（样例）', mark: 'J' },
    },
  })
  return { 电子围栏: route.length > 1 ? 2 : 1 }
}
