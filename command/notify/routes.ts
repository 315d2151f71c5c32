import { maskPhone } from '#city/case/mask.ts'
import type { Actor } from '#kernel/auth/actor.ts'
import type { Db } from '#kernel/db/db.ts'
import { type Route, route } from '#kernel/http/route.ts'
import type { Sealer } from '#kernel/sealed.ts'
import {
  countNotices,
  getPreference,
  listNotices,
  markAllNotices,
  markNotices,
  setPreference,
  unmarkAllNotices,
} from './contract.ts'
import { findPreference, putPreference } from './preference-store.ts'
import { findSmsSetting } from './sms/setting.ts'
import { phoneContext } from './sms/telephone.ts'
import * as store from './store.ts'

/** What a person was told, and what they want to be told. */
export const noticeRoutes = (sealer: Sealer): readonly Route[] => [
  route(listNotices, async ({ tx, actor, query }) => {
    const rows = await store.listNotices(tx, actor, query)
    const items = rows.slice(0, query.limit)
    return { items: items.map(itemOf), next: rows.length > query.limit ? (items.at(-1)?.cursor ?? null) : null }
  }),
  route(countNotices, async ({ tx, actor }) => {
    const unread = await store.countUnread(tx, actor)
    return { unread, capped: unread >= store.COUNTED }
  }),
  route(markNotices, async ({ tx, actor, body, now }) => ({
    changed: await store.markNotices(tx, actor, body.noticeIds, body.read ? now : null),
  })),
  route(markAllNotices, async ({ tx, actor, now }) => ({
    changed: await store.markAll(tx, actor, now),
    readAt: now,
  })),
  route(unmarkAllNotices, async ({ tx, actor, body }) => ({
    changed: await store.unmarkAll(tx, actor, new Date(body.readAt)),
  })),
  route(getPreference, ({ tx, actor }) => preferenceOf(tx, actor)),
  route(setPreference, async ({ tx, actor, body }) => {
    const { phone, ...choice } = body
    const { districtId, personId } = actor
    const sealed =
      typeof phone === 'string'
        ? { masked: maskPhone(phone), sealed: sealer.seal(phone, phoneContext(districtId, personId)) }
        : phone
    await putPreference(tx, districtId, personId, { ...choice, phone: sealed })
    return preferenceOf(tx, actor)
  }),
]

async function preferenceOf(db: Db, { districtId, personId }: Actor) {
  const { enabled } = await findSmsSetting(db, districtId)
  return { ...(await findPreference(db, districtId, personId)), smsEnabled: enabled }
}

const itemOf = ({ titleZh, titleEn, textZh, textEn, cursor: _, ...notice }: store.Notice) => ({
  ...notice,
  title: { zh: titleZh, en: titleEn },
  text: { zh: textZh, en: textEn },
})
