import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'
import { type CaseItem, countCases, listCases } from '#city/case/contract.ts'
import { AttendanceInside } from '#web/kit/attendance.tsx'
import { readClock } from '#web/kit/clock-reading.ts'
import { useLanguage, usePick, useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { useStageNames } from '#web/kit/stage-tag.tsx'
import { Nothing } from '#web/kit/states.tsx'
import { pickByKey } from '#web/kit/table/pick-column.tsx'
import { QueryTable } from '#web/kit/table/query-table.tsx'
import { useKeyset } from '#web/kit/table/use-keyset.ts'
import { BulkBar } from '../cases/bulk/bulk-bar.tsx'
import { useCasePickColumn, useCasePicks } from '../cases/bulk/case-picks.ts'
import { CaseCard } from '../cases/case-card.tsx'
import '../cases/cases.css'
import { useAdvance } from '../cases/use-advance.ts'
import { CaseSide } from './case-side.tsx'
import './dispatch.css'
import { QueueMap } from './queue-map.tsx'
import { DeadlineStrip } from './strip.tsx'
import { words } from './words.ts'

const queues = ['to-dispatch', 'to-decide', 'open'] as const

/** The dispatcher's desk: queue, map and decision are one selection. */
export function DispatchPage() {
  const w = useWords(words)
  const search = useSearch({ from: '/inside/dispatch' })
  const navigate = useNavigate({ from: '/dispatch' })
  const list = search.list ?? queues[0]
  const source = useKeyset<CaseItem, typeof listCases>(listCases, { query: { list, sort: 'due', limit: 200 } })
  const picks = useCasePicks(source.rows)
  const pickColumn = useCasePickColumn(picks)
  const describe = useDescription()
  const show = useCallback(
    ({ caseId }: { caseId: string }) =>
      void navigate({ search: (before) => ({ ...before, open: caseId }), replace: true }),
    [navigate],
  )
  const advance = useAdvance(source.rows, search.open, true, (caseId) => show({ caseId }))
  return (
    <div className="dispatch">
      <header className="dispatch-head">
        <h1>{w.title}</h1>
        <Queues list={list} onChoose={(next) => void navigate({ search: { list: next } })} />
        <span className="quiet">{w.keys}</span>
      </header>
      <DeadlineStrip openId={search.open} onOpen={show} />
      <div className="dispatch-columns">
        <section className="dispatch-list" aria-label={w.title}>
          <BulkBar picks={picks} />
          {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the rows inside, which carry the focus. */}
          <div className="cases-table" onKeyDown={(event) => pickByKey(event, source, picks)}>
            <AttendanceInside>
              <QueryTable
                label={w.title}
                source={source}
                columns={[pickColumn]}
                rowId={({ caseId }) => caseId}
                describe={describe}
                selectedId={search.open}
                {...(search.open ? { onSelect: show } : {})}
                onOpen={show}
                card={(item) => (
                  <div className="dispatch-card">
                    {pickColumn.cell(item)}
                    <CaseCard item={item} />
                  </div>
                )}
                empty={<Nothing title={w.empty} />}
              />
            </AttendanceInside>
          </div>
        </section>
        <QueueMap items={source.rows} openId={search.open} isPicked={picks.has} onOpen={show} onPick={picks.take} />
        <div className="dispatch-decide">
          {search.open ? (
            <CaseSide key={search.open} id={search.open} onMoved={advance} />
          ) : (
            <Nothing title={w.choose}>{w.chooseHint}</Nothing>
          )}
        </div>
      </div>
    </div>
  )
}

function Queues({ list, onChoose }: { list: string; onChoose: (list: (typeof queues)[number]) => void }) {
  const w = useWords(words)
  const pick = usePick()
  const { data } = useQuery(ask(countCases, {}))
  return (
    <fieldset className="dispatch-queues" aria-label={w.lists}>
      {queues.map((id) => {
        const entry = data?.lists.find((each) => each.id === id)
        return (
          <button key={id} type="button" aria-pressed={id === list} onClick={() => onChoose(id)}>
            {w.count(entry ? pick(entry) : id, entry?.total ?? 0)}
          </button>
        )
      })}
    </fieldset>
  )
}

/** A row in words, as it is spoken when the selection moves. */
function useDescription(): (item: CaseItem) => string {
  const language = useLanguage()
  const stages = useStageNames()
  return (item) =>
    [item.number, stages[item.stage], readClock(item, Date.now(), language).text, item.description].join('，')
}
