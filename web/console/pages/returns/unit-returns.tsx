import type { listReturns } from '#command/return/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { hoursOf } from './hours.ts'
import { words } from './words.ts'

type Row = ReplyOf<typeof listReturns>['units'][number]
type Props = { units: readonly Row[]; chosen: string | undefined; onChoose: (unitId: string | undefined) => void }

/** What the returns of each unit cost, and how often it was right. */
export function UnitReturns({ units, chosen, onChoose }: Props) {
  const w = useWords(words)
  const columns = [w.returns, w.case, w.held, w.waited, w.right, w.wrong, w.open]
  return (
    <div className="returns-units">
      <table aria-label={w.byUnit}>
        <thead>
          <tr>
            <th scope="col">{w.unit}</th>
            {columns.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {units.map((row) => (
            <tr key={row.unitId} className={row.unitId === chosen ? 'chosen' : ''}>
              <th scope="row">
                <button
                  type="button"
                  className="link"
                  aria-pressed={row.unitId === chosen}
                  onClick={() => onChoose(row.unitId === chosen ? undefined : row.unitId)}
                >
                  {row.unitName}
                </button>
              </th>
              <td>{row.returns}</td>
              <td>{row.cases}</td>
              <td>{w.hours(hoursOf(row.heldMs))}</td>
              <td>{w.hours(hoursOf(row.waitedMs))}</td>
              <td>{row.right}</td>
              <td>{row.wrong}</td>
              <td>{row.open}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
