import { useEffect, useRef } from 'react'
import { type changePlan, previewPlanChange } from '#command/inspection/change/contract.ts'
import type { BodyInputOf } from '#kernel/http/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { useCommand } from '#web/kit/query.ts'
import { useSettled } from '#web/kit/use-settled.ts'
import { words } from './words.ts'

type Values = Partial<BodyInputOf<typeof changePlan>>
type Some = readonly { name: string; address: string | null; code: string }[]

const withoutDay = ({ fromOn: _, ...terms }: Values): string => JSON.stringify(terms)

/** What a change would add and drop, and what is in somebody's hands meanwhile. */
export function ChangePreview({ planId, values }: { planId: string; values: Values }) {
  const w = useWords(words)
  const pick = usePick()
  const { mutate, data, error } = useCommand(previewPlanChange)
  const { reason: _, ...terms } = values
  const text = useSettled(JSON.stringify(terms), 400)
  const asked = useRef('')
  // As the plan is, but for the day: there is nothing to preview before anything else changes.
  const unchanged = useRef(withoutDay(terms))
  useEffect(() => {
    if (withoutDay(JSON.parse(text) as Values) === unchanged.current) return
    const read = previewPlanChange.body?.safeParse(JSON.parse(text))
    if (!read?.success || asked.current === text) return
    asked.current = text
    mutate({ params: { planId }, body: read.data })
  }, [text, mutate, planId])
  const such = (some: Some) => w.such(some.map(({ name, address, code }) => `${name} ${address ?? code}`).join('、'))
  return (
    <section className="inspection-preview" aria-label={w.preview} aria-live="polite">
      {error && <p>{pick(error)}</p>}
      {!error && data && (
        <>
          <p>
            <strong>
              {w.changeSays(
                data.before.components,
                data.after.components,
                data.before.inspections,
                data.after.inspections,
              )}
            </strong>
          </p>
          {data.added > 0 && (
            <p>
              {w.comes(data.added)} <span className="quiet">{such(data.someAdded)}</span>
            </p>
          )}
          {data.dropped > 0 && (
            <p>
              {w.goes(data.dropped)} <span className="quiet">{such(data.someDropped)}</span>
            </p>
          )}
          {data.inHand > 0 && <p>{w.inHandKept(data.inHand, data.inHandDropped)}</p>}
          {data.replaces && <p>▲ {w.replaces(data.replaces)}</p>}
        </>
      )}
    </section>
  )
}
