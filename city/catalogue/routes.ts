import { dayOf } from '#city/place/answer.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { composeCode } from './code.ts'
import { importConditions, listConditions, listStandards, publishStandard, searchCategories } from './contract.ts'
import { importStandard } from './import-store.ts'
import { conditionsOf, searchCategories as search } from './store.ts'
import { listStandardVersions, publishStandardVersion } from './version-store.ts'

/** What may be filed, under which condition, with which limit; and how a bureau's own standard comes in. */
export const catalogueRoutes: readonly Route[] = [
  route(searchCategories, async ({ tx, actor, query: { text, edition, kind, on, limit }, now }) => {
    const filter = { edition, on: await dayOf(tx, actor.districtId, on, now), ...(kind ? { kind } : {}), text, limit }
    const hits = await search(tx, actor.districtId, filter)
    return {
      items: hits.map(({ category: { code, majorName, name, extension, kind: of }, by }) => ({
        edition,
        kind: of,
        code,
        majorName,
        name,
        extension,
        by,
      })),
    }
  }),
  route(listConditions, async ({ tx, actor, query: { on, ...category }, now }) => {
    const { versionId, conditions } = await conditionsOf(tx, actor.districtId, {
      ...category,
      on: await dayOf(tx, actor.districtId, on, now),
    })
    return { versionId, items: conditions.map(coded) }
  }),
  route(listStandards, async ({ tx, actor }) => ({ items: await listStandardVersions(tx, actor.districtId) })),
  route(publishStandard, ({ tx, actor, params, body, now }) =>
    publishStandardVersion(tx, actor.districtId, { versionId: params.versionId, from: body.from, now }),
  ),
  route(importConditions, async ({ tx, actor, query, bytes, now }) => {
    const { report, versionId } = await importStandard(tx, actor.districtId, { ...query, bytes, now })
    const { conditions, localCategories, ...rest } = report
    return {
      ...rest,
      versionId,
      conditions: conditions.map(coded),
      localCategories: localCategories.map(coded),
    }
  }),
]

/** A row with its class and minor digits as the one code that travels. */
const coded = <T extends { major: string; minor: string }>({ major, minor, ...rest }: T) => ({
  ...rest,
  code: composeCode({ major, minor }),
})
