import { type Route, route } from '#kernel/http/route.ts'
import { listStrays } from './contract.ts'
import { listStrayRows, seesAllStrays } from './strays.ts'

/** Strangers at the gateways; `gatewayDistrict` is the district that runs them, empty where that was not said. */
export const strayRoutes = (gatewayDistrict: string): readonly Route[] => [
  route(listStrays, async ({ tx, actor: { districtId }, query: { sender } }) => {
    const isAll = await seesAllStrays(tx, districtId, gatewayDistrict)
    return { isAll, items: await listStrayRows(tx, districtId, { isAll, sender }) }
  }),
]
