import { type Industry, thingStates } from '#city/industry/industry.ts'
import { looksOf } from '#city/industry/layer.ts'
import { industriesOn } from '#city/industry/on.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { industryLayers, mostThings } from './contract.ts'
import { listThings } from './store.ts'

/** Industries on the one map: what each declares is drawn, without code of its own. */
export const industryMapRoutes = (industries: readonly Industry[]): readonly Route[] => [
  route(industryLayers, async ({ tx, actor: { districtId }, query, now }) => {
    const on = await industriesOn(tx, districtId, industries)
    const asked = { districtId, now, box: query, most: mostThings }
    const found = await Promise.all(on.map((one) => listThings(tx, asked, one)))
    const layers = on.map((one, at) => ({
      ...{ industryId: one.id, title: one.title, looks: looksOf(one) },
      counts: countsOf(found[at] ?? []),
    }))
    const items = on.flatMap(({ id }, at) => (found[at] ?? []).map((thing) => ({ industryId: id, ...thing })))
    return { layers, items: items.slice(0, mostThings), isCut: items.length > mostThings }
  }),
]

const countsOf = (things: readonly { readonly state: string }[]) => {
  const of = (state: string) => things.filter((one) => one.state === state).length
  const [alarm, broken, work, silent, sound] = thingStates.map(of)
  return { alarm: alarm ?? 0, broken: broken ?? 0, work: work ?? 0, silent: silent ?? 0, sound: sound ?? 0 }
}
