import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { App, Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { changePassword } from '#kernel/auth/contract.ts'
import { asProblem, call, type ProblemError } from '#web/kit/client.ts'
import { Field } from '#web/kit/form/field.tsx'
import { useDraft } from '#web/kit/form/use-draft.ts'
import { defineWords, usePick, useWords } from '#web/kit/language.ts'
import { enter, useMe } from '#web/kit/session.ts'
import './password.css'

const words = defineWords({
  title: { zh: '修改口令', en: 'Change the password' },
  due: {
    zh: '您用的是管理员给的临时口令，修改后才能办理其他事项。',
    en: 'You signed in with a temporary password. Change it before anything else.',
  },
  hint: {
    zh: '至少 8 位，含大写、小写、数字、符号中的三类；或 15 位以上。不能含用户名。',
    en: 'At least 8 characters of three kinds, or 15 of any; without the user name.',
  },
  current: { zh: '现用口令', en: 'Current password' },
  next: { zh: '新口令', en: 'New password' },
  again: { zh: '再输一次', en: 'Once more' },
  differs: { zh: '两次输入不一致', en: 'The two differ' },
  save: { zh: '修改口令', en: 'Change' },
  saved: { zh: '口令已修改，其他设备上的登录已结束', en: 'Changed; your other sessions have ended' },
})

/** One’s own password: the only page while one that was given is due. */
export function PasswordPage() {
  const w = useWords(words)
  const pick = usePick()
  const me = useMe()
  const { form, again, setAgain, differs, problem, isBusy, submit } = useChange()
  const secret = (name: 'current' | 'next', label: string, autoComplete: string, hint?: string) => (
    <Field form={form} name={name} label={label} hint={hint}>
      {(control) => (
        <Input.Password
          {...control}
          autoComplete={autoComplete}
          value={form.values[name] ?? ''}
          onChange={({ target }) => form.set(name, target.value)}
        />
      )}
    </Field>
  )
  return (
    <section className="password-page" aria-labelledby="password-title">
      <h1 id="password-title">{w.title}</h1>
      {me.passwordDue && <p className="form-note">{w.due}</p>}
      <form className="form panel" onSubmit={submit} noValidate>
        {secret('current', w.current, 'current-password')}
        {secret('next', w.next, 'new-password', w.hint)}
        <div className={differs ? 'field wrong' : 'field'}>
          <label htmlFor="password-again">{w.again}</label>
          <Input.Password
            id="password-again"
            autoComplete="new-password"
            status={differs ? 'error' : ''}
            aria-invalid={differs}
            value={again}
            onChange={({ target }) => setAgain(target.value)}
          />
          {differs && <p className="field-fault">{w.differs}</p>}
        </div>
        {problem && (
          <p className="form-refusal" role="alert">
            {pick(problem)}
          </p>
        )}
        <div className="form-actions">
          <Button type="primary" htmlType="submit" loading={isBusy}>
            {w.save}
          </Button>
        </div>
      </form>
    </section>
  )
}

function useChange() {
  const w = useWords(words)
  const client = useQueryClient()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const form = useDraft(changePassword.body!, { current: '', next: '' })
  const [again, setAgain] = useState('')
  const [isTried, setTried] = useState(false)
  const [problem, setProblem] = useState<ProblemError>()
  const [isBusy, setBusy] = useState(false)
  const differs = isTried && again !== form.values.next
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setProblem(undefined)
    setTried(true)
    const body = form.check()
    if (!body || isBusy || again !== body.next) return
    setBusy(true)
    try {
      enter(client, await call(changePassword, { body }))
      void message.success(w.saved)
      await navigate({ to: '/' })
    } catch (error) {
      const refused = asProblem(error)
      form.refuse(refused)
      setProblem(refused)
    } finally {
      setBusy(false)
    }
  }
  return { form, again, setAgain, differs, problem, isBusy, submit }
}
