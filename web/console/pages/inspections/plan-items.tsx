import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { type DueItem, listPlanItems } from '#command/inspection/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { Failure, Loading, Nothing } from '#web/kit/states.tsx'
import { useKeyset } from '#web/kit/table/use-keyset.ts'
import { formatTime } from '#web/kit/time.ts'
import { useAddress } from '../components/use-address.ts'
import { DueTag } from './due-tag.tsx'
import { words } from './words.ts'

const states = ['overdue', 'due', 'done'] as const
type State = (typeof states)[number]
const isState = (text: string | undefined): text is State => states.some((state) => state === text)

type Props = { planId: string; counts: Record<State | 'total', number> }

/** The components of a plan by state, the longest overdue first; each leads to its record. */
export function PlanItems({ planId, counts }: Props) {
  const w = useWords(words)
  const [address, change] = useAddress()
  const state = isState(address.state) ? address.state : undefined
  const given = { params: { planId }, query: { limit: 50, ...(state ? { state } : {}) } }
  const source = useKeyset<DueItem, typeof listPlanItems>(listPlanItems, given, 'after')
  return (
    <section>
      <h3>{w.items}</h3>
      <div className="inspection-states" role="toolbar" aria-label={w.state}>
        {[undefined, ...states].map((one) => (
          <button key={one ?? 'all'} type="button" aria-pressed={state === one} onClick={() => change({ state: one })}>
            {one ? w[one] : w.all} <strong>{counts[one ?? 'total']}</strong>
          </button>
        ))}
      </div>
      {source.problem && <Failure problem={source.problem} onRetry={source.retry} />}
      {source.isLoading && <Loading rows={5} />}
      {!source.isLoading && !source.problem && source.rows.length === 0 && <Nothing title={w.noItems} />}
      <ul className="inspection-items">
        {source.rows.map((row) => (
          <li key={row.code}>
            <ItemLine row={row} />
          </li>
        ))}
      </ul>
      {source.hasMore && (
        <Button block loading={source.isLoadingMore} onClick={source.loadMore}>
          {w.more}
        </Button>
      )}
    </section>
  )
}

/** One component with when it is due and when it was last seen. */
function ItemLine({ row }: { row: DueItem }) {
  const w = useWords(words)
  const { code, name, address, state, dueOn, lastAt, lastBy, lastOutcome, claimedBy } = row
  return (
    <>
      <DueTag state={state} />
      <Link to="/things/$code" params={{ code }} aria-label={w.record(name, code)}>
        {name} <span className="list-code">{code}</span>
      </Link>
      <span className="quiet">{w.dueOn(dueOn)}</span>
      <p className="quiet">
        {[
          address,
          lastAt ? w.last(formatTime(lastAt), lastBy ?? '') : w.never,
          lastOutcome === 'fault' && w.fault,
          claimedBy && w.inHand(claimedBy),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </>
  )
}
