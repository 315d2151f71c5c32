import { useQuery } from '@tanstack/react-query'
import { getDistrictRules } from '#city/district-rules/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { Failure, Loading } from '#web/kit/states.tsx'
import './district-rules.css'
import { RulesForm } from './rules-form.tsx'
import { RulesHistory } from './rules-history.tsx'
import { words } from './words.ts'

/** What a district decides about approvals, required files and the veto, with every change of it. */
export function DistrictRulesPage() {
  const w = useWords(words)
  const me = useMe()
  const { data, error, refetch } = useQuery(ask(getDistrictRules, {}))
  if (error && !data) return <Failure problem={error} onRetry={() => void refetch()} isPage />
  if (!data) return <Loading rows={8} />
  const isOpen = may(me, 'district.write')
  return (
    <section className="rules-page" aria-labelledby="rules-title">
      <header>
        <h1 id="rules-title">{w.title}</h1>
        <p className="quiet">{w.intro}</p>
      </header>
      <div className="rules-columns">
        <section className="rules-part" aria-label={w.title}>
          {!isOpen && <p className="form-note">{w.readOnly}</p>}
          <RulesForm key={data.version} data={data} isOpen={isOpen} />
        </section>
        <RulesHistory versions={data.versions} />
      </div>
    </section>
  )
}
