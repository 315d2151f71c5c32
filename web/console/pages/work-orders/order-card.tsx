import type { OrderItem } from '#command/work-order/contract.ts'
import { useLanguage, usePick, useWords } from '#web/kit/language.ts'
import { shortTime, useNow } from '#web/kit/time.ts'
import { LateTag, OrderTag } from './state-tag.tsx'
import { words } from './words.ts'

/** One order on a narrow screen. */
export function OrderCard({ row }: { row: OrderItem }) {
  const w = useWords(words)
  const pick = usePick()
  const language = useLanguage()
  const now = useNow()
  return (
    <div className="list-card">
      <span>
        <OrderTag state={row.state} /> {row.isLate && <LateTag />} {pick(row.title)}
      </span>
      <span>{row.about}</span>
      <span className="quiet">
        {[row.number, row.unitName, row.dueAt && `${w.dueAt} ${shortTime(row.dueAt, now, language)}`]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </div>
  )
}
