import { Link } from '@tanstack/react-router'
import type { SpotDetail } from '#analyse/chronic/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { formatTime } from '#web/kit/time.ts'
import { words } from './words.ts'

type Entry = SpotDetail['entries'][number]

const textAt = ({ body }: Entry, name: string): string => (typeof body[name] === 'string' ? body[name] : '')

/** What happened to a spot, the latest first. */
export function SpotHistory({ entries }: { entries: readonly Entry[] }) {
  const w = useWords(words)
  const tell = useTelling()
  return (
    <section aria-label={w.history}>
      <h3>{w.history}</h3>
      <ol className="spot-list">
        {entries.map((entry) => {
          const [caseId, number] = [textAt(entry, 'caseId'), textAt(entry, 'number')]
          const said = ['text', 'reason', 'note'].map((name) => textAt(entry, name)).find(Boolean)
          return (
            <li key={entry.seq}>
              <strong>{tell(entry)}</strong>{' '}
              {caseId && (
                <Link to="/cases/$id" params={{ id: caseId }}>
                  {number}
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
  return (entry) => {
    const cases = Number(entry.body.cases ?? 0)
    switch (entry.kind) {
      case 'found':
        return w.found(cases)
      case 'grew':
        return w.grew(cases)
      case 'shrank':
        return w.shrank(cases)
      case 'reopened':
        return w.reopenedEntry
      case 'owned': {
        const who = [textAt(entry, 'unitName'), textAt(entry, 'personName')].filter(Boolean).join(' · ')
        const day = textAt(entry, 'targetOn')
        return `${w.owned(who)}${day ? w.until(day) : ''}`
      }
      case 'noted':
        return w.noted
      case 'opened':
        return w.toOpen
      case 'watched':
        return w.toWatched
      case 'cleared':
        return w.toCleared
    }
  }
}
