import { useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import {
  endAllSessions,
  getAccount,
  listAccounts,
  resetPassword,
  revealPhone,
  switchAccount,
  unlockAccount,
} from '#city/person/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { routeKey, useCommand } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { AmendForm } from './amend-form.tsx'
import type { Person } from './person-detail.tsx'
import { ReasonAct } from './reason-act.tsx'
import { type Secret, SecretShown } from './secret.tsx'
import { words } from './words.ts'

type Act = 'amend' | 'switch' | 'reset' | 'unlock' | 'signOut' | 'reveal'

/** What may be done about the account, each by whom the policy names, and never by its own holder. */
export function AccountActs({ person }: { person: Person }) {
  const w = useWords(words)
  const me = useMe()
  const [act, setAct] = useState<Act>()
  const isOwn = me.personId === person.personId
  const hasAccount = person.username !== null
  const isDisabled = person.state === 'disabled'
  const acts: readonly (readonly [Act, string, boolean])[] = [
    ['amend', w.amend, may(me, 'account.write')],
    ['reveal', w.reveal, may(me, 'account.reveal') && person.phoneMasked !== ''],
    ['reset', w.reset, may(me, 'account.write') && hasAccount && !isOwn],
    ['switch', isDisabled ? w.enable : w.disable, may(me, 'account.write') && hasAccount && !isOwn],
    ['unlock', w.unlock, may(me, 'account.unlock') && person.state === 'locked' && !isOwn],
    ['signOut', w.signOut, may(me, 'account.unlock') && hasAccount],
  ]
  const open = acts.filter(([, , isOpen]) => isOpen)
  return (
    <section aria-labelledby="person-account">
      <h3 id="person-account">{w.account}</h3>
      {open.length === 0 && <p className="quiet">{w.onlyXitong}</p>}
      <div className="person-acts">
        {open.map(([id, label]) => (
          <Button key={id} aria-expanded={act === id} onClick={() => setAct(act === id ? undefined : id)}>
            {label}
          </Button>
        ))}
      </div>
      {isOwn && <p className="form-note">{w.own}</p>}
      {act === 'amend' && <AmendForm person={person} onDone={() => setAct(undefined)} />}
      {act && act !== 'amend' && <ActForm key={act} act={act} person={person} onDone={() => setAct(undefined)} />}
    </section>
  )
}

function ActForm({ act, person, onDone }: { act: Exclude<Act, 'amend'>; person: Person; onDone: () => void }) {
  const w = useWords(words)
  const client = useQueryClient()
  const { message, modal } = App.useApp()
  const [secret, setSecret] = useState<Secret>()
  const commands = {
    switch: useCommand(switchAccount),
    reset: useCommand(resetPassword),
    unlock: useCommand(unlockAccount),
    signOut: useCommand(endAllSessions),
    reveal: useCommand(revealPhone),
  }
  const params = { personId: person.personId }
  const isDisabled = person.state === 'disabled'
  const refresh = () => {
    void client.invalidateQueries({ queryKey: [routeKey(getAccount)] })
    void client.invalidateQueries({ queryKey: [routeKey(listAccounts)] })
  }
  const done = () => {
    void message.success(w.done)
    refresh()
    onDone()
  }
  const send = (reason: string) => {
    if (act === 'switch')
      return commands.switch.mutate({ params, body: { disabled: !isDisabled, reason } }, { onSuccess: done })
    if (act === 'unlock') return commands.unlock.mutate({ params, body: { reason } }, { onSuccess: done })
    if (act === 'signOut') return commands.signOut.mutate({ params, body: { reason } }, { onSuccess: done })
    if (act === 'reset')
      return commands.reset.mutate({ params, body: { reason } }, { onSuccess: (reply) => setSecret(reply) })
    commands.reveal.mutate(
      { params, body: { purpose: reason } },
      {
        onSuccess: ({ phone }) => {
          void modal.info({ title: person.name, content: <p className="secret">{phone}</p>, okText: w.close })
          onDone()
        },
      },
    )
  }
  const told = {
    switch: isDisabled ? ([w.enableHint, w.enable] as const) : ([w.disableHint, w.disable] as const),
    reset: [w.resetHint, w.reset] as const,
    unlock: [w.unlockHint, w.unlock] as const,
    signOut: [w.signOutHint, w.signOut] as const,
    reveal: [w.revealHint, w.reveal] as const,
  }[act]
  return (
    <>
      <ReasonAct
        hint={told[0]}
        act={told[1]}
        label={act === 'reveal' ? w.purpose : w.reason}
        isDanger={(act === 'switch' && !isDisabled) || act === 'reset'}
        isBusy={commands[act].isPending}
        problem={commands[act].error}
        onSend={send}
        onCancel={onDone}
      />
      <SecretShown
        secret={secret}
        onClose={() => {
          refresh()
          onDone()
        }}
      />
    </>
  )
}
