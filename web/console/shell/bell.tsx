import { BellOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { countNotices } from '#command/notify/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { words } from '../words.ts'

/** How many notices are unread, and the way to them; the live stream keeps the number true. */
export function Bell() {
  const w = useWords(words)
  const isTold = may(useMe(), 'notice.read')
  const { data } = useQuery({ ...ask(countNotices, {}), enabled: isTold, refetchInterval: 120_000 })
  if (!isTold) return null
  const { unread = 0, capped = false } = data ?? {}
  const shown = capped ? '99+' : String(unread)
  return (
    <Link to="/notices" className="bell" aria-label={w.unread(shown)} title={w.unread(shown)}>
      <BellOutlined aria-hidden />
      {unread > 0 && (
        <span className="bell-count" aria-hidden="true">
          {shown}
        </span>
      )}
    </Link>
  )
}
