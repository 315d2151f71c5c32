import type { getBulk } from '#command/bulk/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { Glyph } from '#web/kit/glyph.tsx'
import { usePick, useWords } from '#web/kit/language.ts'
import { useStageNames } from '#web/kit/stage-tag.tsx'
import { formatTime } from '#web/kit/time.ts'
import { words } from './words.ts'

type Item = Omit<ReplyOf<typeof getBulk>['items'][number], 'outcome'> & {
  readonly outcome: 'waiting' | 'done' | 'refused' | 'able'
}

/** Each case with what becomes of it, or why nothing does. */
export function ItemTable({ items }: { items: readonly Item[] }) {
  const w = useWords(words)
  const changeOf = useChange()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long table scrolls by keyboard only when it can be focused.
    <section className="bulk-items" tabIndex={0} aria-label={w.result}>
      <table>
        <thead>
          <tr>
            <th>{w.number}</th>
            <th>{w.result}</th>
            <th>{w.change}</th>
            <th>{w.due}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.caseId}>
              <td>{item.number}</td>
              <td>
                <Outcome item={item} />
              </td>
              <td>{changeOf(item)}</td>
              <td>{item.after?.dueAt ? formatTime(item.after.dueAt) : '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Outcome({ item: { outcome, refusal } }: { item: Item }) {
  const w = useWords(words)
  const pick = usePick()
  if (refusal)
    return (
      <span className="tone-red">
        <Glyph name="late" /> {pick(refusal)}
      </span>
    )
  if (outcome === 'waiting') return <span className="quiet">{w.waits}</span>
  return (
    <span className="tone-green">
      <Glyph name="tick" /> {outcome === 'done' ? w.wasDone : w.can}
    </span>
  )
}

/** The stages and units before and after, in one line. */
export function useChange(): (item: Pick<Item, 'before' | 'after'>) => string {
  const stages = useStageNames()
  return ({ before, after }) => {
    if (!after) return '—'
    const stage =
      before && before.stage !== after.stage ? `${stages[before.stage]} → ${stages[after.stage]}` : stages[after.stage]
    return after.unitName && after.unitName !== before?.unitName ? `${stage}，${after.unitName}` : stage
  }
}
