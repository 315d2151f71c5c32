import { useWords } from '#web/kit/language.ts'
import { words } from './words.ts'

export type Tally = { readonly cases: number; readonly inTime: number; readonly late: number }
export type UnitRow = {
  readonly unitId: string
  readonly unitName: string
  readonly before: Tally
  readonly after: Tally
  readonly rungs?: { readonly before: readonly number[]; readonly after: readonly number[] } | undefined
}

/** A share in per cent with one digit; nothing judged is no share. */
export const shareOf = ({ inTime, late }: Tally): string =>
  inTime + late === 0 ? '—' : `${((inTime / (inTime + late)) * 100).toFixed(1)}%`

export const signed = (n: number): string => (n > 0 ? `+${n}` : n < 0 ? `−${-n}` : '')

/** Load and on-time rate of each unit, now and by the draft. */
export function UnitTable({ units }: { units: readonly UnitRow[] }) {
  const w = useWords(words)
  const most = Math.max(1, ...units.map(({ before, after }) => Math.max(before.cases, after.cases)))
  return (
    <div className="simulation-scroll">
      <table className="simulation-table" aria-label={w.byUnit}>
        <thead>
          <tr>
            <th scope="col">{w.unit}</th>
            <th scope="col">
              {w.load}（{w.before}）
            </th>
            <th scope="col">
              {w.load}（{w.after}）
            </th>
            <td />
            <th scope="col">
              {w.onTime}（{w.before}）
            </th>
            <th scope="col">
              {w.onTime}（{w.after}）
            </th>
          </tr>
        </thead>
        <tbody>
          {units.map(({ unitId, unitName, before, after }) => (
            <tr key={unitId}>
              <th scope="row">{unitName}</th>
              <td>{before.cases}</td>
              <td>
                {after.cases} <small>{signed(after.cases - before.cases)}</small>
              </td>
              <td className="simulation-bars" aria-hidden="true">
                <span style={{ inlineSize: `${(before.cases / most) * 100}%` }} />
                <span style={{ inlineSize: `${(after.cases / most) * 100}%` }} />
              </td>
              <td>{shareOf(before)}</td>
              <td>{shareOf(after)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
