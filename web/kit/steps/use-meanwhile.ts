import { useContext, useEffect, useRef, useState } from 'react'
import type { CaseDetail } from '#city/case/contract.ts'
import type { Draft } from '../form/use-draft.ts'
import { type Difference, differenceOf } from './meanwhile.ts'
import { StepStanding } from './standing.ts'

type Loose = Draft<Record<string, unknown>>

/**
 * Compares an open form with what others have done since. What the person had not touched follows the case by itself; the rest
 * waits until they have looked at it: `seen` only moves on by `acknowledge`.
 */
export function useMeanwhile(detail: CaseDetail, form: Loose, initial: Readonly<Record<string, unknown>>) {
  const { kind } = useContext(StepStanding)
  const [seen, setSeen] = useState(detail.version)
  const base = useRef(initial)
  const [adopted, setAdopted] = useState<Difference['adopted']>({})
  const values = form.values as Record<string, unknown>
  const found = differenceOf(kind, detail.events, seen, { initial: base.current, values })
  const toAdopt = JSON.stringify(found.adopted)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `form` is new at every render; only what is to be taken over matters.
  useEffect(() => {
    const taken = JSON.parse(toAdopt) as Record<string, unknown>
    if (Object.keys(taken).length === 0) return
    base.current = { ...base.current, ...taken }
    for (const [field, value] of Object.entries(taken)) form.set(field, value)
    setAdopted((before) => ({ ...before, ...taken }))
  }, [toAdopt])
  return {
    seen,
    difference: { ...found, adopted },
    isBehind: found.since.length > 0,
    acknowledge: () => {
      setSeen(detail.version)
      setAdopted({})
      return detail.version
    },
  }
}
