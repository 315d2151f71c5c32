import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { getLimitDraft, previewLimitDraft, saveLimitDraft } from '#command/limit-draft/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { asProblem, call, newKey, type ProblemError } from '#web/kit/client.ts'
import type { Limit } from '#web/kit/limit.ts'
import { routeKey } from '#web/kit/query.ts'
import { makeSaver, type Saver, type SaveState } from '#web/kit/saver.ts'
import { useLeaving } from '#web/kit/use-leaving.ts'

export type Stored = ReplyOf<typeof getLimitDraft>
type Key = { readonly conditionId: string; readonly areaClass: string }
type Change = Key & { readonly limit: Limit }

/** The draft under somebody's hands: what is changed, whether that is saved, and why not. */
export type LimitDraft = {
  readonly revision: number
  readonly state: SaveState
  readonly problem: ProblemError | undefined
  limitOf(key: Key): Limit | undefined
  /** Gives a condition another limit, or that of today where there is none. */
  change(key: Key, limit: Limit | undefined): void
}

const settleMs = 700
const keyOf = ({ conditionId, areaClass }: Key) => `${conditionId} ${areaClass}`

/** Keeps the changes and saves them by itself once the hands rest; of two who edit at once the second is told. */
export function useLimitDraft(stored: Stored): LimitDraft {
  const client = useQueryClient()
  const [changes, setChanges] = useState(
    () => new Map(stored.lines.map((line): [string, Change] => [keyOf(line), line])),
  )
  const [state, setState] = useState<SaveState>('saved')
  const [problem, setProblem] = useState<ProblemError>()
  const revision = useRef(stored.revision)
  const [shownRevision, setShownRevision] = useState(stored.revision)
  const latest = useRef(changes)
  const send = async (content: ReadonlyMap<string, Change>, isLeaving: boolean) => {
    const body = {
      ...{ revision: revision.current, basedOn: stored.standard.versionId },
      changes: [...content.values()].map(({ conditionId, areaClass, limit }) => ({ conditionId, areaClass, limit })),
    }
    const saved = await call(saveLimitDraft, { body }, { key: newKey(), outlives: isLeaving })
    revision.current = saved.revision
    setShownRevision(saved.revision)
    for (const contract of [getLimitDraft, previewLimitDraft])
      void client.invalidateQueries({ queryKey: [routeKey(contract)] })
  }
  const onState = (next: SaveState, error?: unknown) => {
    setState(next)
    if (next === 'saved' || next === 'refused') setProblem(error === undefined ? undefined : asProblem(error))
  }
  const made = useRef<Saver<ReadonlyMap<string, Change>> | undefined>(undefined)
  made.current ??= makeSaver({ settleMs, send, onState })
  const saver = made.current
  useLeaving(saver)
  return {
    ...{ revision: shownRevision, state, problem },
    limitOf: (key) => changes.get(keyOf(key))?.limit,
    change(key, limit) {
      const next = new Map(latest.current)
      if (limit) next.set(keyOf(key), { ...key, limit })
      else next.delete(keyOf(key))
      latest.current = next
      setChanges(next)
      saver.put(next)
    },
  }
}
