import { App, Button, Input } from 'antd'
import { useState } from 'react'
import { signAlarmRule, type Version, withdrawAlarmRule } from '#analyse/rule/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { useCommand } from '#web/kit/query.ts'
import { useSaved } from './use-saved.ts'
import { words } from './words.ts'

type Props = { ruleId: string; draft: Version | null; canSign: boolean; isInForce: boolean }

/** Puts the draft in force once it was tried, or takes the rule out of force; either with the reason. */
export function SignPart({ ruleId, draft, canSign, isInForce }: Props) {
  const w = useWords(words)
  const pick = usePick()
  const saved = useSaved()
  const { message } = App.useApp()
  const [reason, setReason] = useState('')
  const [isAsked, setAsked] = useState(false)
  const [sign, withdraw] = [useCommand(signAlarmRule), useCommand(withdrawAlarmRule)]
  const params = { ruleId }
  const isShort = reason.trim().length < 2
  const then = (text: string) => ({
    onSuccess: () => {
      setReason('')
      setAsked(false)
      saved(text)
    },
    onError: (problem: { zh: string; en: string }) => void message.error(pick(problem)),
  })
  const withReason = (act: () => void) => () => {
    setAsked(true)
    if (!isShort) act()
  }
  if (!draft && !isInForce) return null
  return (
    <section className="arule-draft">
      <div className="arule-acts">
        <Input
          aria-label={w.signReason}
          placeholder={w.signReason}
          value={reason}
          maxLength={500}
          status={isAsked && isShort ? 'error' : ''}
          onChange={({ target }) => setReason(target.value)}
          style={{ flex: '1 1 200px' }}
        />
        {draft && (
          <Button
            type="primary"
            disabled={!canSign}
            loading={sign.isPending}
            onClick={withReason(() =>
              sign.mutate({ params, body: { bodyHash: draft.bodyHash, reason } }, then(w.signed)),
            )}
          >
            {w.sign}
          </Button>
        )}
        {isInForce && (
          <Button
            danger
            loading={withdraw.isPending}
            onClick={withReason(() => withdraw.mutate({ params, body: { reason } }, then(w.withdrawn)))}
          >
            {w.withdraw}
          </Button>
        )}
      </div>
      {draft && !canSign && <p className="quiet">{w.trySoon}</p>}
      {isAsked && isShort && (
        <p className="form-refusal" role="alert">
          {w.reasonShort}
        </p>
      )}
    </section>
  )
}
