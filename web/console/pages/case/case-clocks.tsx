import type { CaseDetail } from '#city/case/contract.ts'
import { ClockPanel } from '#web/kit/clock-panel.tsx'
import { defineWords, useWords } from '#web/kit/language.ts'

const words = defineWords({
  past: { zh: (n: number) => `已停止的时限（${n}）`, en: (n: number) => `Stopped clocks (${n})` },
})

type Clock = CaseDetail['clocks'][number]

/** The clock the case is judged by, then those of the units that have it now, then the overall one. */
const rankOf = ({ name }: Clock, first: Clock | undefined): number => {
  if (name === first?.name) return 0
  if (name === 'handle') return 1
  return name.startsWith('co:') ? 2 : name === 'overall' ? 4 : 3
}

/** The clocks that still matter in full, the stopped ones folded away; each unit that helps now keeps its own in sight. */
export function CaseClocks({ detail }: { detail: CaseDetail }) {
  const w = useWords(words)
  const known = detail.clocks.filter(({ state }) => state !== 'none')
  const isHelping = ({ name }: Clock) => detail.helpers.some(({ unitId }) => name === `co:${unitId}`)
  const matters = (clock: Clock) => clock.state !== 'stopped' || isHelping(clock)
  const current = known.filter(matters)
  const stopped = known.filter((clock) => !matters(clock))
  const first = current.find(({ name }) => name === detail.clock)
  const ordered = current.toSorted((a, b) => rankOf(a, first) - rankOf(b, first))
  return (
    <>
      {ordered.map((clock) => (
        <ClockPanel key={clock.name} clock={clock} open={clock === first} />
      ))}
      {stopped.length > 0 && (
        <details className="case-past" open={ordered.length === 0}>
          <summary>{w.past(stopped.length)}</summary>
          {stopped.map((clock) => (
            <ClockPanel key={clock.name} clock={clock} />
          ))}
        </details>
      )}
    </>
  )
}
