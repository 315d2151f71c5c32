import { type Route, route } from '#kernel/http/route.ts'
import { forgetView, listViews, saveView } from './contract.ts'
import { viewProblems } from './problems.ts'
import { dropView, listOwn, putView } from './store.ts'

const mostViews = 30

/** Filters that people keep for themselves; nobody else's are ever touched. */
export const viewRoutes: readonly Route[] = [
  route(listViews, async ({ tx, actor: { districtId, personId }, query: { page } }) => ({
    items: await listOwn(tx, { districtId, personId, page }),
  })),
  route(saveView, async ({ tx, actor: { districtId, personId }, body: { page, ...view }, now }) => {
    const count = await putView(tx, { districtId, personId, page }, view, now)
    if (count > mostViews) throw viewProblems.views_full({ most: mostViews }, 'body.name')
    return { name: view.name }
  }),
  route(forgetView, async ({ tx, actor: { districtId, personId }, body: { page, name } }) => ({
    forgotten: await dropView(tx, { districtId, personId, page }, name),
  })),
]
