import { useWords } from '#web/kit/language.ts'
import './inspections.css'
import { words } from './words.ts'

type Counts = { total: number; done: number; due: number; overdue: number }

/** How far a plan is: done, due and overdue as shares of a bar, each also in words. */
export function DueBar({ counts }: { counts: Counts }) {
  const w = useWords(words)
  const { total, done, due, overdue } = counts
  const share = (n: number) => ({ inlineSize: `${total === 0 ? 0 : (100 * n) / total}%` })
  return (
    <div className="due-bar">
      <div role="img" aria-label={w.bar(done, due, overdue)}>
        <i className="is-done" style={share(done)} />
        <i className="is-due" style={share(due)} />
        <i className="is-overdue" style={share(overdue)} />
      </div>
      <small>
        {overdue > 0 && <b className="late">{`▲ ${w.overdue} ${overdue}`}</b>}
        <span>{`${w.due} ${due}`}</span>
        <span>{`${w.done} ${done}`}</span>
        <span>{w.total(total)}</span>
      </small>
    </div>
  )
}
