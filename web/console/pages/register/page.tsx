import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { dropDraft, listDrafts } from '#serve/call/contract.ts'
import type { registerCase } from '#serve/intake/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask, routeKey, useCommand } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { Loading } from '#web/kit/states.tsx'
import { useMerge } from '../duplicate/use-merge.tsx'
import { words as duplicateWords } from '../duplicate/words.ts'
import { Drafts, type KeptDraft } from './drafts.tsx'
import { emptyFilled, type Filled, filledOf } from './filled.ts'
import { Receipt } from './receipt.tsx'
import './register.css'
import { RegisterForm } from './register-form.tsx'
import { words } from './words.ts'

type Registered = ReplyOf<typeof registerCase>

/** What is on the form now: a new report, or one taken up again. */
type Written = { readonly draftId: string; readonly initial: Filled; readonly isRestored: boolean }

/** A draft left less than this ago was cut off rather than put aside, and is taken up by itself. */
const cutOffMs = 30 * 60_000

/** Works on plain http too, where `crypto.randomUUID` is absent. */
function newDraftId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

const blank = (): Written => ({ draftId: newDraftId(), initial: emptyFilled, isRestored: false })
const takenUp = ({ draftId, content }: KeptDraft): Written => ({
  draftId,
  initial: filledOf(content),
  isRestored: true,
})

export function RegisterPage() {
  const w = useWords(words)
  const me = useMe()
  const { data, error } = useQuery({ ...ask(listDrafts, {}), staleTime: 0, gcTime: 0, refetchOnWindowFocus: false })
  if (!may(me, 'case.register')) return <p className="register-forbidden">{w.forbidden}</p>
  // A desk that cannot see its drafts can still take a call.
  if (!data && !error) return <Loading rows={10} />
  return <Desk drafts={data?.items ?? []} />
}

/** The desk's one screen for a call: what, where, who, with what is known around the place and of the caller. */
function Desk({ drafts }: { drafts: readonly KeptDraft[] }) {
  const w = useWords(words)
  const client = useQueryClient()
  const [written, setWritten] = useState<Written>(() => {
    const last = drafts[0]
    return last && Date.now() - Date.parse(last.savedAt) < cutOffMs ? takenUp(last) : blank()
  })
  const over = useRef(new Set<string>())
  const [registered, setRegistered] = useState<Registered>()
  const mergeWords = useWords(duplicateWords)
  const { merge, problem } = useMerge(() => undefined)
  const dropping = useCommand(dropDraft)
  const pick = usePick()
  const top = useRef<HTMLDivElement>(null)
  const refresh = () => void client.invalidateQueries({ queryKey: [routeKey(listDrafts)] })
  const drop = (draftId: string) => dropping.mutate({ params: { draftId } }, { onSettled: refresh })
  const go = (next: Written, reply?: Registered) => {
    setRegistered(reply)
    setWritten(next)
    refresh()
  }
  const startOver = (reply?: Registered) => {
    over.current.add(written.draftId)
    drop(written.draftId)
    go(blank(), reply)
  }
  useEffect(() => {
    if (registered) top.current?.scrollIntoView({ block: 'nearest' })
  }, [registered])
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
        {written.isRestored && !registered && <p className="form-note">{w.restored}</p>}
      </div>
      <Drafts
        drafts={drafts.filter(({ draftId }) => draftId !== written.draftId)}
        onResume={(draft) => go(takenUp(draft))}
        onDrop={({ draftId }) => drop(draftId)}
      />
      <RegisterForm
        key={written.draftId}
        draftId={written.draftId}
        initial={written.initial}
        isOver={() => over.current.has(written.draftId)}
        onRegistered={(reply, into) => {
          startOver(reply)
          if (into) merge(reply, into, mergeWords.takeReason)
        }}
      />
    </div>
  )
}
