import { useQuery } from '@tanstack/react-query'
import { getSample, listSamples } from '#supervise/sample/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { Failure, Loading, Nothing } from '#web/kit/states.tsx'
import { useAddress } from '../components/use-address.ts'
import '../components/list-page.css'
import { Interval } from './interval.tsx'
import './samples.css'
import { SampleResult } from './sample-result.tsx'
import { words } from './words.ts'

/** The weekly second looks: the estimate of each week, and one week in full. */
export function SamplesPage() {
  const w = useWords(words)
  const { data, error, refetch } = useQuery(ask(listSamples, {}))
  const [search, change] = useAddress()
  if (error) return <Failure problem={error} onRetry={() => void refetch()} isPage />
  const open = search.open ?? data?.items[0]?.sampleId
  return (
    <section className="list-page samples" aria-labelledby="samples-title">
      <header className="list-head">
        <h1 id="samples-title">{w.title}</h1>
        <p className="quiet">{w.about}</p>
      </header>
      {!data && <Loading rows={6} />}
      {data?.items.length === 0 && <Nothing title={w.none}>{w.noneHint}</Nothing>}
      {data && data.items.length > 0 && (
        <div className="panel samples-weeks">
          <table className="plain-table">
            <caption>{w.weeks}</caption>
            <thead>
              <tr>
                <th scope="col">{w.week}</th>
                <th scope="col">{w.drawn}</th>
                <th scope="col">{w.answered}</th>
                <th scope="col">{w.notSolved}</th>
                <th scope="col">{w.share}</th>
              </tr>
            </thead>
            <tbody>
              {data.items.map((each) => (
                <tr key={each.sampleId} aria-current={each.sampleId === open ? 'true' : undefined}>
                  <th scope="row">
                    <button type="button" className="link" onClick={() => change({ open: each.sampleId })}>
                      {each.from}
                    </button>
                  </th>
                  <td>
                    {each.size}／{each.population}
                  </td>
                  <td>{each.answered}</td>
                  <td>{each.notSolved}</td>
                  <td>
                    <Interval estimate={each.overall} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {open && <OneWeek key={open} sampleId={open} />}
    </section>
  )
}

function OneWeek({ sampleId }: { sampleId: string }) {
  const { data, error, refetch } = useQuery(ask(getSample, { params: { sampleId } }))
  if (error) return <Failure problem={error} onRetry={() => void refetch()} />
  return data ? <SampleResult sample={data} /> : <Loading rows={6} />
}
