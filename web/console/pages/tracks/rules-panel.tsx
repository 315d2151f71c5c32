import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Drawer, Input, InputNumber } from 'antd'
import { type FormEvent, useState } from 'react'
import { getTrackRules, givenRules, type OwnRules, setTrackRules } from '#sense/track/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask, routeKey, useCommand } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { Failure, Loading } from '#web/kit/states.tsx'
import { words } from './words.ts'

/** By which numbers tracks are cut, in a drawer. */
export function RulesButton() {
  const w = useWords(words)
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button className="tracks-rules-open" onClick={() => setOpen(true)}>
        {w.rules}
      </Button>
      <Drawer
        title={w.rules}
        open={isOpen}
        onClose={() => setOpen(false)}
        size={Math.min(620, window.innerWidth)}
        destroyOnHidden
        closable={{ 'aria-label': w.close }}
      >
        <Rules onDone={() => setOpen(false)} />
      </Drawer>
    </>
  )
}

function Rules({ onDone }: { onDone: () => void }) {
  const { data, error, refetch } = useQuery(ask(getTrackRules, {}))
  if (error) return <Failure problem={error} onRetry={() => void refetch()} />
  if (!data) return <Loading rows={10} />
  const values = Object.fromEntries(data.values.map(({ name, value }) => [name, value]))
  return <RulesForm key={data.revision} revision={data.revision} due={data.due} values={values} onDone={onDone} />
}

type FormProps = { revision: number; due: number; values: OwnRules; onDone: () => void }

function RulesForm({ revision, due, values, onDone }: FormProps) {
  const w = useWords(words)
  const pick = usePick()
  const mayChange = may(useMe(), 'track.write')
  const [held, setHeld] = useState(values)
  const [reason, setReason] = useState('')
  const { send, isSending, refusal } = useSend(onDone)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const own = Object.fromEntries(
      givenRules.filter(({ name, usual }) => held[name] !== usual).map(({ name }) => [name, held[name]]),
    )
    send({ basedOn: revision, own, reason })
  }
  return (
    <form className="tracks-rules" onSubmit={submit} noValidate>
      <p className="quiet">{w.rulesLead}</p>
      {due > 0 && <p role="status">{w.due(due)}</p>}
      {givenRules.map((rule) => {
        const value = held[rule.name]
        const isOut = value === undefined || value < rule.least || value > rule.most
        return (
          <div key={rule.name} className="tracks-rule">
            <label htmlFor={`rule-${rule.name}`}>
              {pick(rule)}
              {rule.unit && `（${rule.unit}）`}
            </label>
            <InputNumber
              id={`rule-${rule.name}`}
              value={value ?? null}
              min={rule.least}
              max={rule.most}
              disabled={!mayChange}
              status={isOut ? 'error' : ''}
              onChange={(next) => setHeld({ ...held, [rule.name]: next ?? undefined })}
            />
            <span className="quiet">
              {w.usual(String(rule.usual))} · {rule.source.mark} {pick(rule.source)}
            </span>
            {isOut && (
              <span className="field-fault" role="alert">
                {w.bounds(rule.least, rule.most)}
              </span>
            )}
          </div>
        )
      })}
      {mayChange && (
        <>
          <label htmlFor="rules-reason">{w.reason}</label>
          <Input id="rules-reason" value={reason} maxLength={200} onChange={({ target }) => setReason(target.value)} />
          {refusal && (
            <p className="form-refusal" role="alert">
              {refusal}
            </p>
          )}
          <Button type="primary" htmlType="submit" loading={isSending} disabled={reason.trim().length < 2}>
            {w.save}
          </Button>
        </>
      )}
    </form>
  )
}

function useSend(onDone: () => void) {
  const w = useWords(words)
  const pick = usePick()
  const client = useQueryClient()
  const { message } = App.useApp()
  const command = useCommand(setTrackRules)
  const [refusal, setRefusal] = useState('')
  const send = (body: { basedOn: number; own: OwnRules; reason: string }) =>
    command.mutate(
      { body },
      {
        onSuccess: ({ due }) => {
          void message.success(w.saved(due))
          void client.invalidateQueries({ queryKey: [routeKey(getTrackRules)] })
          onDone()
        },
        onError: (problem) => setRefusal(pick(problem)),
      },
    )
  return { send, isSending: command.isPending, refusal }
}
