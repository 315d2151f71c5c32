import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Drawer, Select } from 'antd'
import { getSheet, Kind, subjectKinds } from '#supervise/score/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { Failure, Loading, Nothing } from '#web/kit/states.tsx'
import { formatDay, useNow } from '#web/kit/time.ts'
import '../components/list-page.css'
import { useAddress } from '../components/use-address.ts'
import { PartsNav } from './parts-nav.tsx'
import { lastMonth } from './period.ts'
import { PeriodChoice } from './period-choice.tsx'
import './scores.css'
import { SheetNotes } from './sheet-notes.tsx'
import { SheetStanding } from './sheet-standing.tsx'
import { SheetTable } from './sheet-table.tsx'
import { SubjectDetail } from './subject-detail.tsx'
import { words } from './words.ts'

/** The score sheet of one kind of subject in a period; a line opens beside, and its numbers open their cases. */
export function ScoresPage() {
  const w = useWords(words)
  const [search, change] = useAddress()
  const usual = lastMonth(formatDay(useNow()))
  const period = { from: search.from ?? usual.from, to: search.to ?? usual.to }
  const kinds = useKinds()
  const kind = Kind.safeParse(search.kind).data ?? kinds[0]!
  const asked = {
    kind,
    ...period,
    ...(search.run ? { run: search.run } : {}),
    ...(search.live ? { live: '1' as const } : {}),
  }
  const { data, error, refetch } = useQuery(ask(getSheet, { query: asked }))
  const line = data?.rows.find(({ subject }) => subject === search.open)
  return (
    <section className="list-page" aria-labelledby="scores-title">
      <PartsNav id="scores-title" />
      <search className="score-tools">
        <KindChoice
          kinds={kinds}
          kind={kind}
          onChange={(next) => change({ kind: next, open: undefined, show: undefined })}
        />
        <PeriodChoice period={period} onChange={(next) => change({ ...next, run: undefined, open: undefined })} />
      </search>
      {error?.code === 'score_rule_missing' ? (
        <NoRules />
      ) : error ? (
        <Failure problem={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Loading rows={8} />
      ) : (
        <>
          <SheetStanding sheet={data} onLive={(live) => change({ live: live ? '1' : undefined, run: undefined })} />
          <div className="list-table">
            <SheetTable
              sheet={data}
              open={search.open}
              onOpen={(subject) => change({ open: subject, show: undefined })}
            />
          </div>
          <SheetNotes sheet={data} />
        </>
      )}
      <Drawer
        open={line !== undefined}
        onClose={() => change({ open: undefined, show: undefined })}
        size={640}
        title={line?.name}
        destroyOnHidden
        closable={{ 'aria-label': w.close }}
      >
        {line && data && (
          <SubjectDetail sheet={data} row={line} show={search.show} onShow={(show) => change({ show })} />
        )}
      </Drawer>
    </section>
  )
}

function NoRules() {
  const w = useWords(words)
  return (
    <Nothing title={w.noRules}>
      <Link to="/scores/rules">{w.toRules}</Link>
    </Nothing>
  )
}

/** A handling unit sees units only, and there its own line. */
function useKinds(): readonly KindName[] {
  const me = useMe()
  const all = Object.keys(subjectKinds) as KindName[]
  const unitFirst: readonly KindName[] = ['unit', ...all.filter((each) => each !== 'unit')]
  return me.permissions['score.read'] === 'unit' ? ['unit'] : unitFirst
}

type KindName = keyof typeof subjectKinds

function KindChoice({
  kinds,
  kind,
  onChange,
}: {
  kinds: readonly KindName[]
  kind: KindName
  onChange: (kind: KindName) => void
}) {
  const w = useWords(words)
  const pick = usePick()
  const me = useMe()
  if (!may(me, 'score.read')) return null
  return (
    <Select
      aria-label={w.about}
      value={kind}
      options={kinds.map((each) => ({ value: each, label: pick(subjectKinds[each]) }))}
      onChange={onChange}
      style={{ inlineSize: 132 }}
    />
  )
}
