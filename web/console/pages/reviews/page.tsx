import { useQuery } from '@tanstack/react-query'
import { getReview, listReviews } from '#supervise/review/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { Failure, Loading, Nothing } from '#web/kit/states.tsx'
import { useAddress } from '../components/use-address.ts'
import '../components/list-page.css'
import { ReviewLine } from './line.tsx'
import './reviews.css'
import { words } from './words.ts'

/** The daily second look at what was closed and voided: the days, and one day's queue. */
export function ReviewsPage() {
  const w = useWords(words)
  const [search, change] = useAddress()
  const { data, error, refetch } = useQuery(ask(listReviews, {}))
  if (error) return <Failure problem={error} onRetry={() => void refetch()} isPage />
  const open = search.open ?? data?.items[0]?.day
  return (
    <section className="list-page reviews" aria-labelledby="reviews-title">
      <header className="list-head">
        <h1 id="reviews-title">{w.title}</h1>
        <p className="quiet">{w.about}</p>
      </header>
      {!data && <Loading rows={6} />}
      {data?.items.length === 0 && <Nothing title={w.none}>{w.noneHint}</Nothing>}
      {data && data.items.length > 0 && (
        <div className="panel reviews-days">
          <table className="plain-table">
            <caption>{w.days}</caption>
            <thead>
              <tr>
                {[w.day, w.drawn, w.judged, w.wrong].map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.items.map(({ day, size, population, judged, wrong }) => (
                <tr key={day} aria-current={day === open ? 'true' : undefined}>
                  <th scope="row">
                    <button type="button" className="link" onClick={() => change({ open: day })}>
                      {day}
                    </button>
                  </th>
                  <td>
                    {size}／{population}
                  </td>
                  <td>{judged}</td>
                  <td>{wrong}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {open && <OneDay key={open} day={open} />}
    </section>
  )
}

function OneDay({ day }: { day: string }) {
  const w = useWords(words)
  const { data, error, refetch } = useQuery(ask(getReview, { params: { day } }))
  if (error) return <Failure problem={error} onRetry={() => void refetch()} />
  if (!data) return <Loading rows={6} />
  return (
    <section className="panel" aria-labelledby="reviews-day">
      <h2 id="reviews-day">{w.queue(day)}</h2>
      <p className="quiet">
        {data.isReproduced ? `✓ ${w.same}` : `! ${w.other}`} · {w.digest(data.seedDay)}{' '}
        <code title={data.seedDigest}>{data.seedDigest.slice(0, 16)}</code>
      </p>
      {data.items.length === 0 ? (
        <Nothing title={w.empty} />
      ) : (
        <ol className="review-lines">
          {data.items.map((item) => (
            <li key={item.line}>
              <ReviewLine day={day} item={item} />
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}
