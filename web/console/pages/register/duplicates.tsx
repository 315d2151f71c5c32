import { useQuery } from '@tanstack/react-query'
import { type CaseItem, finalStages, listCases, stageNames } from '#city/case/contract.ts'
import { locatePlace, type Point } from '#city/place/contract.ts'
import { useLanguage, useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { StageTag } from '#web/kit/stage-tag.tsx'
import type { NamedCategory } from '#web/kit/steps/category-picker.tsx'
import { shortTime, useNow } from '#web/kit/time.ts'
import { metresBetween } from './metres.ts'
import { words } from './words.ts'

const FAR_METRES = 100
const SHOWN = 5

const openStages = (Object.keys(stageNames) as (keyof typeof stageNames)[]).filter(
  (stage) => !finalStages.includes(stage),
)

type Props = { point: Point; category: NamedCategory | null | undefined }

/** Open cases near by, the same category first: perhaps it is known already. */
export function Duplicates({ point, category }: Props) {
  const w = useWords(words)
  const community = useQuery(ask(locatePlace, { query: point })).data?.located?.communityCode
  const { data } = useQuery({
    ...ask(listCases, {
      query: { community: community ?? '', stage: openStages.join(','), sort: 'reported', limit: 200 },
    }),
    enabled: community !== undefined,
  })
  if (!community || !data) return null
  const near = closest(data.items, point, category)
  return (
    <section className="around-part" aria-labelledby="register-duplicates">
      <h2 id="register-duplicates">{w.duplicates}</h2>
      {near.length === 0 && <p className="quiet">{w.duplicatesNone}</p>}
      <ul className="around-list">
        {near.map(({ item, metres, isSame }) => (
          <Duplicate key={item.caseId} item={item} metres={metres} isSame={isSame} />
        ))}
      </ul>
    </section>
  )
}

function closest(items: readonly CaseItem[], point: Point, category: Props['category']) {
  return items
    .flatMap((item) =>
      item.point ? [{ item, metres: metresBetween(point, item.point), isSame: item.category === category?.code }] : [],
    )
    .filter(({ metres }) => metres <= FAR_METRES)
    .sort((a, b) => Number(b.isSame) - Number(a.isSame) || a.metres - b.metres)
    .slice(0, SHOWN)
}

function Duplicate({ item, metres, isSame }: { item: CaseItem; metres: number; isSame: boolean }) {
  const w = useWords(words)
  const language = useLanguage()
  const now = useNow()
  return (
    <li>
      <span className="duplicate">
        <span>
          <StageTag stage={item.stage} /> {isSame && <b>{w.sameCategory}</b>}{' '}
          <a
            href={`/cases/${item.caseId}`}
            target="_blank"
            rel="noreferrer"
            aria-label={`${item.number}，${w.newWindow}`}
          >
            {item.number}
          </a>
        </span>
        <span className="quiet duplicate-words">
          {item.categoryName} {item.description}
        </span>
      </span>
      <span className="quiet">
        {w.metres(Math.round(metres))}
        <br />
        {shortTime(item.reportedAt, now, language)}
      </span>
    </li>
  )
}
