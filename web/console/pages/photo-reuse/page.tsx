import { Button, Select } from 'antd'
import { listReuses, type Reuse } from '#analyse/photo/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { may, useMe } from '#web/kit/session.ts'
import { Failure, Loading, Nothing } from '#web/kit/states.tsx'
import { useKeyset } from '#web/kit/table/use-keyset.ts'
import '../components/list-page.css'
import { useAddress } from '../components/use-address.ts'
import { Finding } from './finding.tsx'
import { Judging } from './judging.tsx'
import './photo-reuse.css'
import { words } from './words.ts'

const states = ['open', 'confirmed', 'dismissed'] as const
const kinds = ['within', 'across'] as const

/** Photos that seem to be re-used, for somebody to judge. */
export function PhotoReusePage() {
  const w = useWords(words)
  const [search, change] = useAddress()
  const state = states.find((one) => one === search.state) ?? 'open'
  const kind = kinds.find((one) => one === search.kind)
  const source = useKeyset<Reuse, typeof listReuses>(listReuses, {
    query: { state, ...(kind ? { kind } : {}), limit: 30 },
  })
  const mayJudge = may(useMe(), 'photo.reuse.decide')
  return (
    <section className="reuse-page" aria-labelledby="reuse-title">
      <header className="list-head">
        <h1 id="reuse-title">{w.title}</h1>
        <span className="quiet">{w.lead}</span>
      </header>
      <search className="list-filters">
        <Select
          aria-label={w.state}
          value={state as string}
          options={states.map((value) => ({ value: value as string, label: w[value] }))}
          onChange={(next) => change({ state: next })}
          style={{ inlineSize: 140 }}
        />
        <Select
          aria-label={w.kind}
          placeholder={w.kind}
          allowClear
          value={kind ?? null}
          options={kinds.map((value) => ({ value: value as string | null, label: w[`${value}Short`] }))}
          onChange={(next) => change({ kind: next ?? undefined })}
          style={{ inlineSize: 140 }}
        />
      </search>
      {source.problem && <Failure problem={source.problem} onRetry={source.retry} />}
      {source.isLoading && <Loading rows={6} />}
      {!source.isLoading && !source.problem && source.rows.length === 0 && (
        <Nothing title={w.none}>{w.noneHint}</Nothing>
      )}
      <ul className="reuse-list">
        {source.rows.map((finding) => (
          <li key={finding.reuseId}>
            <Finding finding={finding} />
            {mayJudge && <Judging finding={finding} />}
          </li>
        ))}
      </ul>
      {source.hasMore && (
        <Button loading={source.isLoadingMore} onClick={source.loadMore}>
          {w.more}
        </Button>
      )}
    </section>
  )
}
