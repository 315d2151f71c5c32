import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import {
  CasesQuery,
  type CountedCase,
  type Figures,
  type Grouping,
  getReport,
  groupings,
  listReportCases,
  type Measure,
  periodKinds,
  periodName,
} from '#supervise/report/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { useKeyset } from '#web/kit/table/use-keyset.ts'
import { useAddress } from '../components/use-address.ts'
import { CountedList } from './counted-list.tsx'
import './reports.css'
import { words } from './words.ts'

/** The cases behind one number of a report, as the address names it. */
export function ReportCasesPage() {
  const w = useWords(words)
  const pick = usePick()
  const { id } = useParams({ strict: false }) as { id: string }
  const [address] = useAddress()
  const read = CasesQuery.omit({ cursor: true, limit: true }).safeParse(address)
  const query = read.success ? read.data : {}
  const { data: report } = useQuery(ask(getReport, { params: { reportId: id } }))
  const { data: counted } = useQuery(ask(listReportCases, { params: { reportId: id }, query: { ...query, limit: 1 } }))
  const source = useKeyset<CountedCase, typeof listReportCases>(listReportCases, {
    params: { reportId: id },
    query: { ...query, limit: 100 },
  })
  const title = useTitle(report?.figures ?? undefined, query)
  return (
    <section className="counted" aria-labelledby="counted-title">
      <header className="counted-head">
        <Link to="/reports/$id" params={{ id }} className="counted-back">
          ← {w.toReport}
        </Link>
        <h1 id="counted-title">{title}</h1>
        <p className="quiet">
          {report && `${pick(periodKinds[report.head.kind])} ${pick(periodName(report.head))}`}
          {counted && ` · ${w.total(counted.total)}`}
        </p>
      </header>
      <div className="counted-list">
        <CountedList label={title} source={source} total={counted?.total} isThen />
      </div>
    </section>
  )
}

type Asked = {
  measure?: Measure | undefined
  by?: string | undefined
  key?: string | undefined
  step?: number | undefined
}

function useTitle(figures: Figures | undefined, { measure, by, key, step }: Asked): string {
  const w = useWords(words)
  const pick = usePick()
  const definition = measure && figures?.definitions[measure]
  const group = by && Object.hasOwn(groupings, by) ? (by as Grouping) : undefined
  const row = group
    ? figures?.groups[group].find((each) => each.key === key)?.name
    : figures?.bounces.find((each) => each.key === key)?.name
  const parts = [
    definition ? pick(definition) : by === 'returned' ? w.bounces : w.allCases,
    row ?? key,
    step === undefined ? undefined : figures?.series[step]?.label,
  ]
  return parts.filter(Boolean).join(' · ')
}
