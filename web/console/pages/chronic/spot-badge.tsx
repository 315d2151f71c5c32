import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { getCaseSpot } from '#analyse/chronic/contract.ts'
import { Glyph } from '#web/kit/glyph.tsx'
import { useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import '../duplicate/duplicate.css'
import { words } from './words.ts'

/** Beside the number of a case: the chronic spot that it belongs to. */
export function SpotBadge({ caseId }: { caseId: string }) {
  const w = useWords(words)
  const { data } = useQuery(ask(getCaseSpot, { params: { id: caseId } }))
  if (!data) return null
  return (
    <Link to="/chronic" search={{ open: data.spotId }} className="spot-badge" title={w.badgeTitle}>
      <Glyph name="diamond" />
      {w.badge(data.number, data.cases)}
    </Link>
  )
}
