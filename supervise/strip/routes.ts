import { addWork } from '#city/calendar/arithmetic.ts'
import { currentCalendar } from '#city/calendar/store.ts'
import { maskPersonal } from '#city/case/mask.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { findingNames } from '../stuck/finding.ts'
import { getStrip } from './contract.ts'
import { lastProof, listCategories, listGathered, listSoon, listStuck } from './store.ts'
import { isSpike, samePlaceCount } from './unusual.ts'

const MOST = 6
const SOON_MINUTES = 120
const A_DAY = 86_400_000

const soonName = { zh: '即将超时', en: 'Late soon' }

/** What a duty chief must not overlook, in one look. */
export const stripRoutes: readonly Route[] = [
  route(getStrip, async ({ tx, actor, now }) => {
    const since = new Date(now.getTime() - A_DAY)
    // What is due tomorrow at nine is near at half past five.
    const calendar = await currentCalendar(tx, actor.districtId)
    const until = new Date(addWork(calendar, now.getTime(), { value: SOON_MINUTES, unit: 'work_minute' }))
    const [stuck, soon, gathered, categories, proof] = await Promise.all([
      listStuck(tx, actor, MOST),
      listSoon(tx, actor, { now, until, limit: MOST }),
      listGathered(tx, actor, since, samePlaceCount),
      listCategories(tx, actor, since),
      lastProof(tx, actor.districtId),
    ])
    return {
      provenAt: proof?.at ?? null,
      stuck: stuck[0]?.all ?? 0,
      soon: soon[0]?.all ?? 0,
      items: [
        ...stuck.map(({ kind, provenAt: _, all: __, ...row }) => ({ ...row, why: kind, name: findingNames[kind] })),
        ...soon.map(({ all: _, ...row }) => ({ ...row, why: 'soon', name: soonName, detail: { zh: '', en: '' } })),
      ].map((item) => ({ ...item, description: maskPersonal(item.description) })),
      anomalies: [
        ...gathered.map(({ componentCode, placeText, cellCode, category, count, caseId }) => ({
          kind: 'place' as const,
          name: maskPersonal(placeText) || (cellCode ?? ''),
          ...{ category, count, usual: null, caseId },
          search: componentCode ?? maskPersonal(placeText),
        })),
        ...categories
          .filter(({ count, mean }) => isSpike(count, mean))
          .slice(0, MOST)
          .map(({ category, count, mean, caseId }) => ({
            kind: 'category' as const,
            name: category,
            ...{ category, count, usual: mean, caseId },
            search: category,
          })),
      ],
    }
  }),
]
