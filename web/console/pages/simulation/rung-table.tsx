import { useWords } from '#web/kit/language.ts'
import { signed, type UnitRow } from './unit-table.tsx'
import { words } from './words.ts'

type RungRow = { readonly rung: string; readonly share: number; readonly before: number; readonly after: number }

/** How many warnings, late notices and escalations more or fewer there would have been: over all, and unit by unit. */
export function RungTable({ rungs, units }: { rungs: readonly RungRow[]; units: readonly UnitRow[] }) {
  const w = useWords(words)
  const known: Readonly<Record<string, string>> = {
    ...{ warning: w.warning, due: w.due, late: w.late, escalation: w.escalation },
  }
  const heads = rungs.map(({ rung, share }) => ({ rung, label: known[rung] ?? rung, share: Math.round(share * 100) }))
  const differing = units.filter(({ rungs: own }) => own?.before.some((n, at) => n !== own.after[at]))
  return (
    <section aria-label={w.told}>
      <h4>{w.told}</h4>
      <p className="quiet">{w.toldHint}</p>
      <div className="simulation-scroll">
        <table className="simulation-table">
          <thead>
            <tr>
              <td />
              {heads.map(({ rung, label, share }) => (
                <th key={rung} scope="col">
                  {label} <small>{share}%</small>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">{w.before}</th>
              {rungs.map(({ rung, before }) => (
                <td key={rung}>{before}</td>
              ))}
            </tr>
            <tr>
              <th scope="row">{w.after}</th>
              {rungs.map(({ rung, before, after }) => (
                <td key={rung}>
                  {after} <small>{signed(after - before)}</small>
                </td>
              ))}
            </tr>
            {differing.map(({ unitId, unitName, rungs: own }) => (
              <tr key={unitId}>
                <th scope="row">{unitName}</th>
                {rungs.map(({ rung }, at) => (
                  <td key={rung}>{signed((own?.after[at] ?? 0) - (own?.before[at] ?? 0)) || w.same}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
