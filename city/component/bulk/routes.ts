import { type Route, route } from '#kernel/http/route.ts'
import { doerOf } from '../answer.ts'
import { carryOut, rehearse, takeBack } from './carry-out.ts'
import { changeAttributes, listAttributeChanges, previewAttributeChange, undoAttributeChange } from './contract.ts'
import { listBulks } from './store.ts'

/** Attributes of many components at once. */
export const componentBulkRoutes: readonly Route[] = [
  route(previewAttributeChange, async ({ tx, actor, body }) => ({
    items: await rehearse(tx, actor.districtId, body),
  })),
  route(changeAttributes, async ({ tx, actor, body, now }) =>
    carryOut(tx, actor.districtId, body, await doerOf(tx, actor.districtId, { by: actor.name, now })),
  ),
  route(listAttributeChanges, async ({ tx, actor, query }) => ({
    items: (await listBulks(tx, actor.districtId, query.limit)).map(({ at, undoneAt, attributes, ...rest }) => ({
      ...rest,
      attributes: { ...attributes },
      at: at.toISOString(),
      undoneAt: undoneAt?.toISOString() ?? null,
    })),
  })),
  route(undoAttributeChange, async ({ tx, actor, params, body, now }) =>
    takeBack(tx, actor.districtId, { ...params, ...body }, await doerOf(tx, actor.districtId, { by: actor.name, now })),
  ),
]
