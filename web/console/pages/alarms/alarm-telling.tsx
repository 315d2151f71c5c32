import type { AlarmDetail } from '#analyse/alarm/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { formatTime } from '#web/kit/time.ts'
import { useAddresseeName } from '../alarm-telling/addressee.ts'
import '../alarm-telling/telling.css'
import { words } from '../alarm-telling/words.ts'

type Telling = NonNullable<AlarmDetail['telling']>

const sources = { rule: 'fromRule', district: 'fromDistrict', usual: 'fromUsual' } as const
const endings = { seen: 'endedSeen', cleared: 'endedCleared', part: 'endedPart', done: 'endedDone' } as const

/** Who was told of an alarm, when, and whether they have read it; and who comes next. */
export function AlarmTelling({ telling }: { telling: Telling }) {
  const w = useWords(words)
  const nameOf = useAddresseeName()
  const { told, next, ended } = telling
  return (
    <section aria-label={w.telling}>
      <h3>
        {w.telling} <span className="quiet">{w[sources[telling.source]]}</span>
      </h3>
      <ol className="telling-rounds">
        {told.map(({ step, nth, at, sms, people }) => (
          <li key={`${step}/${nth}`}>
            <time dateTime={at}>{formatTime(at)}</time>
            <span className="quiet">
              {w.step(step + 1)}
              {nth > 1 && ` · ${w.nth(nth)}`}
              {sms && ` · ${w.smsShort}`}
            </span>
            <span className="telling-people">
              {people.length === 0 && <span className="telling-warn">{w.toldNobody}</span>}
              {people.map((person) => (
                <span key={person.personId}>
                  {person.name}
                  <span className="quiet">
                    {'（'}
                    {nameOf(person.as)}
                    {person.standsIn && ` · ${w.standsIn}`}
                    {'）'}
                  </span>
                  <ReadMark person={person} />
                </span>
              ))}
            </span>
          </li>
        ))}
      </ol>
      {next && <p>{w.next(formatTime(next.at), next.to.map(nameOf).join('、'))}</p>}
      {ended && <p className="quiet">{w[endings[ended]]}</p>}
    </section>
  )
}

function ReadMark({ person }: { person: Telling['told'][number]['people'][number] }) {
  const w = useWords(words)
  if (person.state === 'read' && person.readAt)
    return <span className="alarm-tag green">{w.read(formatTime(person.readAt))}</span>
  return <span className="alarm-tag">{person.state === 'none' ? w.none : w.unread}</span>
}
