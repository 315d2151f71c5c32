import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Input, Select } from 'antd'
import { declinable, declineReasons } from '#city/case/contract.ts'
import { countDeclines, type DeclineItem, listDeclines } from '#supervise/decline/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { Failure, Loading, Nothing } from '#web/kit/states.tsx'
import { useKeyset } from '#web/kit/table/use-keyset.ts'
import { formatTime } from '#web/kit/time.ts'
import '../components/list-page.css'
import { useAddress } from '../components/use-address.ts'
import '../appeals/appeals.css'
import { CollectorDeclines } from './collector-declines.tsx'
import { words } from './words.ts'

type Search = Readonly<Record<string, string | undefined>>

/** Tasks that collectors handed back: who how often and why, and whether somebody else went. */
export function DeclinesPage() {
  const w = useWords(words)
  const [search, change] = useAddress()
  const { collector, from, to } = search
  const days = { ...(from ? { from } : {}), ...(to ? { to } : {}) }
  const task = declinable.find((each) => each === search.task)
  const query = { ...days, ...(collector ? { collector } : {}), ...(task ? { task } : {}) }
  const source = useKeyset(listDeclines, { query })
  const counts = useQuery(ask(countDeclines, { query: days })).data
  if (source.problem) return <Failure problem={source.problem} onRetry={source.retry} isPage />
  return (
    <section className="list-page appeals-page" aria-labelledby="declines-title">
      <header className="list-head">
        <h1 id="declines-title">{w.title}</h1>
        {counts && <span className="quiet">{w.hint(counts.perWeek)}</span>}
      </header>
      <Filters search={search} task={task} change={change} />
      {counts && counts.collectors.length > 0 && (
        <CollectorDeclines counts={counts} chosen={collector} onChoose={(id) => change({ collector: id })} />
      )}
      {source.isLoading && <Loading />}
      {!source.isLoading && source.rows.length === 0 && <Nothing title={w.none}>{w.noneHint}</Nothing>}
      {source.rows.length > 0 && (
        <ul className="appeals-list">
          {source.rows.map((item) => (
            <Row key={item.declineId} item={item} />
          ))}
        </ul>
      )}
      {source.hasMore && (
        <div>
          <Button onClick={source.loadMore} loading={source.isLoadingMore}>
            {w.more}
          </Button>
        </div>
      )}
    </section>
  )
}

function Row({ item }: { item: DeclineItem }) {
  const w = useWords(words)
  const pick = usePick()
  const { caseId, number, task, collectorName, reason, note, at, categoryName, placeText, isWaiting, replaced } = item
  return (
    <li className="appeal-row">
      <p className="appeal-head">
        <Link to="/cases/$id" params={{ id: caseId }}>
          {number}
        </Link>
        <span className={isWaiting ? 'tag tone-brown' : 'tag tone-grey'}>
          {isWaiting ? w.waiting : replaced ? w.replaced : w.settled}
        </span>
        <span>{w[task]}</span>
        <span className="quiet">{[categoryName, placeText].filter(Boolean).join(' · ')}</span>
      </p>
      <p>
        <strong>{collectorName}</strong>：{pick(declineReasons[reason])}
        {note && `，${note}`} <span className="quiet">{formatTime(at)}</span>
      </p>
    </li>
  )
}

type FilterProps = {
  search: Search
  task: (typeof declinable)[number] | undefined
  change: (change: Search) => void
}

function Filters({ search, task, change }: FilterProps) {
  const w = useWords(words)
  return (
    <search className="list-filters">
      <Select
        aria-label={w.task}
        placeholder={w.task}
        allowClear
        value={task ?? null}
        options={declinable.map((value) => ({ value, label: w[value] }))}
        onChange={(value?: string | null) => change({ task: value ?? undefined })}
        style={{ maxInlineSize: 200 }}
      />
      {(['from', 'to'] as const).map((name) => (
        <span key={name} className="appeals-day">
          <span aria-hidden="true">{w[name]}</span>
          <Input
            type="date"
            aria-label={w[name]}
            value={search[name] ?? ''}
            onChange={({ target }) => change({ [name]: target.value })}
          />
        </span>
      ))}
    </search>
  )
}
