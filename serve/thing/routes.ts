import { findCategory } from '#city/catalogue/store.ts'
import { componentProblems } from '#city/component/problems.ts'
import { findDistrict } from '#city/organisation/district.ts'
import { point } from '#city/place/frame.ts'
import { placeProblems } from '#city/place/problems.ts'
import type { Typesetter } from '#kernel/documents/typesetter.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { listLabelBatches, mostLabels, printLabels, publicThing } from './contract.ts'
import { labelsPdf } from './label.ts'
import { thingProblems } from './problems.ts'
import { findThing, listBatches, listLabelled } from './store.ts'

/** One thing, one code: the public page behind it, and the labels that carry it. */
export const thingRoutes = (typesetter: Typesetter, publicUrl: string): readonly Route[] => [
  route(publicThing, async ({ tx, params: { district, code } }) => {
    const thing = await findThing(tx, district, code)
    if (!thing) throw componentProblems.component_not_found({ code })
    const { edition, kind, lon, lat, name, address, keeper } = thing
    const [own, fault] = await Promise.all([
      findCategory(tx, { edition, kind: 'component', code: kind }),
      findCategory(tx, { edition, kind: 'matter', code: kind }),
    ])
    // In the edition of 2026 the matter of the same code says that the component is out of order [S1].
    const category =
      fault && edition === '2026' ? { edition, kind: 'matter' as const, code: kind, name: fault.name } : null
    return { code: thing.code, name, kindName: own?.name ?? name, place: point(lon, lat), address, keeper, category }
  }),
  route(listLabelBatches, async ({ tx, actor, query: { kind } }) => ({
    items: await listBatches(tx, actor.districtId, kind, mostLabels),
  })),
  route(printLabels, async ({ tx, actor, query, request, response, now }) => {
    if (!query.kind && !query.code) throw thingProblems.labels_of_what({}, 'query.kind')
    const district = await findDistrict(tx, actor.districtId)
    if (!district) throw placeProblems.district_not_found({ code: actor.districtId })
    const things = await listLabelled(tx, actor.districtId, query)
    if (things.length === 0) throw thingProblems.labels_none({}, 'query.kind')
    const name = encodeURIComponent(`${district.name}标签-${query.kind ?? query.code}.pdf`)
    response.header('content-disposition', `inline; filename*=UTF-8''${name}`)
    // Where no address is set, the one this very request came to.
    const reached = publicUrl || `${request.protocol}://${request.host}`
    const sheet = { district: district.name, publicUrl: reached, things, at: now }
    return response.type('application/pdf').send(labelsPdf(typesetter, sheet))
  }),
]
