import { useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Drawer, Select } from 'antd'
import { useState } from 'react'
import {
  countNotices,
  listNotices,
  markAllNotices,
  type NoticeItem,
  NoticeQuery,
  noticeKinds,
  unmarkAllNotices,
} from '#command/notify/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { routeKey, useCommand } from '#web/kit/query.ts'
import { Failure, Loading, Nothing } from '#web/kit/states.tsx'
import { useKeyset } from '#web/kit/table/use-keyset.ts'
import '../components/list-page.css'
import { useAddress } from '../components/use-address.ts'
import { NoticeEntry } from './notice-entry.tsx'
import { PreferenceForm } from './preference-form.tsx'
import { words } from './words.ts'
import './notices.css'

/** What this person was told: filtered, marked, undone; each with the way to its case. */
export function NoticesPage() {
  const w = useWords(words)
  const [isOpen, setOpen] = useState(false)
  const [{ kind, unread }, change] = useAddress()
  const asked = NoticeQuery.safeParse({ ...(kind ? { kind } : {}), ...(unread ? { unread } : {}) })
  const query = asked.success ? asked.data : {}
  return (
    <section className="list-page notices" aria-labelledby="notices-title">
      <header className="list-head">
        <h1 id="notices-title">{w.title}</h1>
        <ReadAll />
        <Button onClick={() => setOpen(true)}>{w.settings}</Button>
      </header>
      <Filters kind={kind} unread={unread} change={change} />
      <Notices query={query} />
      <Drawer
        open={isOpen}
        onClose={() => setOpen(false)}
        size={440}
        title={w.settings}
        destroyOnHidden
        closable={{ 'aria-label': w.close }}
      >
        <PreferenceForm />
      </Drawer>
    </section>
  )
}

type FilterProps = {
  kind: string | undefined
  unread: string | undefined
  change: (change: Readonly<Record<string, string | undefined>>) => void
}

function Filters({ kind, unread, change }: FilterProps) {
  const w = useWords(words)
  const pick = usePick()
  const options = Object.entries(noticeKinds).map(([value, name]) => ({ value, label: pick(name) }))
  return (
    <search className="notices-filters">
      <Select
        aria-label={w.kind}
        placeholder={w.everyKind}
        allowClear
        value={kind ?? null}
        options={options}
        onChange={(next?: string | null) => change({ kind: next ?? undefined })}
        style={{ inlineSize: 160 }}
      />
      <Checkbox
        checked={unread === '1'}
        onChange={({ target }) => change({ unread: target.checked ? '1' : undefined })}
      >
        {w.onlyUnread}
      </Checkbox>
    </search>
  )
}

function Notices({ query }: { query: { unread?: '1' | undefined } & object }) {
  const w = useWords(words)
  const source = useKeyset<NoticeItem, typeof listNotices>(listNotices, { query })
  if (source.problem) return <Failure problem={source.problem} onRetry={source.retry} />
  if (source.isLoading) return <Loading rows={6} />
  if (source.rows.length === 0)
    return query.unread ? <Nothing title={w.noneUnread} /> : <Nothing title={w.none}>{w.noneHint}</Nothing>
  return (
    <>
      <ol className="notice-list">
        {source.rows.map((notice) => (
          <NoticeEntry key={notice.noticeId} notice={notice} />
        ))}
      </ol>
      {source.hasMore && (
        <div className="notices-more">
          <Button onClick={source.loadMore} loading={source.isLoadingMore}>
            {w.more}
          </Button>
        </div>
      )}
    </>
  )
}

/** Marks all as read, and offers to take it back until something else is marked. */
function ReadAll() {
  const w = useWords(words)
  const client = useQueryClient()
  const all = useCommand(markAllNotices)
  const back = useCommand(unmarkAllNotices)
  const [done, setDone] = useState<{ changed: number; readAt: string } | undefined>()
  const refresh = () => {
    for (const contract of [listNotices, countNotices])
      void client.invalidateQueries({ queryKey: [routeKey(contract)] })
  }
  const mark = () =>
    all.mutate(
      { body: {} },
      {
        onSuccess: (reply) => {
          setDone(reply)
          refresh()
        },
      },
    )
  const undo = () =>
    done &&
    back.mutate(
      { body: { readAt: done.readAt } },
      {
        onSuccess: () => {
          setDone(undefined)
          refresh()
        },
      },
    )
  return (
    <>
      <Button onClick={mark} loading={all.isPending}>
        {w.readAll}
      </Button>
      <span className="notices-done" role="status">
        {done && (
          <>
            {w.markedAll(done.changed)}
            {done.changed > 0 && (
              <Button type="link" size="small" onClick={undo} loading={back.isPending}>
                {w.undo}
              </Button>
            )}
          </>
        )}
      </span>
    </>
  )
}
