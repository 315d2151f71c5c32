import { useEffect, useRef } from 'react'
import type { z } from 'zod'
import { type PlanBody, previewPlan } from '#command/inspection/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { useCommand } from '#web/kit/query.ts'
import { useSettled } from '#web/kit/use-settled.ts'
import { words } from './words.ts'

type Input = Partial<z.input<typeof PlanBody>>

/** What a plan would come to: how many inspections, of how many components, and which it would take twice. */
export function PlanPreview({ values }: { values: Input }) {
  const w = useWords(words)
  const pick = usePick()
  const { mutate, data, error } = useCommand(previewPlan)
  const text = useSettled(JSON.stringify(bodyOf(values)), 400)
  const asked = useRef('')
  useEffect(() => {
    const read = previewPlan.body?.safeParse(JSON.parse(text))
    if (!read?.success || asked.current === text) return
    asked.current = text
    mutate({ body: read.data })
  }, [text, mutate])
  return (
    <section className="inspection-preview" aria-label={w.preview} aria-live="polite">
      {error && <p>{pick(error)}</p>}
      {!error && data?.components === 0 && <p>{w.previewNone}</p>}
      {!error && data && data.components > 0 && (
        <>
          <p>
            <strong>{w.previewSays(data.components, data.inspections, data.days, data.perDay)}</strong>
          </p>
          {data.planned > 0 && <p>▲ {w.planned(data.planned)}</p>}
          <p className="quiet">
            {w.such(data.some.map(({ name, address, code }) => `${name} ${address ?? code}`).join('、'))}
          </p>
        </>
      )}
    </section>
  )
}

const bodyOf = ({ industryId, kindId, scope, everyDays, onWorkdays, startsOn, endsOn }: Input) => ({
  ...{ industryId, kindId, scope, everyDays, onWorkdays, startsOn, endsOn },
})
