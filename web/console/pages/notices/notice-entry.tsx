import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { countNotices, listNotices, markNotices, type NoticeItem, noticeKinds } from '#command/notify/contract.ts'
import { useLanguage, usePick, useWords } from '#web/kit/language.ts'
import { routeKey, useCommand } from '#web/kit/query.ts'
import { formatTime, shortTime, useNow } from '#web/kit/time.ts'
import { words } from './words.ts'

/** One notice: what, when, why this person, and the way to its case. Going there marks it as read. */
export function NoticeEntry({ notice }: { notice: NoticeItem }) {
  const w = useWords(words)
  const pick = usePick()
  const { mark, isPending } = useMark(notice.noticeId)
  const isUnread = notice.readAt === null
  const title = pick(notice.title)
  return (
    <li className={isUnread ? 'notice unread' : 'notice'}>
      <div className="notice-head">
        {isUnread && (
          <span className="notice-dot">
            <span className="unseen">{w.unread}</span>
          </span>
        )}
        <span className={`tag tone-${tones[notice.kind]}`}>{pick(noticeKinds[notice.kind])}</span>
        <strong>
          {notice.caseId ? (
            <Link
              to="/cases/$id"
              params={{ id: notice.caseId }}
              onClick={() => {
                if (isUnread) mark(true)
              }}
            >
              {title}
            </Link>
          ) : notice.template === 'bulk.ended' ? (
            <Link
              to="/bulks"
              onClick={() => {
                if (isUnread) mark(true)
              }}
            >
              {title}
            </Link>
          ) : notice.template.startsWith('export.') ? (
            <Link
              to="/cases"
              onClick={() => {
                if (isUnread) mark(true)
              }}
            >
              {title}
            </Link>
          ) : notice.template.startsWith('alarm.') ? (
            <Link
              to="/alarms"
              search={{ state: 'all', ...alarmIn(notice.text.zh) }}
              onClick={() => {
                if (isUnread) mark(true)
              }}
            >
              {title}
            </Link>
          ) : (
            title
          )}
        </strong>
        <When at={notice.at} />
      </div>
      <p>{pick(notice.text)}</p>
      <div className="notice-foot">
        <span className="quiet">{notice.reason && w.why(notice.reason)}</span>
        <Button
          size="small"
          type="link"
          loading={isPending}
          onClick={() => mark(isUnread)}
          aria-label={`${isUnread ? w.markRead : w.markUnread}：${title}`}
        >
          {isUnread ? w.markRead : w.markUnread}
        </Button>
      </div>
    </li>
  )
}

/** The alarm a notice speaks of, as long as the words of the district name it. */
function alarmIn(text: string): { q?: string } {
  const number = /警\d{4}-\d+/.exec(text)?.[0]
  return number ? { q: number } : {}
}

const tones = {
  task: 'blue',
  result: 'green',
  deadline: 'brown',
  urge: 'red',
  emergency: 'red',
  system: 'grey',
} as const satisfies Record<keyof typeof noticeKinds, string>

function When({ at }: { at: string }) {
  const now = useNow()
  const language = useLanguage()
  return (
    <time dateTime={at} title={formatTime(at)} className="quiet">
      {shortTime(at, now, language)}
    </time>
  )
}

function useMark(noticeId: string) {
  const client = useQueryClient()
  const command = useCommand(markNotices)
  const mark = (read: boolean) =>
    command.mutate(
      { body: { noticeIds: [noticeId], read } },
      {
        onSuccess: () => {
          for (const contract of [listNotices, countNotices])
            void client.invalidateQueries({ queryKey: [routeKey(contract)] })
        },
      },
    )
  return { mark, isPending: command.isPending }
}
