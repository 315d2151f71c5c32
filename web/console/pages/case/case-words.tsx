import { type CaseItem, sources } from '#city/case/contract.ts'
import { Glyph } from '#web/kit/glyph.tsx'
import { defineWords, useLanguage, useWords } from '#web/kit/language.ts'

const english: Readonly<Record<CaseItem['source'], string>> = {
  collector: 'Patrol',
  hotline: 'Hotline',
  citizen: 'Citizen',
  '12345': '12345',
  media: 'Media',
  leader: 'Leader',
  sensor: 'Sensor',
  import: 'Imported',
}

export function useSourceName(): (source: CaseItem['source']) => string {
  const language = useLanguage()
  return (source) => (language === 'zh' ? sources[source].zh : english[source])
}

const words = defineWords({ urgent: { zh: '紧急', en: 'Urgent' }, critical: { zh: '特急', en: 'Critical' } })

/** Shown only where a case is more urgent than others. */
export function UrgencyTag({ urgency }: { urgency: CaseItem['urgency'] }) {
  const w = useWords(words)
  if (urgency === 'normal') return null
  return (
    <span className="tag tone-red urgency">
      <Glyph name="late" />
      {w[urgency]}
    </span>
  )
}
