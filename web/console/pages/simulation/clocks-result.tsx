import { clockNames } from '#command/simulate/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { Figures } from './rules-result.tsx'
import { RungTable } from './rung-table.tsx'
import type { Simulation } from './simulation-view.tsx'
import { shareOf, UnitTable } from './unit-table.tsx'
import { words } from './words.ts'

type ClocksReport = Exclude<NonNullable<Simulation['report']>, { subject: 'rules' }>

/** What a draft of a calendar or of limits would have changed: by clock, by unit, and a sample explained. */
export function ClocksResult({ report }: { report: ClocksReport }) {
  const w = useWords(words)
  const pick = usePick()
  const figures: readonly (readonly [string, string, string])[] = [
    [w.cases, String(report.cases), ''],
    [w.turned, String(report.turned), report.turned === 0 ? w.nothing : ''],
  ]
  const nameOf = (clock: string) => pick(clockNames[clock as keyof typeof clockNames] ?? { zh: clock, en: clock })
  return (
    <>
      <Figures figures={figures} />
      <div className="simulation-scroll">
        <table className="simulation-table">
          <thead>
            <tr>
              <th scope="col">{w.clock}</th>
              <th scope="col">
                {w.onTime}（{w.before}）
              </th>
              <th scope="col">
                {w.onTime}（{w.after}）
              </th>
              <th scope="col">{w.dueMoved}</th>
            </tr>
          </thead>
          <tbody>
            {report.clocks.map(({ clock, before, after, dueEarlier, dueLater }) => (
              <tr key={clock}>
                <th scope="row">{nameOf(clock)}</th>
                <td>{shareOf(before)}</td>
                <td>{shareOf(after)}</td>
                <td>
                  {[dueEarlier > 0 && w.earlier(dueEarlier), dueLater > 0 && w.later(dueLater)]
                    .filter(Boolean)
                    .join('，') || '—'}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <UnitTable units={report.units} />
      {report.rungs && <RungTable rungs={report.rungs} units={report.units} />}
      {report.sample.length > 0 && (
        <details>
          <summary>{w.sample}</summary>
          {report.sample.map(({ caseId, number, clock, before, after }) => (
            <article key={`${caseId}/${clock}`} className="simulation-sample">
              <h4>
                {number} · {nameOf(clock)}
              </h4>
              <Lines title={w.before} lines={pick(before)} />
              <Lines title={w.after} lines={pick(after)} />
            </article>
          ))}
        </details>
      )}
    </>
  )
}

const Lines = ({ title, lines }: { title: string; lines: readonly string[] }) => (
  <div>
    <h5>{title}</h5>
    <ol>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ol>
  </div>
)
