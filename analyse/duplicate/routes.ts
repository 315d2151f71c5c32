import { believedPoint } from '#city/place/check.ts'
import type { Db } from '#kernel/db/db.ts'
import type { FileStore } from '#kernel/files/file-store.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { canonicalKey, categoryOfKey } from './category.ts'
import { findCaseDuplicates, findDuplicates, listDuplicateRules, setDuplicateRule } from './contract.ts'
import { findForCase, findForDraft } from './find.ts'
import { usualRule } from './judge.ts'
import { insertRule, listRules } from './store.ts'

/** What may be reported twice, and by which rule. */
export const duplicateRoutes = (store: FileStore): readonly Route[] => [
  route(findDuplicates, ({ tx, actor, query, now }) => {
    const { text, category, files = [] } = query
    const draft = {
      point: believedPoint(query, 'query'),
      text,
      category: category ? canonicalKey(categoryOfKey(category)) : null,
      files,
    }
    return findForDraft(tx, store, actor, draft, now)
  }),
  route(findCaseDuplicates, ({ tx, actor, params, now }) => findForCase(tx, actor, params.id, now)),
  route(listDuplicateRules, ({ tx, actor, now }) => ruleSet(tx, actor.districtId, now)),
  route(setDuplicateRule, async ({ tx, actor, body, now }) => {
    const category = body.category === '' ? '' : canonicalKey(categoryOfKey(body.category))
    await insertRule(tx, actor, { ...body, category }, now)
    return ruleSet(tx, actor.districtId, now)
  }),
]

const ruleSet = async (db: Db, districtId: string, now: Date) => ({
  usual: usualRule,
  items: await listRules(db, districtId, now),
})
