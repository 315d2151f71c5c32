import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button, Progress } from 'antd'
import {
  checkReport,
  type Figures,
  getReport,
  periodKinds,
  periodName,
  printReport,
  type ReportHead,
  summaryOf,
} from '#supervise/report/contract.ts'
import { addressOf } from '#web/kit/client.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { Failure, Loading } from '#web/kit/states.tsx'
import { formatTime } from '#web/kit/time.ts'
import { CaseLines, Scores, Spots } from './case-lines.tsx'
import { GroupTables } from './group-tables.tsx'
import './reports.css'
import { Tiles } from './tiles.tsx'
import { CountsTable, RatesTable, TimesTable } from './total-tables.tsx'
import { Trend } from './trend.tsx'
import { UnitsChart } from './units-chart.tsx'
import { words } from './words.ts'

/** One report: what it says in words, the numbers with the cases behind them, and how each is counted. */
export function ReportPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const { data, error, refetch } = useQuery({
    ...ask(getReport, { params: { reportId: id } }),
    refetchInterval: ({ state }) => (state.data && !state.data.figures ? 800 : false),
  })
  if (error) return <Failure isPage problem={error} onRetry={() => void refetch()} />
  if (!data) return <Loading rows={10} />
  return (
    <article className="report">
      <Head head={data.head} />
      {data.figures ? <Body id={id} figures={data.figures} /> : <Making head={data.head} />}
    </article>
  )
}

function Head({ head }: { head: ReportHead }) {
  const w = useWords(words)
  const pick = usePick()
  const file = (form: 'pdf' | 'xlsx') => addressOf(printReport, { params: { reportId: head.reportId, form } })
  return (
    <header className="report-head">
      <Link to="/reports" className="report-back">
        ← {w.back}
      </Link>
      <h1>
        {pick(periodKinds[head.kind])} <span className="report-period">{pick(periodName(head))}</span>
      </h1>
      {head.madeAt && head.cutOff && (
        <>
          <div className="report-actions">
            <Button type="primary" href={file('pdf')}>
              {w.pdf}
            </Button>
            <Button href={file('xlsx')}>{w.excel}</Button>
          </div>
          <p className="report-meta quiet">
            <span>
              {w.cutOff} {formatTime(head.cutOff)}
            </span>
            <span>
              {w.madeAt} {formatTime(head.madeAt)}
            </span>
            <span>
              {w.rule} {head.rule}
            </span>
            <span>
              {w.hash} <code>{head.sha256?.slice(0, 16)}</code>
            </span>
            <Check reportId={head.reportId} />
          </p>
        </>
      )}
    </header>
  )
}

/** Counts again on demand and says whether the frozen numbers still hold. */
function Check({ reportId }: { reportId: string }) {
  const w = useWords(words)
  const pick = usePick()
  const { data, error, isFetching, refetch } = useQuery({
    ...ask(checkReport, { params: { reportId } }),
    enabled: false,
  })
  const said = isFetching ? w.checking : error ? pick(error) : data ? (data.same ? w.same : w.differs) : ''
  return (
    <span className="report-check">
      <Button size="small" loading={isFetching} onClick={() => void refetch()}>
        {w.check}
      </Button>
      <span role="status">{said}</span>
    </span>
  )
}

function Making({ head }: { head: ReportHead }) {
  const w = useWords(words)
  return (
    <div className="report-making" role="status">
      <p>{head.failedAt ? w.failed : w.making(head.progress)}</p>
      <Progress percent={head.progress} showInfo={false} aria-label={w.making(head.progress)} />
    </div>
  )
}

function Body({ id, figures }: { id: string; figures: Figures }) {
  const w = useWords(words)
  const pick = usePick()
  return (
    <>
      <section className="report-summary" aria-label={w.summary}>
        {pick(summaryOf(figures)).map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </section>
      <Tiles id={id} figures={figures} />
      <div className="report-charts">
        <Trend id={id} figures={figures} />
        <UnitsChart id={id} figures={figures} />
      </div>
      <CountsTable id={id} figures={figures} />
      <RatesTable figures={figures} />
      <TimesTable id={id} figures={figures} />
      <GroupTables id={id} figures={figures} />
      <CaseLines title={w.latest} lines={figures.latest} />
      <CaseLines title={w.longest} lines={figures.longest} />
      <Spots id={id} spots={figures.spots} />
      <Scores scores={figures.scores} />
      <Notes figures={figures} />
    </>
  )
}

function Notes({ figures }: { figures: Figures }) {
  const w = useWords(words)
  const pick = usePick()
  return (
    <section className="report-part" aria-labelledby="notes">
      <h2 id="notes">{w.notes}</h2>
      <p className="quiet">{w.noteHint}</p>
      <ol className="report-notes">
        {Object.entries(figures.definitions).map(([id, definition], at) => (
          <li key={id} id={`note-${at + 1}`}>
            <b>{pick(definition)}</b> {pick(definition.definition)} <span className="quiet">［{definition.mark}］</span>
          </li>
        ))}
      </ol>
    </section>
  )
}
