import { useQuery } from '@tanstack/react-query'
import { listDuty } from '#city/organisation/contract.ts'
import { locatePlace, toCgcs2000 } from '#city/place/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import type { NamedCategory } from '#web/kit/steps/category-picker.tsx'
import type { RegisterDraft } from './register-form.tsx'
import { words } from './words.ts'

const nowhere = { frame: 'CGCS2000' as const, lon: 0, lat: 0 }

/** Whose duty it would be, once category and place are known. */
export function DutyLine({ form, category }: { form: RegisterDraft; category: NamedCategory }) {
  const w = useWords(words)
  const given = form.values.place?.point
  const point = given ? toCgcs2000(given) : undefined
  const located = useQuery({ ...ask(locatePlace, { query: point ?? nowhere }), enabled: point !== undefined }).data
    ?.located
  const area = located?.cellCode ?? ''
  const { kind, code } = category
  const { data } = useQuery({
    ...ask(listDuty, { query: { kind, category: code, area } }),
    enabled: area !== '',
    staleTime: 5 * 60_000,
  })
  if (!point) return <p className="field-hint">{w.dutyLater}</p>
  if (!data) return null
  const [first, second] = data.items
  if (!first) return <p className="field-hint">{w.dutyNone}</p>
  return (
    <p className="field-hint">
      {w.duty} <b>{first.unitName}</b>
      {first.basis && `（${first.basis}）`}
      {second && ` ${w.dutySecond(second.unitName)}`}
    </p>
  )
}
