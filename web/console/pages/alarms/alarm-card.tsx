import type { Alarm } from '#analyse/alarm/contract.ts'
import { useLanguage, usePick } from '#web/kit/language.ts'
import { shortTime, useNow } from '#web/kit/time.ts'
import { StandingTag } from './columns.tsx'
import { SeverityTag } from './severity-tag.tsx'
import { useFilingWords, useSubject, useValueWords } from './value-words.ts'

/** One alarm on a narrow screen. */
export function AlarmCard({ row }: { row: Alarm }) {
  const pick = usePick()
  const language = useLanguage()
  const now = useNow()
  const [subject, valueWords, filing] = [useSubject(), useValueWords(), useFilingWords()]
  return (
    <div className="list-card">
      <span>
        <SeverityTag severity={row.severity} /> <StandingTag alarm={row} />
      </span>
      <span className={row.acknowledgedAt ? undefined : 'alarm-unseen'}>
        {pick(row.title)} · {subject(row)}
      </span>
      <span className="quiet">
        {valueWords(row)} · {shortTime(row.raisedAt, now, language)} · {row.caseNumber ?? filing(row)}
      </span>
    </div>
  )
}
