import { useState } from 'react'
import type { CaseItem } from '#city/case/contract.ts'
import { type bulkActionNames, previewBulk } from '#command/bulk/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { asProblem, call, type ProblemError } from '#web/kit/client.ts'

export type Rehearsed = ReplyOf<typeof previewBulk>['items'][number]

const AT_ONCE = 50

/** Asks for the rehearsal in parts, so that a long one shows how far it is. */
export function useRehearsal(action: (typeof bulkActionNames)[number], chosen: readonly CaseItem[]) {
  const [items, setItems] = useState<readonly Rehearsed[]>()
  const [seen, setSeen] = useState(0)
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<ProblemError>()
  const start = async (input: Readonly<Record<string, unknown>>) => {
    setBusy(true)
    setProblem(undefined)
    setSeen(0)
    try {
      const all: Rehearsed[] = []
      for (let at = 0; at < chosen.length; at += AT_ONCE) {
        const part = chosen.slice(at, at + AT_ONCE).map(({ caseId, version }) => ({ caseId, seen: version }))
        all.push(...(await call(previewBulk, { body: { action, input, items: part } })).items)
        setSeen(all.length)
      }
      setItems(all)
    } catch (error) {
      setProblem(asProblem(error))
    } finally {
      setBusy(false)
    }
  }
  return { items, seen, isBusy, problem, start, forget: () => setItems(undefined) }
}
