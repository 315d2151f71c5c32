import type { CaseDetail } from '#city/case/contract.ts'
import { ClockPanel } from '#web/kit/clock-panel.tsx'
import { defineWords, useWords } from '#web/kit/language.ts'

const words = defineWords({
  past: { zh: (n: number) => `已停止的时限（${n}）`, en: (n: number) => `Stopped clocks (${n})` },
})

/** The clocks that still matter in full, the stopped ones folded away. */
export function CaseClocks({ detail }: { detail: CaseDetail }) {
  const w = useWords(words)
  const known = detail.clocks.filter(({ state }) => state !== 'none')
  const current = known.filter(({ state }) => state !== 'stopped')
  const stopped = known.filter(({ state }) => state === 'stopped')
  const first = current.find(({ name }) => name === detail.clock)
  const ordered = first ? [first, ...current.filter((clock) => clock !== first)] : current
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
