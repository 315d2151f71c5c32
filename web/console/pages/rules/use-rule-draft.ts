import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { checkRuleDraft, getRuleDraft, listRuleDrafts, type Rule, saveRuleDraft } from '#command/rule/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { asProblem, call, newKey, type ProblemError } from '#web/kit/client.ts'
import { routeKey } from '#web/kit/query.ts'
import { makeSaver, type Saver, type SaveState } from '#web/kit/saver.ts'
import { useLeaving } from '#web/kit/use-leaving.ts'

type Stored = ReplyOf<typeof getRuleDraft>

/** A draft under somebody's hands: what it says, whether that is saved, and why not. */
export type RuleDraft = {
  readonly title: string
  readonly rules: readonly Rule[]
  readonly revision: number
  readonly savedAt: string
  readonly state: SaveState
  readonly problem: ProblemError | undefined
  change(next: { title?: string; rules?: readonly Rule[] }): void
}

type Content = { readonly title: string; readonly rules: readonly Rule[] }

const settleMs = 900

/** Keeps a draft and saves it by itself once the hands rest; of two who edit at once the second is told and loses nothing typed. */
export function useRuleDraft(stored: Stored): RuleDraft {
  const client = useQueryClient()
  const [content, setContent] = useState<Content>({ title: stored.title, rules: stored.rules })
  const [head, setHead] = useState({ revision: stored.revision, savedAt: stored.savedAt })
  const [state, setState] = useState<SaveState>('saved')
  const [problem, setProblem] = useState<ProblemError>()
  const latest = useRef(content)
  const revision = useRef(stored.revision)
  const send = async ({ title, rules }: Content, isLeaving: boolean) => {
    const body = { revision: revision.current, title: title || '—', rules: rules.map(asInput) }
    const given = { params: { draftId: stored.draftId }, body }
    const saved = await call(saveRuleDraft, given, { key: newKey(), outlives: isLeaving })
    revision.current = saved.revision
    setHead(saved)
    for (const contract of [checkRuleDraft, listRuleDrafts])
      void client.invalidateQueries({ queryKey: [routeKey(contract)] })
    // Whoever comes back begins with what was saved last; who is here keeps the cursor.
    void client.invalidateQueries({ queryKey: [routeKey(getRuleDraft)], refetchType: 'none' })
  }
  const onState = (next: SaveState, error?: unknown) => {
    setState(next)
    if (next === 'saved' || next === 'refused') setProblem(error === undefined ? undefined : asProblem(error))
  }
  const made = useRef<Saver<Content> | undefined>(undefined)
  made.current ??= makeSaver({ settleMs, send, onState })
  const saver = made.current
  useLeaving(saver)
  return {
    ...content,
    ...head,
    state,
    problem,
    change(next) {
      latest.current = { ...latest.current, ...next }
      setContent(latest.current)
      saver.put(latest.current)
    },
  }
}

const asInput = (rule: Rule) => ({ ...rule, coUnits: [...rule.coUnits] })
