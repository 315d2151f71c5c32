import { type ReactNode, useEffect, useState } from 'react'
import type { LiveTrial } from '#sense/acceptance/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { trialWords } from './trial-words.ts'

const signs = { passed: '✓', failed: '✗', 'not seen': '–' } as const

/** How far a trial has come: what is being tried, how much was heard, what can be done, every check as it stands now. */
export function TrialProgress({ trial, children }: { trial: LiveTrial; children: ReactNode }) {
  const w = useWords(trialWords)
  const pick = usePick()
  const now = useNow()
  const { progress, endsAt } = trial
  const stages = { ...w, cut: w.cutNow }
  const checks = progress?.checks ?? []
  const count = (outcome: keyof typeof signs) => checks.filter((one) => one.outcome === outcome).length
  const left = endsAt ? Math.max(0, Date.parse(endsAt) - now) : 0
  return (
    <div className="trial-progress">
      <div className="device-told-head" role="status">
        <strong>{stages[progress?.stage ?? 'listening']}</strong>
        <span className="quiet">{progress?.isThere === false ? w.away : w.there}</span>
      </div>
      <ul className="trial-counts">
        <li>{w.frames((progress?.frames ?? 0).toLocaleString())}</li>
        <li className="acceptance-passed">
          {signs.passed} {w.passed} {count('passed')}
        </li>
        <li className={count('failed') > 0 ? 'acceptance-failed' : 'quiet'}>
          {signs.failed} {w.failed} {count('failed')}
        </li>
        <li className="quiet">
          {signs['not seen']} {w.notSeen} {count('not seen')}
        </li>
        <li className="quiet">{w.left(clockOf(left))}</li>
      </ul>
      {children}
      <ul className="trial-checks" aria-label={w.progress}>
        {checks.map((one) => (
          <li key={one.id} className={`acceptance-${one.outcome.replace(' ', '-')}`}>
            <span className="acceptance-outcome" aria-hidden="true">
              {signs[one.outcome]}
            </span>{' '}
            {pick(one)}
            {one.failed > 0 && ` ${one.failed} / ${one.seen}`}
          </li>
        ))}
      </ul>
    </div>
  )
}

function useNow(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000)
    return () => clearInterval(timer)
  }, [])
  return now
}

/** Minutes and seconds, with hours where there are some. */
function clockOf(ms: number): string {
  const all = Math.round(ms / 1000)
  const [hours, minutes, seconds] = [Math.floor(all / 3600), Math.floor((all % 3600) / 60), all % 60]
  const two = (n: number) => String(n).padStart(2, '0')
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`
}
