import { type Point, point } from '#city/place/frame.ts'
import type { Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { newId } from '#kernel/id.ts'
import { insertDevice, takeSender } from '#sense/device/store.ts'

type Made = {
  protocol: string
  sender: string
  kind: string
  name: string
  silentAfter: number
  units?: Record<string, string>
}

/** How many trucks the demo has. */
export const trucksOfDemo = 12

// Numbers that no operator gives out.
const trucks = Array.from({ length: trucksOfDemo }, (_, index): Made => {
  const number = String(index + 1).padStart(2, '0')
  const sprinkles = index % 3 === 0
  return {
    protocol: 'jt808',
    sender: `10000000${number}0`,
    kind: sprinkles ? 'sprinkler-truck' : 'sweeper-truck',
    name: `${sprinkles ? '洒水车' : '清扫车'} ${number}`,
    silentAfter: 300,
  }
})

const stations = ['南外工地', '三里坪工地', '翠屏路工地', '柳家坝工地'].map(
  (place, index): Made => ({
    protocol: 'hj212',
    sender: `D17030000000000000000${String(index + 1).padStart(3, '0')}`,
    kind: 'dust-station',
    name: `扬尘监测站 ${place}`,
    silentAfter: 900,
    units: { a34001: 'mg/m³', a34002: 'µg/m³', a34004: 'µg/m³' },
  }),
)

/** The demo's devices: sanitation trucks and dust stations, which a simulation in the server brings to life. */
export async function seedDevices(tx: Tx, districtId: string, now: Date): Promise<number> {
  const all = [...trucks, ...stations]
  const places = await placesFor(tx, districtId)
  for (const [n, { units = {}, ...one }] of all.entries()) {
    const deviceId = newId()
    await insertDevice(tx, districtId, {
      ...one,
      deviceId,
      units,
      maker: '',
      model: '',
      dictionaries: [],
      componentCode: null,
      unitId: null,
      place: one.kind === 'dust-station' ? (places[n - trucks.length] ?? null) : null,
      by: '演示',
      now,
    })
    await takeSender(tx, { protocol: one.protocol, sender: one.sender, districtId, deviceId })
  }
  return all.length
}

/** Where the stations stand: beside components far apart. */
async function placesFor(tx: Tx, districtId: string): Promise<Point[]> {
  const rows = await tx.many<{ lon: number; lat: number }>(sql`
    select distinct on (part) place[0] as lon, place[1] as lat
      from (select place, code, ntile(${stations.length}::int) over (order by place[0]) as part
              from city.component where district_id = ${districtId}) c
     order by part, code`)
  return rows.map(({ lon, lat }) => point(lon, lat))
}
