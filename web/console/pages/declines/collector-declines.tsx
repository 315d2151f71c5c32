import { declineReasons } from '#city/case/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import type { countDeclines } from '#supervise/decline/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { words } from './words.ts'

type Props = {
  counts: ReplyOf<typeof countDeclines>
  chosen: string | undefined
  onChoose: (collectorId: string | undefined) => void
}

/** Collectors with how often they handed tasks back and why; choosing one narrows the list. */
export function CollectorDeclines({ counts: { collectors, perWeek }, chosen, onChoose }: Props) {
  const w = useWords(words)
  const pick = usePick()
  return (
    <div className="appeals-units">
      <table>
        <thead>
          <tr>
            {[w.collector, w.total, w.inWeek, w.reasons].map((name) => (
              <th key={name} scope="col" className={name === w.reasons ? 'text' : undefined}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {collectors.map(({ collectorId, name, total, inWeek, reasons }) => (
            <tr key={collectorId} className={collectorId === chosen ? 'chosen' : undefined}>
              <th scope="row">
                <button
                  type="button"
                  aria-pressed={collectorId === chosen}
                  onClick={() => onChoose(collectorId === chosen ? undefined : collectorId)}
                >
                  {name}
                </button>
              </th>
              <td>{total}</td>
              <td>
                {inWeek} / {perWeek}
                {inWeek >= perWeek && ` ${w.usedUp}`}
              </td>
              <td className="text">
                {reasons.map(({ reason, count }) => `${pick(declineReasons[reason])} ${count}`).join('、')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
