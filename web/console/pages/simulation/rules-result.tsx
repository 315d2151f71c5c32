import { useWords } from '#web/kit/language.ts'
import { RungTable } from './rung-table.tsx'
import type { Simulation } from './simulation-view.tsx'
import { signed, UnitTable } from './unit-table.tsx'
import { words } from './words.ts'

type RulesReport = Extract<NonNullable<Simulation['report']>, { subject: 'rules' }>

const percent = (part: number, whole: number): string => (whole === 0 ? '—' : `${((part / whole) * 100).toFixed(1)}%`)

/** What a draft of rules would have changed: figures first, then the units. */
export function RulesResult({ report }: { report: RulesReport }) {
  const w = useWords(words)
  const { dispatched, moved, right, returnsSpared, nobody } = report
  const hours = (returnsSpared.workMs / 3_600_000).toFixed(1)
  const figures: readonly (readonly [string, string, string])[] = [
    [w.cases, String(dispatched), ''],
    [w.moved, String(moved), percent(moved, dispatched)],
    [w.right, percent(right.after, dispatched), `${w.before} ${percent(right.before, dispatched)}`],
    [w.spared, String(returnsSpared.cases), returnsSpared.cases > 0 ? w.sparedHours(returnsSpared.cases, hours) : ''],
    [w.nobody, String(nobody.after), signed(nobody.after - nobody.before)],
  ]
  return (
    <>
      <Figures figures={figures} />
      <UnitTable units={report.units} />
      {report.rungs && <RungTable rungs={report.rungs} units={report.units} />}
    </>
  )
}

export const Figures = ({ figures }: { figures: readonly (readonly [string, string, string])[] }) => (
  <dl className="simulation-figures">
    {figures.map(([name, value, more]) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>
          {value} {more && <small>{more}</small>}
        </dd>
      </div>
    ))}
  </dl>
)
