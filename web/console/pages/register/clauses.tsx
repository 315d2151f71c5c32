import { useQuery } from '@tanstack/react-query'
import { listConditions } from '#city/catalogue/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { useLanguage, useWords } from '#web/kit/language.ts'
import { formatLimit } from '#web/kit/limit.ts'
import { ask } from '#web/kit/query.ts'
import type { NamedCategory } from '#web/kit/steps/category-picker.tsx'
import { words } from './words.ts'

type Condition = ReplyOf<typeof listConditions>['items'][number]
type Edition = '2026' | '2013'

/** When a report of this category is filed and how long its unit has, before anybody commits to it. */
export function Clauses({ category: { edition, kind, code } }: { category: NamedCategory }) {
  const w = useWords(words)
  const { data } = useQuery({
    ...ask(listConditions, { query: { edition: edition as Edition, kind, code } }),
    staleTime: 10 * 60_000,
  })
  if (!data) return null
  return (
    <details className="clauses" open>
      <summary>{w.clauses}</summary>
      {data.items.length === 0 && <p className="quiet">{w.clausesNone}</p>}
      {/* Scrolls on its own, so the keyboard must reach it. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region without controls is reached by Tab. */}
      <ol tabIndex={0} aria-label={w.clauses}>
        {data.items.map((condition) => (
          <Clause key={condition.conditionId} condition={condition} />
        ))}
      </ol>
    </details>
  )
}

function Clause({ condition: { condition, disposingUnits, limits } }: { condition: Condition }) {
  const w = useWords(words)
  const language = useLanguage()
  const areaOf = (areaClass: string) => (areaClass === '*' ? w.everywhere : areaClass)
  return (
    <li>
      {condition}{' '}
      <span className="clause-limits">
        {limits.map((limit) => (
          <b key={limit.areaClass}>
            {areaOf(limit.areaClass)} {formatLimit(limit, language)}
          </b>
        ))}
        {disposingUnits && <span className="quiet">{disposingUnits}</span>}
      </span>
    </li>
  )
}
