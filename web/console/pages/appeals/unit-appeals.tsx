import { useQuery } from '@tanstack/react-query'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { countAppeals } from '#supervise/appeal/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { words } from './words.ts'

export type UnitCount = ReplyOf<typeof countAppeals>['units'][number]

/** How many appeals each unit made in some days. */
export const useUnitAppeals = (days: { from?: string; to?: string }): readonly UnitCount[] =>
  useQuery(ask(countAppeals, { query: days })).data?.units ?? []

type Props = {
  units: readonly UnitCount[]
  chosen: string | undefined
  onChoose: (unitId: string | undefined) => void
}

/** Units with what became of their appeals; choosing one narrows the list. */
export function UnitAppeals({ units, chosen, onChoose }: Props) {
  const w = useWords(words)
  return (
    <div className="appeals-units">
      <table>
        <thead>
          <tr>
            {[w.unit, w.upheld, w.dismissed, w.share, w.waiting].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {units.map(({ unitId, unitName, upheld, dismissed, waiting }) => (
            <tr key={unitId} className={unitId === chosen ? 'chosen' : undefined}>
              <th scope="row">
                <button
                  type="button"
                  aria-pressed={unitId === chosen}
                  onClick={() => onChoose(unitId === chosen ? undefined : unitId)}
                >
                  {unitName}
                </button>
              </th>
              <td>{upheld}</td>
              <td>{dismissed}</td>
              <td>{shareOf(upheld, dismissed)}</td>
              <td>{waiting}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const shareOf = (upheld: number, dismissed: number): string =>
  upheld + dismissed === 0 ? '—' : `${Math.round((100 * upheld) / (upheld + dismissed))}%`
