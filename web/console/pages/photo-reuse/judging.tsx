import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Input } from 'antd'
import { useId, useState } from 'react'
import { judgeReuse, listCaseReuse, listReuses, type Reuse, reopenReuse } from '#analyse/photo/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { routeKey, useCommand } from '#web/kit/query.ts'
import { words } from './words.ts'

const LEAST_REASON = 2

/** The supervisor's judgement on one finding, which can be taken back. */
export function Judging({ finding }: { finding: Reuse }) {
  const w = useWords(words)
  const pick = usePick()
  const id = useId()
  const client = useQueryClient()
  const { message } = App.useApp()
  const [reason, setReason] = useState('')
  const judging = useCommand(judgeReuse)
  const reopening = useCommand(reopenReuse)
  const params = { reuseId: finding.reuseId }
  const onSuccess = () => {
    for (const contract of [listReuses, listCaseReuse])
      void client.invalidateQueries({ queryKey: [routeKey(contract)] })
    message.success(w.saved)
  }
  const decide = (state: 'confirmed' | 'dismissed') =>
    judging.mutate({ params, body: { state, reason } }, { onSuccess })
  const problem = judging.error ?? reopening.error
  const isGiven = reason.trim().length >= LEAST_REASON
  return (
    <fieldset className="judging" aria-label={w.judge(w[finding.kind])}>
      {finding.state === 'open' ? (
        <>
          <label htmlFor={id}>{w.reason}</label>
          <Input id={id} value={reason} maxLength={500} onChange={({ target }) => setReason(target.value)} />
          <Button danger disabled={!isGiven} loading={judging.isPending} onClick={() => decide('confirmed')}>
            {w.toConfirm}
          </Button>
          <Button disabled={!isGiven} loading={judging.isPending} onClick={() => decide('dismissed')}>
            {w.dismiss}
          </Button>
        </>
      ) : (
        <Button loading={reopening.isPending} onClick={() => reopening.mutate({ params }, { onSuccess })}>
          {w.reopen}
        </Button>
      )}
      {problem && (
        <p className="form-refusal" role="alert">
          {pick(problem)}
        </p>
      )}
    </fieldset>
  )
}
