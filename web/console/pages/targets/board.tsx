import { natures, type TargetItem } from '#supervise/target/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { amount, claimText, reachedText } from './amounts.ts'
import { StandingTag } from './standing-tag.tsx'
import { Trend } from './trend.tsx'
import { words } from './words.ts'

/** The indicators, a row each; on a phone a card each. The name opens what the plan says. */
export function Board({ items, onOpen }: { items: readonly TargetItem[]; onOpen: (id: string) => void }) {
  const w = useWords(words)
  const heads = [w.name, w.target, w.actual, w.gap, w.trend, w.owner, w.standing]
  return (
    <div className="target-board">
      <table>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <BoardRow key={item.targetId} item={item} onOpen={onOpen} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function BoardRow({ item, onOpen }: { item: TargetItem; onOpen: (id: string) => void }) {
  const w = useWords(words)
  const { body, latest } = item
  return (
    <tr className={body.isRetired ? 'retired' : ''}>
      <th scope="row">
        <button type="button" className="target-name" onClick={() => onOpen(item.targetId)}>
          {body.name}
        </button>
        {body.isRetired && <small>{w.retired}</small>}
        {item.conflicts.length > 0 && <small className="conflict">▲ {w.conflict}</small>}
      </th>
      <td data-head={w.target}>
        <Claims item={item} />
      </td>
      <td data-head={w.actual}>
        {latest && (
          <>
            <span className="figure">{reachedText(body, latest)}</span>
            <small>
              {latest.period} · {w[latest.origin]}
            </small>
          </>
        )}
      </td>
      <td data-head={w.gap}>
        <Gaps item={item} />
      </td>
      <td data-head={w.trend} className="target-trend">
        <Trend item={item} label={body.name} />
      </td>
      <td data-head={w.owner}>{item.ownerUnitName ?? <span className="quiet">{w.noOwner}</span>}</td>
      <td data-head={w.standing}>
        <StandingTag standing={item.standing} />
      </td>
    </tr>
  )
}

/** Every target of the year that counts, side by side. */
function Claims({ item }: { item: TargetItem }) {
  const pick = usePick()
  const shown = item.held.length > 0 ? item.held.map(({ claim }) => claim) : item.body.claims
  return (
    <ul>
      {shown.map((claim, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: claims have an order and nothing else of their own.
        <li key={at}>
          <span className="figure">{claimText(item.body, claim)}</span>
          <small>
            {claim.year} · {pick(natures[claim.nature])}
            {claim.scope && ` · ${claim.scope}`}
          </small>
        </li>
      ))}
    </ul>
  )
}

function Gaps({ item }: { item: TargetItem }) {
  const w = useWords(words)
  const { unit } = item.body
  // A percentage that is short is short by points.
  const by = (value: number) => (unit === '%' ? `${amount(value, '')} ${w.points}` : amount(value, unit))
  return (
    <ul>
      {item.held.map(({ short, isMet }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same order as the claims beside them.
        <li key={at} className={isMet ? 'gap-met' : 'gap-short'}>
          {short === null
            ? isMet
              ? w.yes
              : w.no
            : short > 0
              ? w.shortBy(by(short))
              : short < 0
                ? w.overBy(by(-short))
                : w.exact}
        </li>
      ))}
    </ul>
  )
}
