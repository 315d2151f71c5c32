import { type FormEvent, useState } from 'react'
import { type lookAtLink, openLink, sendCode } from '#command/contractor/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { useCommand } from '#web/kit/query.ts'
import { formatTime } from '#web/kit/time.ts'
import type { Given } from './address.ts'
import { words } from './words.ts'

type Props = { given: Given; link: ReplyOf<typeof lookAtLink>; onOpened: () => void }

/** The last four digits, then the code that was sent to that telephone. */
export function Door({ given: { district, token }, link, onOpened }: Props) {
  const w = useWords(words)
  const pick = usePick()
  const [last4, setLast4] = useState('')
  const [code, setCode] = useState('')
  const sending = useCommand(sendCode)
  const opening = useCommand(openLink)
  const params = { district }
  const send = (event?: FormEvent) => {
    event?.preventDefault()
    sending.mutate({ params, body: { token, last4 } })
  }
  const open = (event: FormEvent) => {
    event.preventDefault()
    opening.mutate({ params, body: { token, code } }, { onSuccess: onOpened })
  }
  const problem = opening.error ?? sending.error
  return (
    <>
      <p>
        {w.to(link.contractor)}
        <br />
        <span className="quiet">{w.until(formatTime(link.validTo))}</span>
      </p>
      <form onSubmit={send}>
        <label htmlFor="last4">{w.last4}</label>
        <input
          id="last4"
          inputMode="numeric"
          autoComplete="off"
          maxLength={4}
          pattern="\d{4}"
          required
          value={last4}
          onChange={({ target }) => setLast4(target.value.replaceAll(/\D/g, ''))}
        />
        <button
          type="submit"
          className={sending.data ? '' : 'first'}
          disabled={last4.length !== 4 || sending.isPending}
        >
          {sending.data ? w.again : w.send}
        </button>
      </form>
      {sending.data && (
        <form onSubmit={open}>
          <p role="status">{w.sent(sending.data.minutes)}</p>
          <label htmlFor="code">{w.code}</label>
          <input
            id="code"
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={6}
            pattern="\d{6}"
            required
            value={code}
            onChange={({ target }) => setCode(target.value.replaceAll(/\D/g, ''))}
          />
          <button type="submit" className="first" disabled={code.length !== 6 || opening.isPending}>
            {w.enter}
          </button>
        </form>
      )}
      {problem && (
        <p className="refusal" role="alert">
          {pick(problem)}
        </p>
      )}
    </>
  )
}
