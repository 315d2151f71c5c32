import { Button } from 'antd'
import type { PlanItem } from '#command/inspection/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { useMedia } from '#web/kit/use-media.ts'
import { DueBar } from './due-bar.tsx'
import { words } from './words.ts'

type Props = { items: readonly PlanItem[]; onOpen: (planId: string, state?: string) => void }

/** The plans, those that hold first. */
export function PlanTable({ items, onOpen }: Props) {
  const w = useWords(words)
  const isNarrow = useMedia('(max-width: 760px)')
  const open = (item: PlanItem) => (
    <Button
      onClick={() => onOpen(item.planId, item.counts.overdue > 0 ? 'overdue' : undefined)}
      aria-label={`${w.open} ${item.name}`}
    >
      {w.open}
    </Button>
  )
  if (isNarrow)
    return (
      <ul className="inspection-cards">
        {items.map((item) => (
          <li key={item.planId} className={item.isOn ? 'panel' : 'panel is-off'}>
            <strong>{item.name}</strong>
            <Terms item={item} />
            <span className="inspection-whose">
              <Whose item={item} />
            </span>
            {item.isOn ? <DueBar counts={item.counts} /> : <span className="tag tone-grey">{w.withdrawn}</span>}
            {open(item)}
          </li>
        ))}
      </ul>
    )
  return (
    <div className="plain-table inspection-plans">
      <table>
        <thead>
          <tr>
            {[w.plan, w.who, w.progress].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
            <td />
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.planId} className={item.isOn ? undefined : 'is-off'}>
              <td>
                <strong>{item.name}</strong>
                <Terms item={item} />
              </td>
              <td>
                <Whose item={item} />
              </td>
              <td className="inspection-progress">
                {item.isOn ? <DueBar counts={item.counts} /> : <span className="tag tone-grey">{w.withdrawn}</span>}
              </td>
              <td>{open(item)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** What a plan asks, in one line. */
export function Terms({ item }: { item: PlanItem }) {
  const w = useWords(words)
  const pick = usePick()
  return (
    <small className="is-small">
      {[
        item.kind ? pick(item.kind) : w.gone,
        w.every(item.everyDays),
        item.onWorkdays && w.workdays,
        item.windowFrom && item.windowTo && w.window(item.windowFrom, item.windowTo),
        w.since(item.startsOn, item.endsOn ?? ''),
      ]
        .filter(Boolean)
        .join(' · ')}
    </small>
  )
}

/** Whose a plan is, and how much of it is in somebody's hands. */
function Whose({ item }: { item: PlanItem }) {
  const w = useWords(words)
  return (
    <>
      {item.personName ?? item.unitName ?? w.anybody}
      {item.claimed > 0 && <small className="is-small">{w.claimed(item.claimed)}</small>}
    </>
  )
}
