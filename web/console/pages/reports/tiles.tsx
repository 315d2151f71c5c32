import { Link } from '@tanstack/react-router'
import {
  changeText,
  countText,
  type Figures,
  type Measure,
  periodKinds,
  shareChangeText,
  shareText,
} from '#supervise/report/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { words } from './words.ts'

const shown = ['reported', 'filed', 'closed', 'late', 'openLate'] as const satisfies readonly Measure[]

/** The numbers a reader looks for first, each with its change and its cases. */
export function Tiles({ id, figures }: { id: string; figures: Figures }) {
  const w = useWords(words)
  const pick = usePick()
  const than = pick({ zh: periodKinds[figures.kind].before, en: w.before })
  const { onTime } = figures.rates
  return (
    <ul className="report-tiles">
      {shown.map((measure) => {
        const { now, before } = figures.counts[measure]
        return (
          <li key={measure}>
            <Link to="/reports/$id/cases" params={{ id }} search={{ measure }} className="report-tile">
              <span>{pick(figures.definitions[measure]!)}</span>
              <b>{countText(now)}</b>
              <span className="quiet">
                {than} {countText(before)} · {changeText(now, before)}
              </span>
            </Link>
          </li>
        )
      })}
      <li className="report-tile">
        <span>{pick(figures.definitions['rate:onTime']!)}</span>
        <b>{shareText(onTime.now)}</b>
        <span className="quiet">
          {than} {shareText(onTime.before)} · {shareChangeText(onTime.now, onTime.before)}
        </span>
      </li>
    </ul>
  )
}
