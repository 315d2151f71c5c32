import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type BriefId, briefNumbers, type CountedCase, listBriefCases } from '#supervise/report/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { useKeyset } from '#web/kit/table/use-keyset.ts'
import { useAddress } from '../components/use-address.ts'
import { CountedList } from '../reports/counted-list.tsx'
import '../reports/reports.css'
import { words } from './words.ts'

/** The cases behind one number of the brief. */
export function BriefCasesPage() {
  const w = useWords(words)
  const pick = usePick()
  const [{ id: given, key = '' }] = useAddress()
  const id: BriefId = given && Object.hasOwn(briefNumbers, given) ? (given as BriefId) : 'open'
  const { data } = useQuery(ask(listBriefCases, { query: { id, key, limit: 1 } }))
  const source = useKeyset<CountedCase, typeof listBriefCases>(listBriefCases, { query: { id, key, limit: 100 } })
  const title = pick(briefNumbers[id])
  return (
    <section className="counted" aria-labelledby="counted-title">
      <header className="counted-head">
        <Link to="/brief" className="counted-back">
          ← {w.back}
        </Link>
        <h1 id="counted-title">{title}</h1>
        <p className="quiet">
          {pick(briefNumbers[id].definition)}
          {data && ` · ${w.total(data.total)}`}
        </p>
      </header>
      <div className="counted-list">
        <CountedList label={title} source={source} total={data?.total} isThen={false} />
      </div>
    </section>
  )
}
