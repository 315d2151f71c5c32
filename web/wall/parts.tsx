import type { ReactNode } from 'react'
import { stageNames } from '#city/case/contract.ts'
import type { WallCase } from '#supervise/wall/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { formatTime } from '#web/kit/time.ts'
import { words } from './words.ts'

/** One part of a board under its heading. */
export const Part = ({ title, area, children }: { title: string; area: string; children: ReactNode }) => (
  <section className={`part part-${area}`} aria-label={title}>
    <h2>{title}</h2>
    {children}
  </section>
)

type FigureProps = { label: string; value: number; note?: string; tone?: 'red' | 'green' }

/** A number large enough to be read from the last row of seats. */
export const Figure = ({ label, value, note, tone }: FigureProps) => (
  <div className={tone ? `figure ${tone}` : 'figure'}>
    <span>{label}</span>
    <strong>{value.toLocaleString('en')}</strong>
    <span className="soft">{note}</span>
  </div>
)

type Bar = { readonly name: string; readonly open: number; readonly late: number }

/** Open cases as bars, what is late in its own colour, hatched and in figures. */
export function Bars({ rows }: { rows: readonly Bar[] }) {
  const w = useWords(words)
  const most = Math.max(1, ...rows.map(({ open }) => open))
  if (rows.length === 0) return <p className="soft">{w.none}</p>
  return (
    <ul className="bars">
      {rows.map(({ name, open, late }) => (
        <li key={name}>
          <span className="clip">{name}</span>
          <span className="bar">
            <i style={{ inlineSize: `${((open - late) / most) * 100}%` }} />
            <i className="late" style={{ inlineSize: `${(late / most) * 100}%` }} />
          </span>
          <b>{open}</b>
          <b className={late > 0 ? 'red' : 'soft'}>{late > 0 ? `▲${late}` : '0'}</b>
        </li>
      ))}
    </ul>
  )
}

export const stageText = (stage: string, pick: ReturnType<typeof usePick>): string => {
  const name = stageNames[stage as keyof typeof stageNames] as string | { zh: string; en: string } | undefined
  return name === undefined ? stage : typeof name === 'string' ? name : pick(name)
}

/** Cases without anybody in them: what, where roughly, at which stage, when. */
export function Cases({ items }: { items: readonly (WallCase & { readonly dueAt?: string })[] }) {
  const w = useWords(words)
  const pick = usePick()
  if (items.length === 0) return <p className="soft">{w.none}</p>
  return (
    <ul className="cases">
      {items.map((item) => (
        <li key={item.number}>
          <span className="soft">{formatTime(item.dueAt ?? item.at).slice(5)}</span>
          <span className="clip">{item.category ?? '—'}</span>
          <span className="clip soft">{item.street ?? w.district}</span>
          <b className={item.isLate ? 'red' : ''}>
            {item.isLate && '▲ '}
            {stageText(item.stage, pick)}
          </b>
        </li>
      ))}
    </ul>
  )
}
