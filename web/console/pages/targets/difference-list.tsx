import { useQuery } from '@tanstack/react-query'
import { listUnits } from '#city/organisation/contract.ts'
import { directions, measureWords, natures } from '#supervise/target/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import type { Difference } from './difference.ts'
import { words } from './words.ts'

const fieldWords = {
  value: 'targetValue',
  state: 'targetState',
  ownerUnitId: 'owner',
  mark: 'markField',
} as const

/** What changes, a line each: the field, before, after. */
export function DifferenceList({ differences }: { differences: readonly Difference[] }) {
  const w = useWords(words)
  const sayValue = useValueWords()
  if (differences.length === 0) return <p className="quiet">{w.nothingChanged}</p>
  return (
    <ul className="differences">
      {differences.map(({ field, claim, before, after }) => (
        <li key={`${claim ?? ''} ${field}`}>
          <span>
            {claim !== undefined && `${w.claim(claim)} `}
            {field !== 'claims' && w[fieldWords[field as keyof typeof fieldWords] ?? (field as 'name')]}
          </span>{' '}
          {before !== null && <del>{sayValue(field, before)}</del>}{' '}
          {after !== null && <ins>{sayValue(field, after)}</ins>}
        </li>
      ))}
    </ul>
  )
}

/** Values as the screen says them instead of as they are kept. */
function useValueWords(): (field: string, value: string) => string {
  const pick = usePick()
  const w = useWords(words)
  const { data } = useQuery({ ...ask(listUnits, {}), staleTime: 10 * 60_000 })
  const tables: Record<string, Record<string, { zh: string; en: string }>> = {
    direction: directions,
    nature: natures,
    measure: measureWords,
  }
  return (field, value) => {
    if (field === 'ownerUnitId') return data?.items.find(({ unitId }) => unitId === value)?.name ?? value
    if (field === 'isRetired') return value === 'true' ? w.retired : w.no
    const said = tables[field]?.[value]
    return said ? pick(said) : value
  }
}
