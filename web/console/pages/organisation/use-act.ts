import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import type { FormEvent } from 'react'
import { listUnits } from '#city/organisation/contract.ts'
import { getUnit, listUnitTree } from '#city/organisation/unit/contract.ts'
import type { ProblemError } from '#web/kit/client.ts'
import type { Draft } from '#web/kit/form/use-draft.ts'
import { useWords } from '#web/kit/language.ts'
import { routeKey } from '#web/kit/query.ts'
import { words } from './words.ts'

type Ends = { readonly onSuccess: () => void; readonly onError: (problem: ProblemError) => void }

/** Sends a form about a unit, refreshes what shows units, and puts refusals at their fields. */
export function useAct<V>(form: Draft<V>, send: (body: V, ends: Ends) => void, onDone: () => void) {
  const w = useWords(words)
  const client = useQueryClient()
  const { message } = App.useApp()
  const saved = () => {
    void message.success(w.saved)
    for (const contract of [listUnitTree, getUnit, listUnits])
      void client.invalidateQueries({ queryKey: [routeKey(contract)] })
    onDone()
  }
  return (event: FormEvent) => {
    event.preventDefault()
    const body = form.check()
    if (body) send(body, { onSuccess: saved, onError: (problem) => void form.refuse(problem) })
  }
}
