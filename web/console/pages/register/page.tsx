import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { ReplyOf } from '#kernel/http/contract.ts'
import type { registerCase } from '#serve/intake/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { may, useMe } from '#web/kit/session.ts'
import { useMerge } from '../duplicate/use-merge.tsx'
import { words as duplicateWords } from '../duplicate/words.ts'
import { emptyFilled } from './filled.ts'
import { Receipt } from './receipt.tsx'
import './register.css'
import { RegisterForm } from './register-form.tsx'
import { dropDraft, readDraft } from './saved-draft.ts'
import { words } from './words.ts'

type Registered = ReplyOf<typeof registerCase>

/** The desk's one screen for a call: what, where, who, with what is known around the place. */
export function RegisterPage() {
  const w = useWords(words)
  const me = useMe()
  const [round, setRound] = useState(0)
  const [kept] = useState(() => readDraft(me.personId))
  const [registered, setRegistered] = useState<Registered>()
  const mergeWords = useWords(duplicateWords)
  const { merge, problem } = useMerge(() => undefined)
  const pick = usePick()
  const top = useRef<HTMLDivElement>(null)
  const startOver = (reply?: Registered) => {
    dropDraft(me.personId)
    setRegistered(reply)
    setRound(round + 1)
  }
  useEffect(() => {
    if (registered) top.current?.scrollIntoView({ block: 'nearest' })
  }, [registered])
  if (!may(me, 'case.register')) return <p className="register-forbidden">{w.forbidden}</p>
  const isRestored = round === 0 && kept !== undefined
  return (
    <div className="register" ref={top}>
      <header className="register-head">
        <h1>{w.title}</h1>
        <p className="quiet">{w.lead}</p>
        <Button onClick={() => startOver()}>{w.clear}</Button>
      </header>
      <div role="status">
        {registered && <Receipt registered={registered} />}
        {registered && problem && (
          <p className="form-refusal" role="alert">
            {pick(problem)}
          </p>
        )}
        {isRestored && !registered && <p className="form-note">{w.restored}</p>}
      </div>
      <RegisterForm
        key={round}
        personId={me.personId}
        initial={isRestored ? kept : emptyFilled}
        onRegistered={(reply, into) => {
          startOver(reply)
          if (into) merge(reply, into, mergeWords.takeReason)
        }}
      />
    </div>
  )
}
