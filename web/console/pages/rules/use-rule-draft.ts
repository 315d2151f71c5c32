import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { checkRuleDraft, type getRuleDraft, listRuleDrafts, type Rule, saveRuleDraft } from '#command/rule/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { call, newKey, type ProblemError } from '#web/kit/client.ts'
import { routeKey } from '#web/kit/query.ts'

type Stored = ReplyOf<typeof getRuleDraft>

/** A draft under somebody's hands: what it says, whether that is saved, and why not. */
export type RuleDraft = {
  readonly title: string
  readonly rules: readonly Rule[]
  readonly revision: number
  readonly savedAt: string
  readonly state: 'saved' | 'changed' | 'saving' | 'refused'
  readonly problem: ProblemError | undefined
  change(next: { title?: string; rules?: readonly Rule[] }): void
}

const settleMs = 900

/** Keeps a draft and saves it by itself once the hands rest; of two who edit at once the second is told and loses nothing typed. */
export function useRuleDraft(stored: Stored): RuleDraft {
  const client = useQueryClient()
  const [content, setContent] = useState({ title: stored.title, rules: stored.rules as readonly Rule[] })
  const [head, setHead] = useState({ revision: stored.revision, savedAt: stored.savedAt })
  const [state, setState] = useState<RuleDraft['state']>('saved')
  const [problem, setProblem] = useState<ProblemError>()
  const latest = useRef(content)
  latest.current = content
  useEffect(() => {
    if (state !== 'changed') return
    const timer = setTimeout(() => {
      const sent = latest.current
      setState('saving')
      const body = { revision: head.revision, title: sent.title || '—', rules: sent.rules.map(asInput) }
      call(saveRuleDraft, { params: { draftId: stored.draftId }, body }, { key: newKey() }).then(
        ({ revision, savedAt }) => {
          setHead({ revision, savedAt })
          setProblem(undefined)
          setState(latest.current === sent ? 'saved' : 'changed')
          void client.invalidateQueries({ queryKey: [routeKey(checkRuleDraft)] })
          void client.invalidateQueries({ queryKey: [routeKey(listRuleDrafts)] })
        },
        (error: ProblemError) => {
          setProblem(error)
          setState('refused')
        },
      )
    }, settleMs)
    return () => clearTimeout(timer)
  }, [state, head, stored.draftId, client])
  return {
    ...content,
    ...head,
    state,
    problem,
    change(next) {
      setContent((before) => ({ ...before, ...next }))
      setState('changed')
    },
  }
}

const asInput = (rule: Rule) => ({ ...rule, coUnits: [...rule.coUnits] })
