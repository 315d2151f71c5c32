import { useQuery } from '@tanstack/react-query'
import { Segmented } from 'antd'
import { lazy, Suspense } from 'react'
import { listDuties } from '#city/duty/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { Failure, Loading } from '#web/kit/states.tsx'
import '../components/list-page.css'
import { useAddress } from '../components/use-address.ts'
import { CoveragePart } from './coverage-part.tsx'
import './duties.css'
import { DutiesPart } from './duties-part.tsx'
import { words } from './words.ts'

const ShiftsPart = lazy(() => import('./shifts-part.tsx').then((m) => ({ default: m.ShiftsPart })))
const ImportPart = lazy(() => import('./import-part.tsx').then((m) => ({ default: m.ImportPart })))

const tabs = ['duties', 'coverage', 'shifts', 'import'] as const
type Tab = (typeof tabs)[number]

/** Who answers for what where, whether anything is left open, and who is on duty when. */
export function DutiesPage() {
  const w = useWords(words)
  const me = useMe()
  const [search, change] = useAddress()
  const { data, error, refetch } = useQuery(ask(listDuties, {}))
  const tab = tabs.find((each) => each === search.tab) ?? 'duties'
  if (error && !data) return <Failure problem={error} onRetry={() => void refetch()} isPage />
  if (!data) return <Loading rows={10} />
  const open = tabs.filter((each) => each !== 'import' || may(me, 'organisation.write'))
  const count = (each: Tab) => (each === 'coverage' ? `（${data.gaps.length + data.overlaps.length}）` : '')
  return (
    <section className="list-page" aria-labelledby="duties-title">
      <header className="list-head">
        <h1 id="duties-title">{w.title}</h1>
        <Segmented<Tab>
          aria-label={w.parts}
          value={tab}
          options={open.map((value) => ({ value, label: `${w[value]}${count(value)}` }))}
          onChange={(value) => change({ tab: value })}
        />
      </header>
      <Suspense fallback={<Loading />}>
        {tab === 'duties' && <DutiesPart data={data} />}
        {tab === 'coverage' && <CoveragePart data={data} />}
        {tab === 'shifts' && <ShiftsPart />}
        {tab === 'import' && <ImportPart />}
      </Suspense>
    </section>
  )
}
