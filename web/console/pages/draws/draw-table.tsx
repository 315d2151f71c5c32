import { Link } from '@tanstack/react-router'
import type { ReplyOf } from '#kernel/http/contract.ts'
import type { listDraws } from '#supervise/sample/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { formatTime } from '#web/kit/time.ts'
import { words } from './words.ts'

type Item = ReplyOf<typeof listDraws>['items'][number]
type Props = {
  items: readonly Item[]
  /** Shows how one came out; undefined while the seed is secret. */
  onOpen: ((open: string) => void) | undefined
}

/** The draws of a day in the order they were made. */
export function DrawTable({ items, onOpen }: Props) {
  const w = useWords(words)
  if (items.length === 0) return <p className="quiet">{w.none}</p>
  const heads = [w.at, w.what, w.pool, w.from, w.rank, w.chosen, w.by, w.reason, ...(onOpen ? [w.how] : [])]
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard.
    <section className="panel draws-table" aria-label={w.draws} tabIndex={0}>
      <table>
        <caption>
          {w.draws} <span className="quiet">{items.length}</span>
        </caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th scope="col" key={head}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <Row key={`${item.subject}.${item.seq}`} item={item} onOpen={onOpen} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Row({ item, onOpen }: { item: Item } & Pick<Props, 'onOpen'>) {
  const w = useWords(words)
  const { subject, seq, pool, candidates, rank, chosenName, drawnBy, drawnAt, reason } = item
  return (
    <tr>
      <td>{formatTime(drawnAt).slice(11)}</td>
      <th scope="row">
        <For item={item} />
      </th>
      <td>{w[pool]}</td>
      <td>{candidates}</td>
      <td>{rank ?? '—'}</td>
      <td>{chosenName || <span className="quiet">{w.secret}</span>}</td>
      <td>{drawnBy}</td>
      <td>{reason}</td>
      {onOpen && (
        <td>
          <button type="button" className="link" onClick={() => onOpen(`${subject}.${seq}`)}>
            {w.working}
          </button>
        </td>
      )}
    </tr>
  )
}

function For({ item: { purpose, subject, seq, number } }: { item: Item }) {
  const w = useWords(words)
  if (purpose === 'sample')
    return (
      <Link to="/samples" search={{ open: subject }}>
        {w.sample} {w.line(seq)}
      </Link>
    )
  return (
    <Link to="/cases/$id" params={{ id: subject }}>
      {number ?? w.verify}
    </Link>
  )
}
