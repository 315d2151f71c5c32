import type { z } from 'zod'
import type { CaseClause } from '#city/case/contract.ts'
import { defineWords, useLanguage, useWords } from '#web/kit/language.ts'
import { formatLimit } from '#web/kit/limit.ts'

const words = defineWords({
  title: { zh: '立案条款', en: 'Clause' },
  category: { zh: '小类', en: 'Category' },
  condition: { zh: '立案条件', en: 'Condition' },
  limit: { zh: '处置时限', en: 'Limit' },
  area: { zh: (area: string) => `（${area}）`, en: (area: string) => ` (${area})` },
  closing: { zh: '结案条件', en: 'Closing' },
  edition: { zh: '依据版本', en: 'Edition' },
})

/** The clause a case was filed under, as it read that day. */
export function Clause({ clause }: { clause: z.output<typeof CaseClause> }) {
  const w = useWords(words)
  const language = useLanguage()
  return (
    <section className="panel">
      <h2>{w.title}</h2>
      <dl className="facts">
        <dt>{w.limit}</dt>
        <dd>
          <strong>{formatLimit(clause.limit, language)}</strong>
          {clause.areaClass !== '*' && w.area(clause.areaClass)}
        </dd>
        <dt>{w.category}</dt>
        <dd>
          {clause.name} {clause.code}
        </dd>
        <dt>{w.condition}</dt>
        <dd>{clause.condition}</dd>
        <dt>{w.closing}</dt>
        <dd>{clause.closing}</dd>
        <dt>{w.edition}</dt>
        <dd>{clause.edition}</dd>
      </dl>
    </section>
  )
}
