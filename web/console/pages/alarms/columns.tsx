import { useMemo } from 'react'
import type { Alarm } from '#analyse/alarm/contract.ts'
import { Glyph } from '#web/kit/glyph.tsx'
import { useLanguage, usePick, useWords } from '#web/kit/language.ts'
import type { Column } from '#web/kit/table/columns.ts'
import { shortTime, useNow } from '#web/kit/time.ts'
import { SeverityTag } from './severity-tag.tsx'
import { useFilingWords, useLasted, useSubject, useValueWords } from './value-words.ts'
import { words } from './words.ts'

/** Whether an alarm stands, by glyph, colour and word. */
export function StandingTag({ alarm }: { alarm: Pick<Alarm, 'clearedAt' | 'flaps'> }) {
  const w = useWords(words)
  return (
    <span className={alarm.clearedAt ? 'alarm-tag green' : 'alarm-tag red'}>
      <Glyph name={alarm.clearedAt ? 'tick' : 'play'} />
      {alarm.clearedAt ? w.cleared : w.standing}
    </span>
  )
}

type Picking = { has: (id: string) => boolean; toggle: (alarm: Alarm) => void } | undefined

/** The columns of the list of alarms. */
export function useAlarmColumns(picking: Picking): readonly Column<Alarm>[] {
  const w = useWords(words)
  const pick = usePick()
  const language = useLanguage()
  const now = useNow()
  const [valueWords, lasted, subject, filing] = [useValueWords(), useLasted(), useSubject(), useFilingWords()]
  const box = useBox(picking)
  return useMemo(
    () => [
      ...box,
      {
        id: 'severity',
        header: w.severity,
        width: 88,
        fixed: true,
        cell: (row) => <SeverityTag severity={row.severity} />,
      },
      {
        id: 'title',
        header: w.rule,
        width: 180,
        grow: 2,
        fixed: true,
        cell: (row) => (
          <span className={row.acknowledgedAt ? undefined : 'alarm-unseen'}>
            {pick(row.title)}
            {row.repeats > 1 && ` · ${w.times(row.repeats)}`}
          </span>
        ),
      },
      { id: 'subject', header: w.subject, width: 180, grow: 2, cell: subject },
      { id: 'value', header: w.value, width: 170, grow: 1, cell: valueWords },
      { id: 'raised', header: w.raised, width: 120, cell: (row) => shortTime(row.raisedAt, now, language) },
      { id: 'lasted', header: w.lasted, width: 100, cell: (row) => lasted(row, now) },
      { id: 'state', header: w.state, width: 100, cell: (row) => <StandingTag alarm={row} /> },
      { id: 'seen', header: w.attention, width: 90, cell: (row) => row.acknowledgedBy ?? w.unseen },
      { id: 'case', header: w.case, width: 140, grow: 1, cell: (row) => row.caseNumber ?? filing(row) },
    ],
    [box, w, pick, now, language, valueWords, lasted, subject, filing],
  )
}

function useBox(picking: Picking): readonly Column<Alarm>[] {
  const w = useWords(words)
  return useMemo(
    () =>
      picking
        ? [
            {
              id: 'pick',
              header: w.choose,
              width: 44,
              fixed: true,
              cell: (row: Alarm) => (
                <input
                  type="checkbox"
                  tabIndex={-1}
                  aria-label={w.pick(row.number)}
                  checked={picking.has(row.episodeId)}
                  onClick={(event) => event.stopPropagation()}
                  onChange={() => picking.toggle(row)}
                />
              ),
            },
          ]
        : [],
    [picking, w],
  )
}
