import { coverStates, type PlanDay } from '#sense/coverage/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { clockOf, looks, percent } from './look.ts'
import { CoverTag } from './state-tag.tsx'
import { words } from './words.ts'

type Props = { items: readonly PlanDay[]; chosen: string | undefined; onChoose: (planId: string) => void }

/** The plans of a day: hours, how much was cleaned, and how many stretches came to what. */
export function PlanCards({ items, chosen, onChoose }: Props) {
  const w = useWords(words)
  return (
    <ul className="cover-plans" aria-label={w.plans}>
      {items.map((plan) => (
        <li key={plan.planId}>
          <button
            type="button"
            aria-current={plan.planId === chosen || undefined}
            onClick={() => onChoose(plan.planId)}
          >
            <strong>{plan.name}</strong>
            <span className="quiet">
              {plan.isDue
                ? `${plan.windows.map(({ from, to }) => `${clockOf(from)}–${clockOf(to)}`).join(' ')} · ${w.times(plan.times)} · ${w.km((plan.metres / 1000).toFixed(1))}`
                : w.notDue}
            </span>
            {plan.isDue && (
              <>
                <Bar plan={plan} />
                <span className="cover-plan-share">
                  {plan.share === null ? w.noShare : w.share(percent(plan.share))}
                </span>
                <span className="cover-counts">
                  {coverStates
                    .filter((state) => (plan.counts[state]?.segments ?? 0) > 0)
                    .map((state) => (
                      <span key={state}>
                        <CoverTag state={state} /> {w.count(plan.counts[state]!.segments)}
                      </span>
                    ))}
                </span>
              </>
            )}
          </button>
        </li>
      ))}
    </ul>
  )
}

const Bar = ({ plan: { counts, metres } }: { plan: PlanDay }) => (
  <span className="cover-bar" aria-hidden="true">
    {coverStates.map((state) => (
      <i
        key={state}
        className={state}
        style={{
          inlineSize: `${metres > 0 ? ((counts[state]?.metres ?? 0) / metres) * 100 : 0}%`,
          backgroundColor: looks[state].colour,
        }}
      />
    ))}
  </span>
)
