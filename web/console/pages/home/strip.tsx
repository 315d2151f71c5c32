import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type Anomaly, getStrip, type StripCase } from '#supervise/strip/contract.ts'
import { Glyph } from '#web/kit/glyph.tsx'
import { defineWords, useLanguage, usePick, useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { StageTag } from '#web/kit/stage-tag.tsx'
import { formatSpan, formatTime, useNow } from '#web/kit/time.ts'
import './strip.css'

const words = defineWords({
  title: { zh: '不可放过', en: 'Not to be overlooked' },
  counts: {
    zh: (stuck: number, soon: number) => `卡住 ${stuck} 件，两个工作小时内到期 ${soon} 件`,
    en: (stuck: number, soon: number) => `${stuck} stuck, ${soon} due within two working hours`,
  },
  proven: { zh: (at: string) => `核对于 ${at}`, en: (at: string) => `proven ${at}` },
  never: { zh: '尚未核对', en: 'never proven' },
  more: { zh: '全部', en: 'All' },
  calm: {
    zh: '没有卡住的案件，两个工作小时内也没有案件到期。',
    en: 'Nothing is stuck, and nothing is due within two working hours.',
  },
  left: { zh: (span: string) => `剩 ${span}`, en: (span: string) => `${span} left` },
  unusual: { zh: '异常聚集（24 小时内）', en: 'Unusual within 24 hours' },
  place: { zh: (n: number) => `同一处 ${n} 件`, en: (n: number) => `${n} at one place` },
  spike: {
    zh: (n: number, usual: string) => `${n} 件，平日约 ${usual} 件`,
    en: (n: number, usual: string) => `${n}, usually about ${usual}`,
  },
  latest: { zh: '最近一件', en: 'The latest' },
})

/** On the duty chief's home: what is stuck or late next, and what gathers unusually. */
export function Strip() {
  const w = useWords(words)
  const { data } = useQuery({ ...ask(getStrip, {}), refetchInterval: 60_000 })
  if (!data) return null
  return (
    <section className="strip" aria-labelledby="strip-title">
      <header>
        <h2 id="strip-title">{w.title}</h2>
        <span>{w.counts(data.stuck, data.soon)}</span>
        <span className="quiet">{data.provenAt ? w.proven(formatTime(data.provenAt)) : w.never}</span>
        <Link to="/deadlines">{w.more}</Link>
      </header>
      {data.items.length === 0 ? (
        <p className="quiet">{w.calm}</p>
      ) : (
        <ul className="strip-cases">
          {data.items.map((item) => (
            <li key={`${item.caseId} ${item.why}`}>
              <StuckCase item={item} />
            </li>
          ))}
        </ul>
      )}
      {data.anomalies.length > 0 && <Anomalies anomalies={data.anomalies} />}
    </section>
  )
}

function StuckCase({ item }: { item: StripCase }) {
  const w = useWords(words)
  const pick = usePick()
  const language = useLanguage()
  const now = useNow()
  const isSoon = item.why === 'soon'
  const left = item.dueAt ? Date.parse(item.dueAt) - now : 0
  return (
    <Link to="/cases/$id" params={{ id: item.caseId }} className="strip-case">
      <span className={isSoon ? 'strip-why tone-brown' : 'strip-why tone-red'}>
        <Glyph name={isSoon ? 'half' : 'late'} />
        {isSoon && left > 0 ? w.left(formatSpan(left, language)) : pick(item.name)}
      </span>
      <StageTag stage={item.stage} />
      <span className="clip">{item.description}</span>
      <span className="clip quiet">{pick(item.detail) || [item.number, item.unit].filter(Boolean).join(' · ')}</span>
    </Link>
  )
}

function Anomalies({ anomalies }: { anomalies: readonly Anomaly[] }) {
  const w = useWords(words)
  return (
    <>
      <h3>{w.unusual}</h3>
      <ul className="strip-unusual">
        {anomalies.map(({ kind, name, category, count, usual, caseId, search }) => (
          <li key={`${kind} ${name} ${category}`}>
            <Link to="/cases" search={{ q: search }}>
              {kind === 'place' ? `${name} · ${category}` : name}
            </Link>
            <strong>{usual === null ? w.place(count) : w.spike(count, usual.toFixed(1))}</strong>
            <Link to="/cases/$id" params={{ id: caseId }}>
              {w.latest}
            </Link>
          </li>
        ))}
      </ul>
    </>
  )
}
