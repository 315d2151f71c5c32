import { type Route, route } from '#kernel/http/route.ts'
import { getSmsSetting, listSms, retrySms, setSmsSetting } from './contract.ts'
import { findSmsSetting, putSmsSetting } from './setting.ts'
import * as store from './store.ts'

/** Whether and how fast a district sends text messages, and what became of them. `gateway` is what carries them. */
export const smsRoutes = (gateway: string): readonly Route[] => [
  route(getSmsSetting, async ({ tx, actor }) => ({ ...(await findSmsSetting(tx, actor.districtId)), gateway })),
  route(setSmsSetting, async ({ tx, actor, body }) => {
    await putSmsSetting(tx, actor.districtId, body)
    return { ...body, gateway }
  }),
  route(listSms, async ({ tx, actor, query }) => {
    const rows = await store.listSms(tx, actor.districtId, query)
    const items = rows.slice(0, query.limit)
    return { items, next: rows.length > query.limit ? (items.at(-1)?.cursor ?? null) : null }
  }),
  route(retrySms, async ({ tx, actor, body, now }) => ({
    count: await store.retrySms(tx, actor.districtId, body.smsIds, now),
  })),
]
