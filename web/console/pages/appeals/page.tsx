import { Button, Input, Select } from 'antd'
import { type AppealItem, AppealOutcome, exportAppeals, listAppeals } from '#supervise/appeal/contract.ts'
import { addressOf } from '#web/kit/client.ts'
import { useWords } from '#web/kit/language.ts'
import { Failure, Loading, Nothing } from '#web/kit/states.tsx'
import { type Keyset, useKeyset } from '#web/kit/table/use-keyset.ts'
import '../components/list-page.css'
import { useAddress } from '../components/use-address.ts'
import { AppealRow } from './appeal-row.tsx'
import './appeals.css'
import { UnitAppeals, type UnitCount, useUnitAppeals } from './unit-appeals.tsx'
import { words } from './words.ts'

type Search = Readonly<Record<string, string | undefined>>

const outcomes = AppealOutcome.options

/** The filter as the address holds it; what the address cannot hold is left out. */
function filterOf({ outcome, unit, from, to }: Search) {
  const days = { ...(from ? { from } : {}), ...(to ? { to } : {}) }
  return {
    days,
    query: { outcome: outcomes.find((each) => each === outcome) ?? 'decided', ...(unit ? { unit } : {}), ...days },
  }
}

/** Appeals against lateness: who, why, what was decided by whom, and what that does to the score. */
export function AppealsPage() {
  const w = useWords(words)
  const [search, change] = useAddress()
  const { query, days } = filterOf(search)
  const source = useKeyset(listAppeals, { query })
  const units = useUnitAppeals(days)
  if (source.problem) return <Failure problem={source.problem} onRetry={source.retry} isPage />
  return (
    <section className="list-page appeals-page" aria-labelledby="appeals-title">
      <header className="list-head">
        <h1 id="appeals-title">{w.title}</h1>
        <span className="quiet">{w.hint}</span>
        <span className="list-acts">
          <Button href={addressOf(exportAppeals, { query })} download disabled={source.rows.length === 0}>
            {w.export}
          </Button>
        </span>
      </header>
      <Filters search={search} outcome={query.outcome} change={change} units={units} />
      {units.length > 0 && <UnitAppeals units={units} chosen={search.unit} onChoose={(unit) => change({ unit })} />}
      {source.isLoading ? <Loading /> : <Rows source={source} />}
    </section>
  )
}

function Rows({ source }: { source: Keyset<AppealItem> }) {
  const w = useWords(words)
  if (source.rows.length === 0) return <Nothing title={w.none}>{w.noneHint}</Nothing>
  return (
    <div>
      <ul className="appeals-list">
        {source.rows.map((item) => (
          <AppealRow key={item.caseId} item={item} />
        ))}
      </ul>
      {source.hasMore && (
        <Button onClick={source.loadMore} loading={source.isLoadingMore}>
          {w.more}
        </Button>
      )}
    </div>
  )
}

type FilterProps = {
  search: Search
  outcome: (typeof outcomes)[number]
  change: (change: Search) => void
  units: readonly UnitCount[]
}

function Filters({ search, outcome, change, units }: FilterProps) {
  const w = useWords(words)
  const day = (name: 'from' | 'to') => (
    <span className="appeals-day">
      <span aria-hidden="true">{w[name]}</span>
      <Input
        type="date"
        aria-label={w[name]}
        value={search[name] ?? ''}
        onChange={({ target }) => change({ [name]: target.value })}
      />
    </span>
  )
  return (
    <search className="list-filters">
      <Select
        aria-label={w.unit}
        placeholder={w.unit}
        allowClear
        value={search.unit ?? null}
        options={units.map(({ unitId, unitName }) => ({ value: unitId, label: unitName }))}
        onChange={(unit?: string | null) => change({ unit: unit ?? undefined })}
      />
      <Select
        aria-label={w.outcome}
        value={outcome}
        options={outcomes.map((value) => ({ value, label: w[value] }))}
        onChange={(value) => change({ outcome: value })}
        style={{ inlineSize: 140 }}
      />
      {day('from')}
      {day('to')}
    </search>
  )
}
