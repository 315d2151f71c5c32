import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import {
  type Brief,
  type BriefId,
  briefNumbers,
  countText,
  getBrief,
  plainIds,
  printBrief,
} from '#supervise/report/contract.ts'
import { addressOf } from '#web/kit/client.ts'
import { Glyph } from '#web/kit/glyph.tsx'
import { useLanguage, usePick, useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { Failure, Loading, Nothing } from '#web/kit/states.tsx'
import { formatSpan } from '#web/kit/time.ts'
import './brief.css'
import { words } from './words.ts'

/** The leader's brief: what is going wrong now, in sentences, each leading to its cases. Made for a phone held in one hand. */
export function BriefPage() {
  const w = useWords(words)
  const pick = usePick()
  const { data, error, refetch } = useQuery({ ...ask(getBrief, {}), refetchInterval: 60_000 })
  if (error) return <Failure isPage problem={error} onRetry={() => void refetch()} />
  if (!data) return <Loading rows={8} />
  return (
    <article className="brief">
      <header className="brief-head">
        <h1>{w.title}</h1>
        <span className="quiet">
          {data.district} · {w.asOf(data.asOf)}
        </span>
        <Button href={addressOf(printBrief)}>{w.print}</Button>
      </header>
      <p className={data.verdict.calm ? 'brief-verdict calm' : 'brief-verdict'}>{pick(data.verdict)}</p>
      <Sentences brief={data} />
      <Longest brief={data} />
      <Numbers brief={data} />
    </article>
  )
}

function Sentences({ brief }: { brief: Brief }) {
  const w = useWords(words)
  const pick = usePick()
  if (brief.sentences.length === 0) return <Nothing title={w.calm}>{w.calmHint}</Nothing>
  return (
    <section aria-labelledby="brief-wrong">
      <h2 id="brief-wrong">{w.wrong}</h2>
      <ol className="brief-sentences">
        {brief.sentences.map((sentence) => {
          const { weight, definition } = briefNumbers[sentence.id]
          return (
            <li key={`${sentence.id} ${sentence.key ?? ''}`}>
              <CasesLink id={sentence.id} of={sentence.key} className={`brief-sentence ${weight}`}>
                {weight === 'act' && <Glyph name="late" />}
                <span>
                  {pick(sentence)}
                  <small className="quiet">{pick(definition)}</small>
                </span>
                <span aria-hidden="true">›</span>
              </CasesLink>
            </li>
          )
        })}
      </ol>
    </section>
  )
}

type LinkProps = { id: BriefId; of?: string | undefined; className: string; children: React.ReactNode }

const CasesLink = ({ id, of, className, children }: LinkProps) => (
  <Link to="/brief/cases" search={{ id, ...(of ? { key: of } : {}) }} className={className}>
    {children}
  </Link>
)

function Longest({ brief }: { brief: Brief }) {
  const w = useWords(words)
  const language = useLanguage()
  if (brief.longest.length === 0) return null
  return (
    <section aria-labelledby="brief-longest">
      <h2 id="brief-longest">{w.longest}</h2>
      <ul className="brief-longest">
        {brief.longest.map((each) => (
          <li key={each.caseId}>
            <Link to="/cases/$id" params={{ id: each.caseId }}>
              <b>{each.categoryName ?? each.number}</b>
              <span className="brief-late">{w.late(formatSpan(each.hours * 3_600_000, language))}</span>
              <span className="clip quiet">
                {each.unitName ?? '—'} · {each.placeText || each.number}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Numbers({ brief }: { brief: Brief }) {
  const w = useWords(words)
  const pick = usePick()
  return (
    <section aria-labelledby="brief-numbers">
      <h2 id="brief-numbers">{w.numbers}</h2>
      <ul className="brief-numbers">
        {plainIds.map((id) => (
          <li key={id}>
            <CasesLink id={id} className="brief-number">
              <span>{pick(briefNumbers[id])}</span>
              <b>{countText(brief.counts[id])}</b>
              <small className="quiet">{pick(briefNumbers[id].definition)}</small>
            </CasesLink>
          </li>
        ))}
      </ul>
    </section>
  )
}
