import { maskPersonal } from '#city/case/mask.ts'
import { componentProblems } from '#city/component/problems.ts'
import { findComponent } from '#city/component/store.ts'
import { may } from '#kernel/auth/actor.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { getRecord } from './contract.ts'
import { type Entry, finalStageNames, findUnitNamed, listDevicesOn, listEntries } from './store.ts'

const running = ['planned', 'assigned', 'begun', 'done']

/** One thing, one record. */
export const recordRoutes: readonly Route[] = [
  route(getRecord, async ({ tx, actor, params: { code } }) => {
    const component = await findComponent(tx, actor.districtId, code)
    if (!component) throw componentProblems.component_not_found({ code })
    const [entries, devices, ownerUnit] = await Promise.all([
      listEntries(tx, actor, component.code),
      may(actor, 'device.read') ? listDevicesOn(tx, actor.districtId, component.code) : [],
      findUnitNamed(tx, actor.districtId, component.ownerName),
    ])
    const count = (kind: Entry['kind'], isOpen: (state: string) => boolean) =>
      entries.filter((one) => one.kind === kind && isOpen(one.state)).length
    const open = {
      cases: count('case', (state) => !finalStageNames.includes(state)),
      orders: count('order', (state) => running.includes(state)),
      alarms: count('alarm', (state) => state === 'open'),
    }
    const masked = entries.map((one) => ({ ...one, said: maskPersonal(one.said) }))
    return { entries: masked, devices, open, ownerUnit: ownerUnit ?? null }
  }),
]
