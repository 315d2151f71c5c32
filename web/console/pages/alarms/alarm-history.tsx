import { Link } from '@tanstack/react-router'
import type { AlarmDetail } from '#analyse/alarm/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { formatTime } from '#web/kit/time.ts'
import { words } from './words.ts'

type Entry = AlarmDetail['entries'][number]

const textAt = ({ body }: Entry, name: string): string => (typeof body[name] === 'string' ? (body[name] as string) : '')

/** What happened to an alarm, the latest first. */
export function AlarmHistory({ entries }: { entries: readonly Entry[] }) {
  const w = useWords(words)
  const tell = useTelling()
  return (
    <section aria-label={w.history}>
      <h3>{w.history}</h3>
      <ol className="history">
        {entries.map((entry) => {
          const caseId = textAt(entry, 'caseId')
          const said = ['text', 'reason', 'note'].map((name) => textAt(entry, name)).find(Boolean)
          return (
            <li key={entry.seq}>
              <strong>{tell(entry)}</strong>{' '}
              {caseId && (
                <Link to="/cases/$id" params={{ id: caseId }}>
                  {textAt(entry, 'caseNumber')}
                </Link>
              )}
              {said && <p>{said}</p>}
              <div className="quiet">
                <time dateTime={entry.at}>{formatTime(entry.at)}</time> {entry.byName}
              </div>
            </li>
          )
        })}
      </ol>
    </section>
  )
}

function useTelling(): (entry: Entry) => string {
  const w = useWords(words)
  const at = (entry: Entry, name: string) => (textAt(entry, name) ? ` ${formatTime(textAt(entry, name))}` : '')
  return (entry) => {
    const { body } = entry
    switch (entry.kind) {
      case 'raised':
        return `${w.eRaised}${at(entry, 'since')}${body.late ? ` · ${w.lateEntry}` : ''}`
      case 'again':
        return `${w.eAgain}${at(entry, 'since')} · ${w.times(Number(body.times ?? 0))}`
      case 'cleared':
        return `${w.eCleared}${at(entry, 'until')}`
      case 'acknowledged':
        return w.eAcknowledged
      case 'assigned':
        return w.eAssigned(textAt(entry, 'personName') || w.nobody)
      case 'noted':
        return w.eNoted
      case 'gathered':
        return textAt(entry, 'into') ? w.eGathered(textAt(entry, 'into')) : w.eFreed(textAt(entry, 'outOf'))
      case 'filed':
        return w.eFiled
      case 'joined':
        return w.eJoined
      case 'dismissed':
        return `${w.eDismissed} · ${body.isFalse ? w.isFalse : w.isTrue}`
      case 'healed':
        return w.eHealed
      case 'failed':
        return w.eFailed
      case 'judged':
        return `${w.eJudged}${body.isTrue === null ? '' : ` · ${body.isTrue ? w.isTrue : w.isFalse}`}`
      case 'mended': {
        const after = textAt(entry, 'after')
        return `${w.eMended} · ${after ? w.earlier(formatTime(after)) : w.unborne}`
      }
    }
  }
}
